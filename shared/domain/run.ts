/** Apify's statuses of a run. Features that record runs may use words of their own, so a stored status is any short text. */
export const TERMINAL_RUN_STATUSES = ["SUCCEEDED", "FAILED", "TIMED-OUT", "ABORTED"] as const;

/** The source of the rows that the import made. */
export const IMPORT_SOURCE = "import";

export function isTerminalStatus(status: string): boolean {
  return (TERMINAL_RUN_STATUSES as readonly string[]).includes(status);
}
