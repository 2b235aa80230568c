import type { CrashNotes } from "./crash-notes.ts";

/** After a shorter run than this, one more would only fail again. */
const SHORTEST_RUN_MS = 60_000;
/** The same, where the run is already one more. */
const SHORTEST_FURTHER_RUN_MS = 600_000;

export interface MainFailureOptions {
  /** Whether this run is one that came after a failure. */
  readonly isAfterFailure: boolean;
  readonly runningMs: () => number;
  readonly note: CrashNotes["write"];
  readonly restart: () => void;
  /** Tells the person, and ends. */
  readonly giveUp: () => void;
}

/**
 * What to do with an error that nobody caught: nobody knows what it left half done, so main starts anew. What was
 * acknowledged is in the ledger by then.
 */
export function createMainFailure(options: MainFailureOptions): (error: unknown) => void {
  let isOver = false;
  return (error) => {
    if (isOver || isBrokenPipe(error)) return;
    isOver = true;
    options.note({ process: "main", reason: "uncaught", stack: stackOf(error) });
    const shortest = options.isAfterFailure ? SHORTEST_FURTHER_RUN_MS : SHORTEST_RUN_MS;
    if (options.runningMs() < shortest) options.giveUp();
    else options.restart();
  };
}

export const stackOf = (error: unknown): string => (error instanceof Error && error.stack) || String(error);

/** The terminal that it was started from is closed. */
const isBrokenPipe = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "EPIPE";
