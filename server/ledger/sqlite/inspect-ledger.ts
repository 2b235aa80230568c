import Database from "libsql";
import { pathToFileURL } from "node:url";
import { isAppError } from "../../../shared/errors.ts";
import { checkLedger } from "./check-ledger.ts";
import { assertReadableHeader } from "./migrate.ts";

/** What one account has in a ledger. */
export interface InspectedAccount {
  /** As the rows name it, such as `apify:` and Apify's id. */
  readonly userId: string;
  readonly runs: number;
  /** When its newest run started, in milliseconds since the epoch; null without a run. */
  readonly newestAtMs: number | null;
}

export type LedgerInspection =
  | { readonly kind: "fit"; readonly version: number; readonly accounts: readonly InspectedAccount[] }
  /** Of a later version of Décompte; no ledger at all; damaged; or it can't be read now. */
  | { readonly kind: "newer" | "foreign" | "damaged" | "unreadable" };

/** What every version of a ledger has, by which it is told from another file of SQLite's. */
const TABLES = ["scraper_runs", "run_rollup_15m", "run_rollup_all", "imports"];

/**
 * Whether a file can take the ledger's place, and whose runs it holds. Nothing is written.
 *
 * A damaged file may bring the process down: this belongs into a process of its own.
 */
export function inspectLedger(file: string, knownVersion: number): LedgerInspection {
  try {
    assertReadableHeader(file, knownVersion);
  } catch (error) {
    if (isAppError(error, "ledger_newer")) return { kind: "newer" };
    return { kind: isAppError(error, "ledger_damaged") ? "foreign" : "unreadable" };
  }
  try {
    const database = new Database(`${pathToFileURL(file).href}?mode=ro`);
    try {
      return inspect(database, file, knownVersion);
    } finally {
      database.close();
    }
  } catch {
    return { kind: "foreign" };
  }
}

/** By its header alone: a version of Décompte that does not know it must let it be. */
export function isOfLaterVersion(file: string, knownVersion: number): boolean {
  try {
    assertReadableHeader(file, knownVersion);
    return false;
  } catch (error) {
    return isAppError(error, "ledger_newer");
  }
}

function inspect(database: Database.Database, file: string, knownVersion: number): LedgerInspection {
  const version = numberOf(database, "pragma user_version");
  if (version > knownVersion) return { kind: "newer" };
  const names = TABLES.map((name) => `'${name}'`).join(", ");
  const tables = numberOf(database, `select count(*) from sqlite_master where type = 'table' and name in (${names})`);
  if (version < 1 || tables !== TABLES.length) return { kind: "foreign" };
  const check = checkLedger(file);
  if (check.kind !== "sound") return { kind: check.kind === "damaged" ? "damaged" : "unreadable" };
  return { kind: "fit", version, accounts: accountsIn(database) };
}

/** Names as hexadecimal digits: libsql ends the process on a text that is no UTF-8. */
function accountsIn(database: Database.Database): readonly InspectedAccount[] {
  const sql = `
    select hex(user_id), runs,
      (select max(created_at) from scraper_runs where scraper_runs.user_id = run_rollup_all.user_id)
    from run_rollup_all where runs > 0 order by runs desc`;
  const rows = database.prepare(sql).raw().all() as readonly (readonly [string, number, number | null])[]; // As selected.
  return rows.map(([name, runs, newestAtMs]) => ({
    userId: Buffer.from(name, "hex").toString("utf8"),
    runs,
    newestAtMs,
  }));
}

function numberOf(database: Database.Database, sql: string): number {
  const [row] = database.prepare(sql).raw().all() as readonly (readonly unknown[])[]; // One row of one number.
  return Number(row?.[0]);
}
