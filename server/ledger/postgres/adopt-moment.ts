import { setTimeout } from "node:timers/promises";
import { AppError } from "../../../shared/errors.ts";
import type { PostgresSession } from "./connect.ts";

/** Whoever comes after one that waits has to wait too, so it gives way soon, and later the more often it had to. */
const FIRST_TIMEOUT_MS = 500;
const LONGER_EACH_TIME_MS = 50;
const LONGEST_TIMEOUT_MS = 4_000;
const PAUSE_MS = 250;
const TRIES = 200;
const LOCK_NOT_AVAILABLE = "55P03";

/**
 * Does the work in one transaction, in a moment in which nobody else holds what `lock` takes. While others hold it the
 * transaction is given up and begun again, `work` with it.
 *
 * @throws AppError `ledger_unavailable` when somebody holds it all the time
 */
export async function inQuietMoment<Result>(
  session: PostgresSession,
  lock: string,
  work: () => Promise<Result>,
): Promise<Result> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const timeoutMs = Math.min(FIRST_TIMEOUT_MS + tries * LONGER_EACH_TIME_MS, LONGEST_TIMEOUT_MS);
    const done = await tryOnce(session, lock, timeoutMs, work);
    if (done !== null) return done.result;
    await setTimeout(PAUSE_MS);
  }
  throw new AppError(
    "ledger_unavailable",
    "The table scraper_runs can't be prepared: other transactions use it all the time",
  );
}

async function tryOnce<Result>(
  session: PostgresSession,
  lock: string,
  timeoutMs: number,
  work: () => Promise<Result>,
): Promise<{ readonly result: Result } | null> {
  await session.query("begin isolation level read committed");
  try {
    await session.query(`set local lock_timeout = ${timeoutMs}`);
    await session.query(lock);
    const result = await work();
    await session.query("commit");
    return { result };
  } catch (error) {
    // The failure tells more than that of a connection which is lost.
    await session.query("rollback").catch(() => undefined);
    if (error instanceof Error && "code" in error && error.code === LOCK_NOT_AVAILABLE) return null;
    throw error;
  }
}
