import { sql } from "drizzle-orm";
import { AppError } from "../../../shared/errors.ts";
import type { Ledger } from "../ledger.ts";
import { createAccountUsageStore } from "./account-usage.ts";
import { createActorStore } from "./actors.ts";
import { createBreakdownReader } from "./breakdown.ts";
import type { PooledDatabase } from "./connect.ts";
import { tellingFailures } from "../telling-failures.ts";
import { failureOfPostgres, repeatingCalls } from "./failures.ts";
import { createHistoryStore } from "./histories.ts";
import { createImportStore } from "./imports.ts";
import { createRunStore } from "./runs.ts";
import { createTotalsReader } from "./totals.ts";

/** The ledger in a database whose tables are made (`migratePostgres`) and whose `scraper_runs` is complete. */
export function createPostgresLedger(
  database: PooledDatabase,
  { now, close }: { readonly now: () => number; readonly close: () => Promise<void> },
): Ledger {
  const ledger: Ledger = {
    ...createTotalsReader(database),
    ...createRunStore(database),
    ...createBreakdownReader(database),
    ...createImportStore(database, now),
    ...createHistoryStore(database),
    ...createActorStore(database),
    ...createAccountUsageStore(database),
    async check() {
      await database.execute(sql`select 1 from scraper_runs limit 1`).catch((cause: unknown) => {
        throw new AppError("ledger_unavailable", "The database can't be read", { cause });
      });
    },
    close,
  };
  return tellingFailures(repeatingCalls(ledger), failureOfPostgres);
}
