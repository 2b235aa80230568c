import { AppError } from "../../../shared/errors.ts";
import { assertRunsDiffer } from "./adopt-check.ts";
import type { PostgresSession } from "./connect.ts";

/** For the time of the building alone: it reads the rows by their start, whosever they are. */
const BUILD_INDEX = "decompte_runs_build";

/**
 * Makes the indexes that the table lacks while others go on writing to it. One that a killed start left unfinished is
 * made anew.
 *
 * @throws AppError `ledger_unfit` when a run is there twice by now
 */
export async function makeIndexes(session: PostgresSession, onIndex: (name: string) => void): Promise<void> {
  const { rows } = await session.query("select name, kind, columns from decompte.missing_run_indexes()");
  for (const row of rows) {
    const name = String(row["name"]);
    onIndex(name);
    await makeIndex(session, String(row["kind"]), name, String(row["columns"]));
  }
  const { rows: byStart } = await session.query(`
    select from pg_index
      join pg_class on pg_class.oid = indexrelid
      join pg_am on pg_am.oid = relam and amname = 'btree'
      join pg_attribute on attrelid = indrelid and attnum = indkey[0] and attname = 'created_at'
    where indrelid = 'scraper_runs'::regclass and indisvalid and indpred is null`);
  if (byStart.length > 0) return;
  onIndex(BUILD_INDEX);
  await makeIndex(session, "", BUILD_INDEX, "(created_at)");
}

export async function dropBuildIndex(session: PostgresSession): Promise<void> {
  if (await isOnRuns(session, BUILD_INDEX)) await session.query(`drop index concurrently if exists ${BUILD_INDEX}`);
}

async function makeIndex(session: PostgresSession, kind: string, name: string, columns: string): Promise<void> {
  await dropUnfinished(session, name);
  try {
    await session.query(`create ${kind} index concurrently ${name} on scraper_runs ${columns}`);
  } catch (error) {
    await dropUnfinished(session, name);
    if (kind === "unique") await assertRunsDiffer(session);
    if (isNameTaken(error)) {
      throw new AppError("ledger_unfit", `The name ${name} is needed for an index: rename what has it`, {
        cause: error,
      });
    }
    throw error;
  }
}

/** What a killed start left, and nothing of another's that has the name. */
async function dropUnfinished(session: PostgresSession, name: string): Promise<void> {
  if (await isOnRuns(session, name, "not indisvalid")) await session.query(`drop index concurrently if exists ${name}`);
}

async function isOnRuns(session: PostgresSession, name: string, condition = "true"): Promise<boolean> {
  const { rows } = await session.query(`
    select from pg_index join pg_class on pg_class.oid = indexrelid
    where indrelid = 'scraper_runs'::regclass and relname = '${name}' and ${condition}`);
  return rows.length > 0;
}

const isNameTaken = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "42P07";
