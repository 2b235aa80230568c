import { sql } from "drizzle-orm";
import { AppError } from "../../../shared/errors.ts";
import { assertKnownVersion, type Migration } from "../migrations.ts";
import type { PostgresDatabase } from "./connect.ts";

/** The first that divides time into buckets (`date_bin`) and has functions whose bodies are checked when they are made. */
const OLDEST_POSTGRES = 14;
/** Of the advisory lock that one migrating server holds. Any number does that nothing else in the database uses. */
const MIGRATION_LOCK = 4_703_159_218;

/**
 * Brings the database to the newest version, one transaction a migration. Servers that start at once wait for each other.
 *
 * @throws AppError `ledger_newer` for a database of a later version, `ledger_unfit` for a Postgres that is too old;
 *   the database is then as it was.
 */
export async function migratePostgres(database: PostgresDatabase, migrations: readonly Migration[]): Promise<void> {
  await assertNewEnough(database);
  let version = await readVersion(database);
  assertKnownVersion(version, migrations.length);
  while (version < migrations.length) {
    version = await database.transaction(async (transaction) => {
      await transaction.execute(sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`);
      return applyNext(transaction, migrations);
    });
  }
}

/** Answers the version that the database has then. */
async function applyNext(database: PostgresDatabase, migrations: readonly Migration[]): Promise<number> {
  const version = await readVersion(database);
  assertKnownVersion(version, migrations.length);
  const migration = migrations[version];
  if (migration === undefined) return version;
  if (version === 0) await makeMigrationTable(database);
  await database.execute(sql.raw(migration.sql));
  await database.execute(
    sql`insert into decompte.migrations (version, name) values (${migration.version}, ${migration.name})`,
  );
  return migration.version;
}

async function readVersion(database: PostgresDatabase): Promise<number> {
  // Of the catalogue: `to_regclass` may answer what was so before this transaction waited for another server's.
  const { rows: found } = await database.execute<{ exists: boolean }>(
    sql`select exists (select from pg_tables where schemaname = 'decompte' and tablename = 'migrations')`,
  );
  if (found[0]?.exists !== true) return 0;
  const { rows } = await database.execute<{ version: number }>(
    sql`select coalesce(max(version), 0) as version from decompte.migrations`,
  );
  return rows[0]?.version ?? 0;
}

async function makeMigrationTable(database: PostgresDatabase): Promise<void> {
  await database.execute(sql`create schema if not exists decompte`);
  await database.execute(sql`
    create table if not exists decompte.migrations (
      version integer primary key,
      name text not null,
      applied_at timestamptz not null default now()
    )`);
}

async function assertNewEnough(database: PostgresDatabase): Promise<void> {
  const { rows } = await database.execute<{ version: number }>(
    sql`select current_setting('server_version_num')::integer / 10000 as version`,
  );
  const version = rows[0]?.version ?? 0;
  if (version >= OLDEST_POSTGRES) return;
  throw new AppError("ledger_unfit", `Décompte needs Postgres ${OLDEST_POSTGRES} or newer`, {
    details: { postgresVersion: version },
  });
}
