import Database, { SqliteError } from "libsql";
import { pathToFileURL } from "node:url";

export type LedgerCheck =
  | { readonly kind: "sound" }
  /** `finding` names what was found wrong; nothing of the file's content is in it. */
  | { readonly kind: "damaged"; readonly finding: string }
  /** The file is missing, locked, or the disk does not answer: nothing is known of what it holds. */
  | { readonly kind: "not-checked"; readonly reason: string };

const BUSY_TIMEOUT_MS = 5_000;

/** SQLite's codes that tell of the surroundings, not of what the file holds. */
const OF_THE_SURROUNDINGS = new Map([
  [3, "permission"],
  [5, "locked"],
  [6, "locked"],
  [7, "memory"],
  [9, "interrupted"],
  [10, "disk"],
  [14, "missing"],
  [15, "locked"],
  [23, "permission"],
]);

const DIFFERS = `
  kept.cost_nano_usd is not found.cost_nano_usd or kept.runs is not found.runs
    or kept.runs_without_cost is not found.runs_without_cost`;

// Each counts what is wrong. They answer whole numbers alone: libsql ends the process on a text that is no UTF-8.

const STRUCTURE = {
  structure: "select count(*) from pragma_integrity_check(1) where integrity_check is not 'ok'",
} as const;

const SUMS = {
  quarters: `
    with found as materialized (
      select user_id, created_at - created_at % 900000 as bucket_at, sum(coalesce(cost_nano_usd, 0)) as cost_nano_usd,
        count(*) as runs, count(*) - count(cost_nano_usd) as runs_without_cost
      from scraper_runs group by 1, 2
    )
    select count(*) from found full join run_rollup_15m as kept using (user_id, bucket_at) where ${DIFFERS}`,
  totals: `
    with found as materialized (
      select user_id, sum(cost_nano_usd) as cost_nano_usd, sum(runs) as runs, sum(runs_without_cost) as runs_without_cost
      from run_rollup_15m group by 1
    )
    select count(*) from found full join run_rollup_all as kept using (user_id) where ${DIFFERS}`,
} as const;

/**
 * Whether a ledger's file is whole: its structure with the copies that its indexes hold, and its rows against both
 * rollups in both directions. All of it reads one and the same state, so that what is written meanwhile does not look
 * like damage. Nothing is written.
 *
 * A damaged file may bring the process down: where that matters, this belongs into a process of its own.
 */
export const checkLedger = (file: string): LedgerCheck => check(file, { ...STRUCTURE, ...SUMS });

/** The same for any other file of SQLite's, whose rows have no sums. */
export const checkStructure = (file: string): LedgerCheck => check(file, STRUCTURE);

function check(file: string, checks: Readonly<Record<string, string>>): LedgerCheck {
  let database: Database.Database;
  try {
    database = new Database(`${pathToFileURL(file).href}?mode=ro`, { timeout: BUSY_TIMEOUT_MS });
  } catch {
    return { kind: "not-checked", reason: "missing" };
  }
  try {
    database.exec("begin");
    const finding = Object.entries(checks).find(([, sql]) => countOf(database, sql) !== 0)?.[0];
    return finding === undefined ? { kind: "sound" } : { kind: "damaged", finding };
  } catch (error) {
    return afterFailure(error);
  } finally {
    database.close();
  }
}

function countOf(database: Database.Database, sql: string): unknown {
  const [row] = database.prepare(sql).raw().all() as readonly (readonly unknown[])[]; // One row of one number.
  return row?.[0];
}

function afterFailure(error: unknown): LedgerCheck {
  if (!(error instanceof SqliteError)) return { kind: "damaged", finding: "unreadable" };
  const reason = OF_THE_SURROUNDINGS.get((error.rawCode ?? 0) & 0xff);
  return reason === undefined ? { kind: "damaged", finding: error.code } : { kind: "not-checked", reason };
}
