import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { AppError, isAppError } from "../../../shared/errors.ts";
import { connect } from "./connect.ts";
import { readMigrations } from "../migrations.ts";
import { assertReadableHeader, migrate } from "./migrate.ts";

/** FULL makes each commit reach the disk before it is acknowledged: Apify deletes old runs, so they can't be read again. */
export const DURABLE = "pragma journal_mode = wal; pragma synchronous = full;";

/**
 * Opens a file of ours, made or migrated as needed.
 *
 * @param migrationsFolder The folder with `0001-….sql` and what follows.
 * @throws AppError `ledger_newer`, `ledger_unavailable`; the file is then as it was.
 */
export async function openSqliteFile(file: string, migrationsFolder: string): Promise<ReturnType<typeof connect>> {
  const migrations = readMigrations(migrationsFolder);
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    if (existsSync(file)) assertReadableHeader(file, migrations.length);
    const connection = connect(file);
    try {
      await connection.client.executeMultiple(DURABLE);
      await migrate(connection.client, file, migrations);
    } catch (error) {
      connection.client.close();
      throw error;
    }
    return connection;
  } catch (error) {
    throw isAppError(error) ? error : unavailable(error);
  }
}

export function unavailable(cause: unknown): AppError {
  return new AppError("ledger_unavailable", "The ledger can't be opened or read", { cause });
}
