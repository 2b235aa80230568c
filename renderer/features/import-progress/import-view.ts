import type { ImportStatus } from "../../../shared/api/backfill.ts";

/** From this many runs on, an import takes long enough to be worth a card. */
const LONG_IMPORT_RUNS = 1000;

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
  const isExpected = isAskedFor || status.lastCompletedAt === null || status.isIncomplete;
  if (progress === null) return isExpected ? { kind: "starting" } : { kind: "none" };

  const done = progress.runsRecorded;
  // The estimate can fall behind what was found: it then follows.
  const expected = progress.runsExpected === null ? null : Math.max(progress.runsExpected, progress.runsListed, done);
  if (!isExpected && (expected ?? progress.runsListed) < LONG_IMPORT_RUNS) return { kind: "none" };
  if (done === 0 && expected === null) return { kind: "starting" };
  return { kind: "running", done, expected, share: expected === null || expected === 0 ? null : done / expected };
}
