import type { ImportStatus } from "../../../shared/api/backfill.ts";

/** From this many runs on, an import takes long enough to be worth a card. */
const LONG_IMPORT_RUNS = 1000;

export type ImportView =
  | { readonly kind: "none" }
  | { readonly kind: "starting" }
  | { readonly kind: "running"; readonly done: number; readonly expected: number | null; readonly share: number | null }
  | { readonly kind: "cut" };

/** What to show of an import. The short ones that keep the ledger fresh every few minutes show nothing. */
export function importViewOf(status: ImportStatus): ImportView {
  if (status.state === "idle") return status.isIncomplete ? { kind: "cut" } : { kind: "none" };
  const { progress } = status;
  const isFirstOrCut = status.lastCompletedAt === null || status.isIncomplete;
  if (progress === null) return isFirstOrCut ? { kind: "starting" } : { kind: "none" };

  const done = progress.runsRecorded;
  // The estimate can fall behind what was found: it then follows.
  const expected = progress.runsExpected === null ? null : Math.max(progress.runsExpected, progress.runsListed, done);
  if (!isFirstOrCut && (expected ?? progress.runsListed) < LONG_IMPORT_RUNS) return { kind: "none" };
  if (done === 0 && expected === null) return { kind: "starting" };
  return { kind: "running", done, expected, share: expected === null || expected === 0 ? null : done / expected };
}
