import { connectPostgres } from "../../../server/database/connect-postgres.ts";
import { parseDatabaseUrl } from "../../../server/database/database-url.ts";
import { readMigrations } from "../../../server/ledger/migrations.ts";
import { adoptRuns, type AdoptionProgress } from "../../../server/ledger/postgres/adopt-runs.ts";
import { migratePostgres } from "../../../server/ledger/postgres/migrate.ts";

/** What a server's start does with the database: migrates it, and adopts what it finds there. */
export async function adopt(url: string, onProgress?: (progress: AdoptionProgress) => void): Promise<void> {
  const connection = connectPostgres(parseDatabaseUrl(url));
  const session = await connection.openSession();
  const migrations = readMigrations("resources/migrations/postgres");
  try {
    await adoptRuns(session, () => migratePostgres(session.database, migrations), onProgress);
  } finally {
    await session.end();
    await connection.close();
  }
}
