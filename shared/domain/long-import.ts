/** From this many runs on, an import takes long enough to be worth a word. */
const LONG_IMPORT_RUNS = 1000;

interface RunningImport {
  readonly state: "idle" | "running";
  readonly progress: { readonly runsListed: number; readonly runsExpected: number | null } | null;
  readonly lastCompletedAt: string | null;
  readonly isIncomplete: boolean;
}

/**
 * Whether an import runs that is worth a word: the first one, one that closes a hole in the history, or a long one. The
 * short ones that keep the ledger fresh every few minutes are not.
 */
export function isLongImport({ state, progress, lastCompletedAt, isIncomplete }: RunningImport): boolean {
  if (state !== "running") return false;
  if (lastCompletedAt === null || isIncomplete) return true;
  return progress !== null && Math.max(progress.runsExpected ?? 0, progress.runsListed) >= LONG_IMPORT_RUNS;
}
