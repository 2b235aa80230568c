import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { AppError, isAppError } from "../../../shared/errors.ts";
import type { Ledger } from "../ledger.ts";
import { createAccountUsageStore } from "./account-usage.ts";
import { createActorStore } from "./actors.ts";
import { connect } from "./connect.ts";
import { createHistoryStore } from "./histories.ts";
import { createImportStore } from "./imports.ts";
import { assertReadableHeader, migrate, readMigrations } from "./migrate.ts";
import { tellingFailures } from "./failures.ts";
import { createRunStore } from "./runs.ts";
import { createTotalsReader } from "./totals.ts";

export interface SqliteLedgerOptions {
  readonly file: string;
  /** The folder with `0001-….sql` and what follows. */
  readonly migrationsFolder: string;
  readonly now: () => number;
}

/** FULL makes each commit reach the disk before it is acknowledged: Apify deletes old runs, so they can't be read again. */
const DURABLE = "pragma journal_mode = wal; pragma synchronous = full;";

/**
 * Opens the ledger, made or migrated as needed.
 *
 * @throws AppError `ledger_newer`, `ledger_unavailable`; the file is then as it was.
 */
export async function openSqliteLedger(options: SqliteLedgerOptions): Promise<Ledger> {
  const migrations = readMigrations(options.migrationsFolder);
  try {
    mkdirSync(dirname(options.file), { recursive: true, mode: 0o700 });
    if (existsSync(options.file)) assertReadableHeader(options.file, migrations.length);
    const { client, database } = connect(options.file);
    try {
      await client.executeMultiple(DURABLE);
      await migrate(client, options.file, migrations);
    } catch (error) {
      client.close();
      throw error;
    }
    const ledger: Ledger = {
      ...createTotalsReader(database),
      ...createRunStore(database),
      ...createImportStore(database, options.now),
      ...createHistoryStore(database),
      ...createActorStore(database),
      ...createAccountUsageStore(database),
      check: async () => {
        await client.execute("select 1 from scraper_runs limit 1").catch((error: unknown) => {
          throw unavailable(error);
        });
      },
      close: async () => client.close(),
    };
    return tellingFailures(ledger, async () => {
      client.reconnect();
      await client.executeMultiple(DURABLE);
    });
  } catch (error) {
    throw isAppError(error) ? error : unavailable(error);
  }
}

function unavailable(cause: unknown): AppError {
  return new AppError("ledger_unavailable", "The ledger can't be opened or read", { cause });
}
