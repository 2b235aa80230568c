import { connectPostgres } from "../../../server/database/connect-postgres.ts";
import { parseDatabaseUrl } from "../../../server/database/database-url.ts";
import { readMigrations } from "../../../server/ledger/migrations.ts";
import { adoptRuns } from "../../../server/ledger/postgres/adopt-runs.ts";
import { migratePostgres } from "../../../server/ledger/postgres/migrate.ts";

// A server's start, as far as it adopts: tells each step, so that it can be killed at it.
const [url = "", migrationsFolder = ""] = process.argv.slice(2);
const migrations = readMigrations(migrationsFolder);
const connection = connectPostgres(parseDatabaseUrl(url));
const session = await connection.openSession();
await adoptRuns(
  session,
  () => migratePostgres(session.database, migrations),
  (progress) => console.log(JSON.stringify(progress)),
);
await session.end();
await connection.close();
