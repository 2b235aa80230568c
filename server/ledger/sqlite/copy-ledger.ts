import Database from "libsql";
import { closeSync, openSync } from "node:fs";
import { type LedgerCheck, checkLedger } from "./check-ledger.ts";

const BUSY_TIMEOUT_MS = 5_000;

/**
 * Writes a ledger as it is at one instant into a file that is not there yet, which its owner alone can read, while others
 * may write the ledger. A copy of a damaged ledger is not made: it could look whole, since its indexes are made anew.
 */
export function copyLedger(file: string, copy: string): LedgerCheck {
  const before = checkLedger(file);
  if (before.kind !== "sound") return before;
  try {
    closeSync(openSync(copy, "wx", 0o600));
    // Not for reading alone: SQLite then fails to copy tables that have generated columns. Nothing is written into it.
    const database = new Database(file, { timeout: BUSY_TIMEOUT_MS });
    try {
      database.prepare("vacuum into ?").run(copy);
    } finally {
      database.close();
    }
  } catch {
    return { kind: "not-checked", reason: "disk" };
  }
  return checkLedger(copy);
}
