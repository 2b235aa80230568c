/** Apify's statuses of a run. Features that record runs may use words of their own, so a stored status is any short text. */
export const TERMINAL_RUN_STATUSES = ["SUCCEEDED", "FAILED", "TIMED-OUT", "ABORTED"] as const;

/** The source of the rows that the import made. */
export const IMPORT_SOURCE = "import";

export function isTerminalStatus(status: string): boolean {
  return (TERMINAL_RUN_STATUSES as readonly string[]).includes(status);
}

/** For some seconds after a run's end, Apify may answer a part of its cost: a reading in that time is not the last word. */
export const COST_MOVES_MS = 10_000;

/** A cost still absent so long after a run's end is one that the account is not told. */
export const COST_AWAITED_MS = 60 * 60 * 1000;
