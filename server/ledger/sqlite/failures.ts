import { AppError, isAppError } from "../../../shared/errors.ts";
import { aroundCalls } from "../../around-calls.ts";

type Told = readonly ["ledger_unavailable" | "ledger_damaged", message: string];

const DAMAGED: Told = ["ledger_damaged", "The ledger's file is damaged"];

/** What a person can do something about, by SQLite's or its client's own name of the failure. */
const TOLD: Readonly<Record<string, Told>> = {
  SQLITE_FULL: ["ledger_unavailable", "There is no room left on the disk for the ledger"],
  SQLITE_IOERR: ["ledger_unavailable", "The disk refuses to read or write the ledger"],
  SQLITE_READONLY: ["ledger_unavailable", "The ledger may not be written"],
  SQLITE_BUSY: ["ledger_unavailable", "Another process holds the ledger"],
  SQLITE_CANTOPEN: ["ledger_unavailable", "The ledger can't be opened"],
  CLIENT_CLOSED: ["ledger_unavailable", "The ledger is closed"],
  SQLITE_CORRUPT: DAMAGED,
  SQLITE_NOTADB: DAMAGED,
};

const NAME_FORM = /^(?:SQLITE_\w+|CLIENT_CLOSED)$/;

/** What SQLite and its client say of values, and of a schema, that no version of ours wrote. */
const DAMAGED_CONTENT =
  /malformed JSON|JSON cannot hold BLOB|integer overflow|too large to be safely represented|no such (table|column)/;

/** The name of a failure, which the query builder may have wrapped. */
function sqliteCodeOf(error: unknown): string | null {
  for (const cause of causesOf(error)) {
    if ("code" in cause && typeof cause.code === "string" && NAME_FORM.test(cause.code)) return cause.code;
  }
  return null;
}

/** A failure of the file, the disk or another process in our own words; null for any other. */
export function failureOfFile(error: unknown): AppError | null {
  const told = TOLD[sqliteCodeOf(error) ?? ""];
  return told === undefined ? null : new AppError(...told, { cause: error });
}

function failureOfContent(error: unknown): AppError | null {
  const isDamaged = causesOf(error).some(({ message }) => DAMAGED_CONTENT.test(message));
  return isDamaged ? new AppError(...DAMAGED, { cause: error }) : null;
}

function causesOf(error: unknown): readonly Error[] {
  return error instanceof Error ? [error, ...causesOf(error.cause)] : [];
}

/**
 * The same methods of a ledger's file, each of which tells a failure of the file, the disk or another process as
 * `ledger_unavailable` or `ledger_damaged`. After one that was refused for a lock `reconnect` is called: libsql leaves
 * the refused statement open, and what is written beside it would be acknowledged and not committed.
 */
export function tellingFailures<Methods extends object>(methods: Methods, reconnect: () => Promise<void>): Methods {
  return aroundCalls(methods, async (call) => {
    try {
      return await call();
    } catch (error) {
      if (sqliteCodeOf(error) === "SQLITE_BUSY") await reconnect();
      throw isAppError(error) ? error : (failureOfFile(error) ?? failureOfContent(error) ?? error);
    }
  });
}
