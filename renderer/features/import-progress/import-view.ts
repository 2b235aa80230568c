import type { ImportStatus } from "../../../shared/api/backfill.ts";
import { isLongImport } from "../../../shared/domain/long-import.ts";

export interface RunningView {
  readonly kind: "running";
  readonly done: number;
  readonly expected: number | null;
  readonly share: number | null;
}

export type ImportView =
  | { readonly kind: "none" }
  | { readonly kind: "starting" }
  | RunningView
  /** A person's import was cut, or the first one: the ledger lacks runs. */
  | { readonly kind: "cut" };

/**
 * What to show of an import. The short ones that keep the ledger fresh every few minutes show nothing; one that the
 * person asked for always shows.
 */
export function importViewOf(status: ImportStatus, isAskedFor: boolean): ImportView {
  if (status.state === "idle") {
    if (isAskedFor) return { kind: "starting" };
    return status.isIncomplete ? { kind: "cut" } : { kind: "none" };
  }
  const { progress } = status;
  if (!isAskedFor && !isLongImport(status)) return { kind: "none" };
  if (progress === null) return { kind: "starting" };

  const done = progress.runsRecorded;
  // The estimate can fall behind what was found: it then follows.
  const expected = progress.runsExpected === null ? null : Math.max(progress.runsExpected, progress.runsListed, done);
  if (done === 0 && expected === null) return { kind: "starting" };
  return { kind: "running", done, expected, share: expected === null || expected === 0 ? null : done / expected };
}
