import type { ImportedRun } from "../../../server/ledger/ledger.ts";
import type { CostState } from "../../../shared/domain/settling.ts";

export interface RunFacts extends Partial<Omit<ImportedRun, "runId" | "settling">> {
  readonly runId: string;
  readonly settling?: Partial<CostState>;
}

const START_MS = Date.parse("2026-11-22T09:00:00Z");
const MINUTE_MS = 60_000;

/** A run as an import brings it: ended and settled at no cost, but for what the case is about. */
export function makeImportedRun({ settling, ...facts }: RunFacts): ImportedRun {
  const { costNanoUsd = 0n, createdAtMs = START_MS, finishedAtMs = createdAtMs + MINUTE_MS } = facts;
  const costReadAtMs = facts.costReadAtMs ?? (finishedAtMs ?? createdAtMs) + MINUTE_MS;
  return {
    scraperId: "nFJndFXA5zjCTuudP",
    status: "SUCCEEDED",
    itemCount: null,
    usageDetails: null,
    listedNanoUsd: null,
    goneAtMs: null,
    origin: null,
    ...facts,
    costNanoUsd,
    createdAtMs,
    finishedAtMs,
    costReadAtMs,
    settling: {
      costReadNanoUsd: costNanoUsd,
      costAgreedAtMs: costReadAtMs,
      settledAtMs: costReadAtMs,
      nextReadAtMs: null,
      repriced: null,
      ...settling,
    },
  };
}

/** The same, still provisional: it is to be read again then. */
export const makeProvisionalRun = (facts: RunFacts, nextReadAtMs: number): ImportedRun =>
  makeImportedRun({ ...facts, settling: { ...facts.settling, settledAtMs: null, nextReadAtMs } });
