import { inQuietMoment } from "./adopt-moment.ts";
import type { PostgresSession } from "./connect.ts";

/**
 * Changes `scraper_runs` in one transaction, in a moment in which nobody uses it.
 *
 * @throws AppError `ledger_unavailable` when somebody uses it all the time
 */
export async function changeTable(session: PostgresSession, statements: readonly string[]): Promise<void> {
  await inQuietMoment(session, "lock table scraper_runs in access exclusive mode", async () => {
    for (const statement of statements) await session.query(statement);
  });
}
