import { setTimeout } from "node:timers/promises";
import { assertAdoptable, readColumns } from "./adopt-check.ts";
import { dropBuildIndex, makeIndexes } from "./adopt-indexes.ts";
import { buildRollups } from "./adopt-rollups.ts";
import { changeTable } from "./adopt-table.ts";
import { defaultOfIds, OWN_COLUMN_NAMES } from "./adopted-columns.ts";
import type { PostgresSession } from "./connect.ts";

export type AdoptionProgress =
  | { readonly step: "waiting" | "checking" | "columns" }
  /** Before anything is changed: what of the table may refuse some of our runs. */
  | { readonly step: "warning"; readonly warning: string }
  | { readonly step: "index"; readonly name: string }
  | { readonly step: "sums"; readonly rowsDone: number; readonly rowsTotal: number; readonly percent: number };

type OnProgress = (progress: AdoptionProgress) => void;

/** Of the advisory lock of the server that adopts. Any number does that nothing else in the database uses. */
const ADOPTION_LOCK = 4_703_159_219;
const LOCK_RETRY_MS = 250;
/** Those of complete_scraper_runs() without which the sums would be wrong. */
const SUM_TRIGGERS = ["decompte_inserted", "decompte_updated", "decompte_deleted", "decompte_truncated"];

/**
 * Makes `scraper_runs` the ledger's, when another application made it: `migrate` is called once that table is found fit,
 * then columns, indexes and triggers are added and the sums are built. Others may go on writing to the table meanwhile.
 * Whatever an earlier start did is not done again; servers that start at once wait for one of them.
 *
 * @throws AppError `ledger_unfit` when the table is unfit: nothing is changed then
 */
export async function adoptRuns(
  session: PostgresSession,
  migrate: () => Promise<void>,
  onProgress: OnProgress = () => undefined,
): Promise<void> {
  // Bounds of batches go out as text and come back.
  await session.query("set timezone = 'UTC'");
  await session.query("set datestyle = 'ISO, YMD'");
  await lockAdoption(session, onProgress);
  try {
    if (await isTableForeign(session)) {
      onProgress({ step: "checking" });
      for (const warning of await assertAdoptable(session)) onProgress({ step: "warning", warning });
    }
    await migrate();
    if (await isTableForeign(session)) await adopt(session, onProgress);
    // A former version adopted it, or made it.
    else if (await lacksColumns(session)) await changeTable(session, ["select decompte.add_run_columns()"]);
    await dropBuildIndex(session);
  } finally {
    await session.query("select pg_advisory_unlock($1)", [ADOPTION_LOCK]).catch(() => undefined);
  }
}

async function adopt(session: PostgresSession, onProgress: OnProgress): Promise<void> {
  onProgress({ step: "columns" });
  await changeTable(session, ["select decompte.add_run_columns()", ...(await givingIds(session))]);
  await makeIndexes(session, (name) => onProgress({ step: "index", name }));
  const wasFed = (await readState(session))?.isFed === true;
  await changeTable(session, [...(wasFed ? [] : EMPTYING_SUMS), "select decompte.complete_scraper_runs()"]);

  const rowsTotal = await estimateRows(session);
  await buildRollups(session, (rowsDone) => {
    const percent = Math.min(100, Math.floor((100 * rowsDone) / Math.max(rowsTotal, rowsDone, 1)));
    onProgress({ step: "sums", rowsDone, rowsTotal: Math.max(rowsTotal, rowsDone), percent });
  });
  await session.query("analyze scraper_runs, decompte.run_rollup, decompte.run_rollup_all");
}

/** Rows that came while no trigger told of them are in no sum: all of them are built anew. */
const EMPTYING_SUMS = [
  "delete from decompte.run_rollup",
  "delete from decompte.run_rollup_all",
  "delete from decompte.run_rollup_pending",
  "update decompte.rollup_build set built_to = '-infinity'",
];

async function givingIds(session: PostgresSession): Promise<readonly string[]> {
  const value = defaultOfIds(await readColumns(session));
  return value === null ? [] : [`alter table scraper_runs alter column id set default ${value}`];
}

/** Whether a `scraper_runs` is there that does not feed the sums, not all of them, or not any more. */
async function isTableForeign(session: PostgresSession): Promise<boolean> {
  const state = await readState(session);
  if (state === null) return false;
  if (!state.isMigrated || !state.isFed) return true;
  const { rows } = await session.query("select built_to < 'infinity' as unfinished from decompte.rollup_build");
  return rows[0]?.["unfinished"] === true;
}

/** Null: there is no such table. */
async function readState(
  session: PostgresSession,
): Promise<{ readonly isMigrated: boolean; readonly isFed: boolean } | null> {
  const { rows } = await session.query(
    `select to_regclass('decompte.rollup_build') is not null as "isMigrated", (
       select count(*) from pg_trigger
       where tgrelid = to_regclass('scraper_runs') and tgname = any ($1) and tgenabled <> 'D'
     ) = cardinality($1) as "isFed"
     where to_regclass('scraper_runs') is not null`,
    [SUM_TRIGGERS],
  );
  const [row] = rows;
  return row === undefined ? null : { isMigrated: row["isMigrated"] === true, isFed: row["isFed"] === true };
}

async function lacksColumns(session: PostgresSession): Promise<boolean> {
  const { rows } = await session.query(
    `select count(*) < cardinality($1::text[]) as lacks from pg_attribute
     where attrelid = 'scraper_runs'::regclass and not attisdropped and attname::text = any ($1::text[])`,
    [OWN_COLUMN_NAMES],
  );
  return rows[0]?.["lacks"] === true;
}

/** The making of its indexes has counted the rows. */
async function estimateRows(session: PostgresSession): Promise<number> {
  const { rows } = await session.query(
    "select greatest(reltuples, 0)::bigint as rows from pg_class where oid = 'scraper_runs'::regclass",
  );
  return Number(rows[0]?.["rows"]);
}

/**
 * Waits by asking again: a session that waits for the lock inside a statement would keep the one that has it from making
 * its indexes.
 */
async function lockAdoption(session: PostgresSession, onProgress: OnProgress): Promise<void> {
  for (let isFirst = true; ; isFirst = false) {
    const { rows } = await session.query("select pg_try_advisory_lock($1) as locked", [ADOPTION_LOCK]);
    if (rows[0]?.["locked"] === true) return;
    if (isFirst) onProgress({ step: "waiting" });
    await setTimeout(LOCK_RETRY_MS);
  }
}
