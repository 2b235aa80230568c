import { openSqliteDatabase, type ServerDatabaseOnSqlite } from "./open-sqlite-database.ts";

/** Where a team server keeps everything. `close` closes the ledger too. */
export type ServerDatabase = ServerDatabaseOnSqlite;

export interface DatabaseOptions {
  /** Of a Postgres; null keeps everything in SQLite files of the data folder. */
  readonly url: string | null;
  readonly dataFolder: string;
  /** `resources/migrations` */
  readonly migrationsFolder: string;
  readonly now: () => number;
}

/**
 * Opens the database, made or migrated as needed.
 *
 * @throws AppError `ledger_newer`, `ledger_unavailable`; what is there is then as it was.
 */
export async function openDatabase(options: DatabaseOptions): Promise<ServerDatabase> {
  return openSqliteDatabase(options);
}
