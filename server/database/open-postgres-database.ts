import { join } from "node:path";
import { AppError } from "../../shared/errors.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { readMigrations } from "../ledger/migrations.ts";
import { adoptRuns, type AdoptionProgress } from "../ledger/postgres/adopt-runs.ts";
import type { PostgresDatabase } from "../ledger/postgres/connect.ts";
import { createPostgresLedger } from "../ledger/postgres/create-postgres-ledger.ts";
import { migratePostgres } from "../ledger/postgres/migrate.ts";
import { connectPostgres, type PoolState, type PostgresConnection } from "./connect-postgres.ts";
import { databaseFailure } from "./database-failure.ts";
import { parseDatabaseUrl } from "./database-url.ts";

export interface ServerDatabaseOnPostgres {
  readonly dialect: "postgres";
  readonly ledger: Ledger;
  readonly database: PostgresDatabase;
  readonly poolState: () => PoolState;
  readonly close: () => Promise<void>;
}

/** One database for the ledger and all else; a `scraper_runs` that another application made there is adopted. */
export async function openPostgresDatabase({
  url,
  migrationsFolder,
  now,
  onProgress,
  signal,
}: {
  readonly url: string;
  readonly migrationsFolder: string;
  readonly now: () => number;
  readonly onProgress?: ((progress: AdoptionProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}): Promise<ServerDatabaseOnPostgres> {
  const address = parseDatabaseUrl(url);
  const connection = connectPostgres(address);
  try {
    await prepare(connection, join(migrationsFolder, "postgres"), onProgress, signal);
  } catch (error) {
    await connection.close();
    if (signal?.aborted === true) throw new AppError("cancelled", "The opening was given up", { cause: error });
    throw databaseFailure(error, address.place);
  }
  const ledger = createPostgresLedger(connection.database, { now, close: () => connection.close() });
  return {
    dialect: "postgres",
    ledger,
    database: connection.database,
    poolState: () => connection.poolState(),
    close: () => ledger.close(),
  };
}

async function prepare(
  connection: PostgresConnection,
  migrationsFolder: string,
  onProgress: ((progress: AdoptionProgress) => void) | undefined,
  signal: AbortSignal | undefined,
): Promise<void> {
  const migrations = readMigrations(migrationsFolder);
  const session = await connection.openSession();
  // Whatever it is at fails then. A statement that runs is finished by Postgres or, by its transaction, undone.
  const giveUp = (): void => void session.end().catch(() => undefined);
  signal?.addEventListener("abort", giveUp);
  try {
    signal?.throwIfAborted();
    await adoptRuns(session, () => migratePostgres(session.database, migrations), onProgress);
  } finally {
    signal?.removeEventListener("abort", giveUp);
    await session.end().catch(() => undefined);
  }
}
