import { roundsToZero } from "../../../shared/domain/money.ts";
import type { KnownReconciliation } from "./known-reconciliation.ts";

export type Service = KnownReconciliation["services"][number];

type Part = "usage" | "runs" | "builds" | "unattributed";
export type ServiceParts = Readonly<Record<Part, { readonly nanoUsd: string }>>;

interface ShownLines {
  readonly lines: readonly Service[];
  /** What the other lines add up to; null where none is left out. */
  readonly others: ServiceParts | null;
}

/** The services whose rest is at least a cent, and the sum of the others, so that all still adds up. */
export function shownLines(services: readonly Service[]): ShownLines {
  const lines = services.filter((line) => !roundsToZero(BigInt(line.unattributed.nanoUsd)));
  if (lines.length === 0) return { lines: services, others: null };
  const others = services.filter((line) => !lines.includes(line));
  return { lines, others: others.length === 0 ? null : sumOf(others) };
}

function sumOf(services: readonly Service[]): ServiceParts {
  const sum = (part: Part) => ({
    nanoUsd: String(services.reduce((total, line) => total + BigInt(line[part].nanoUsd), 0n)),
  });
  return { usage: sum("usage"), runs: sum("runs"), builds: sum("builds"), unattributed: sum("unattributed") };
}
