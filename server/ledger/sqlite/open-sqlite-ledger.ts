import type { Ledger } from "../ledger.ts";
import { createAccountUsageStore } from "./account-usage.ts";
import { createActorStore } from "./actors.ts";
import { checkLedger } from "./check-ledger.ts";
import { tellingFailures } from "./failures.ts";
import { createHistoryStore } from "./histories.ts";
import { createImportStore } from "./imports.ts";
import { DURABLE, openSqliteFile, unopened } from "./open-sqlite-file.ts";
import { createRunStore } from "./runs.ts";
import { createTotalsReader } from "./totals.ts";

export interface SqliteLedgerOptions {
  readonly file: string;
  /** The folder with `0001-….sql` and what follows. */
  readonly migrationsFolder: string;
  readonly now: () => number;
}

/**
 * Opens the ledger, made or migrated as needed.
 *
 * @throws AppError `ledger_newer`, `ledger_unavailable`, `ledger_damaged`; the file is then as it was.
 */
export async function openSqliteLedger(options: SqliteLedgerOptions): Promise<Ledger> {
  const { client, database } = await openSqliteFile(options.file, options.migrationsFolder, checkLedger);
  const totalsReader = createTotalsReader(database);
  const histories = createHistoryStore(database);
  const ledger: Ledger = {
    ...totalsReader,
    ...createRunStore(database),
    ...createImportStore(database, options.now),
    ...histories,
    totalsAndHistory: async (userId) => ({
      totals: await totalsReader.totalsOfAll(userId),
      history: await histories.history(userId),
    }),
    ...createActorStore(database),
    ...createAccountUsageStore(database),
    check: async () => {
      await client.execute("select 1 from scraper_runs limit 1").catch((error: unknown) => {
        throw unopened(error);
      });
    },
    close: async () => client.close(),
  };
  return tellingFailures(ledger, async () => {
    client.reconnect();
    await client.executeMultiple(DURABLE);
  });
}
