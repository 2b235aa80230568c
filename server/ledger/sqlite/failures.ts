import { AppError, isAppError } from "../../../shared/errors.ts";
import type { Ledger } from "../ledger.ts";

/** What a person can do something about, by SQLite's own name of the failure. */
const MESSAGES: Readonly<Record<string, string>> = {
  SQLITE_FULL: "There is no room left on the disk for the ledger",
  SQLITE_IOERR: "The disk refuses to read or write the ledger",
  SQLITE_READONLY: "The ledger may not be written",
  SQLITE_BUSY: "Another process holds the ledger",
  SQLITE_CORRUPT: "The ledger's file is damaged",
  SQLITE_NOTADB: "The ledger's file is damaged",
  SQLITE_CANTOPEN: "The ledger can't be opened",
};

/** SQLite's name of a failure, which the query builder may have wrapped. */
function sqliteCodeOf(error: unknown): string | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && typeof cause.code === "string" && cause.code.startsWith("SQLITE_")) return cause.code;
  }
  return null;
}

/**
 * The same ledger, each of whose methods tells a failure of the file, the disk or another process as
 * `ledger_unavailable`. After one that was refused for a lock `reconnect` is called: libsql leaves the refused
 * statement open, and what is written beside it would be acknowledged and not committed.
 */
export function tellingFailures(ledger: Ledger, reconnect: () => Promise<void>): Ledger {
  type Method = (...args: readonly unknown[]) => unknown;

  async function tell(error: unknown): Promise<never> {
    const code = sqliteCodeOf(error);
    if (code === "SQLITE_BUSY") await reconnect();
    const message = code === null || isAppError(error) ? undefined : MESSAGES[code];
    throw message === undefined ? error : new AppError("ledger_unavailable", message, { cause: error });
  }
  const telling =
    (method: Method): Method =>
    (...args) => {
      const answer = method(...args);
      return answer instanceof Promise ? answer.catch(tell) : answer;
    };
  const methods = Object.entries(ledger).map(([name, method]) => [name, telling(method as Method)]);
  return Object.fromEntries(methods) as Ledger; // Each method stays what it was, in all but its failures.
}
