import type { AdoptionProgress } from "../ledger/postgres/adopt-runs.ts";
import { openPostgresDatabase, type ServerDatabaseOnPostgres } from "./open-postgres-database.ts";
import { openSqliteDatabase, type ServerDatabaseOnSqlite } from "./open-sqlite-database.ts";

/** Where a team server keeps everything. `close` closes the ledger too. */
export type ServerDatabase = ServerDatabaseOnPostgres | ServerDatabaseOnSqlite;

export interface DatabaseOptions {
  /** Of a Postgres; null keeps everything in SQLite files of the data folder. */
  readonly url: string | null;
  readonly dataFolder: string;
  /** `resources/migrations` */
  readonly migrationsFolder: string;
  readonly now: () => number;
  /** Told while another application's runs are adopted, which takes its time. */
  readonly onProgress?: (progress: AdoptionProgress) => void;
  /** Gives the opening up: what is adopted by then is kept, and the next start goes on from there. */
  readonly signal?: AbortSignal;
}

/**
 * Opens the database, made, migrated or adopted as needed.
 *
 * @throws AppError `invalid_request` for a URL that is none, `ledger_newer`, `ledger_unfit`, `ledger_unavailable`, `cancelled`; what is there is then
 *   as it was, and nothing that is told holds the URL's password
 */
export async function openDatabase(options: DatabaseOptions): Promise<ServerDatabase> {
  const { url } = options;
  return url === null ? openSqliteDatabase(options) : openPostgresDatabase({ ...options, url });
}
