/** Apify's statuses of a run. Features that record runs may use words of their own, so a stored status is any short text. */
export const TERMINAL_RUN_STATUSES = ["SUCCEEDED", "FAILED", "TIMED-OUT", "ABORTED"] as const;

/** The source of the rows that the import made. */
export const IMPORT_SOURCE = "import";

/** Whether a text has the form of Apify's ids of runs and Actors. */
export const isApifyId = (text: string): boolean => /^[A-Za-z0-9]{17}$/.test(text);

export function isTerminalStatus(status: string): boolean {
  return (TERMINAL_RUN_STATUSES as readonly string[]).includes(status);
}
