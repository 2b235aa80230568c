import type { Ledger } from "../ledger.ts";
import { createAccountUsageStore } from "./account-usage.ts";
import { createActorStore } from "./actors.ts";
import { createBreakdownReader } from "./breakdown.ts";
import { tellingFailures } from "./failures.ts";
import { createHistoryStore } from "./histories.ts";
import { createImportStore } from "./imports.ts";
import { type LedgerFile, type LedgerFileOptions, openLedgerFile, reconnectedTo } from "./open-ledger-file.ts";
import { unopened } from "./open-sqlite-file.ts";
import { createRunStore } from "./runs.ts";
import { createTotalsReader } from "./totals.ts";

export interface SqliteLedgerOptions extends LedgerFileOptions {
  readonly now: () => number;
}

/**
 * Opens the ledger, made or migrated as needed.
 *
 * @throws AppError `ledger_newer`, `ledger_unavailable`, `ledger_damaged`; the file is then as it was.
 */
export async function openSqliteLedger(options: SqliteLedgerOptions): Promise<Ledger> {
  return ledgerOf(await openLedgerFile(options), options.now);
}

/** The ledger in a file that is open; closing it closes the file. */
export function ledgerOf(file: LedgerFile, now: () => number): Ledger {
  const { client, database } = file;
  const totalsReader = createTotalsReader(database);
  const histories = createHistoryStore(database);
  const ledger: Ledger = {
    ...totalsReader,
    ...createRunStore(database),
    ...createBreakdownReader(database),
    ...createImportStore(database, now),
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
  return tellingFailures(ledger, reconnectedTo(file));
}
