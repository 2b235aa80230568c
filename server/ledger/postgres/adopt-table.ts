import { setTimeout } from "node:timers/promises";
import { AppError } from "../../../shared/errors.ts";
import type { PostgresSession } from "./connect.ts";

/** Whoever comes after one that waits to change the table has to wait too, so it gives way soon. */
const LOCK_TIMEOUT_MS = 500;
const PAUSE_MS = 250;
const TRIES = 800;
const LOCK_NOT_AVAILABLE = "55P03";

/**
 * Changes `scraper_runs` in one transaction, in a moment in which nobody uses it.
 *
 * @throws AppError `ledger_unavailable` when somebody uses it all the time
 */
export async function changeTable(session: PostgresSession, statements: readonly string[]): Promise<void> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (await tryToChange(session, statements)) return;
    await setTimeout(PAUSE_MS);
  }
  throw new AppError(
    "ledger_unavailable",
    "The table scraper_runs can't be prepared: another transaction uses it all the time",
  );
}

async function tryToChange(session: PostgresSession, statements: readonly string[]): Promise<boolean> {
  await session.query("begin isolation level read committed");
  try {
    await session.query(`set local lock_timeout = ${LOCK_TIMEOUT_MS}`);
    await session.query("lock table scraper_runs in access exclusive mode");
    for (const statement of statements) await session.query(statement);
    await session.query("commit");
    return true;
  } catch (error) {
    await session.query("rollback").catch(() => undefined);
    if (error instanceof Error && "code" in error && error.code === LOCK_NOT_AVAILABLE) return false;
    throw error;
  }
}
