import type pg from "pg";
import { afterAll } from "vitest";
import { connectPostgres, type PostgresConnection } from "../../../server/database/connect-postgres.ts";
import { parseDatabaseUrl } from "../../../server/database/database-url.ts";
import type { Ledger } from "../../../server/ledger/ledger.ts";
import { readMigrations } from "../../../server/ledger/migrations.ts";
import { createPostgresLedger } from "../../../server/ledger/postgres/create-postgres-ledger.ts";
import { migratePostgres } from "../../../server/ledger/postgres/migrate.ts";
import { startNeonRelay, type NeonRelay } from "../postgres/neon-relay.ts";
import { createTestDatabase } from "../postgres/test-database.ts";
import { onPostgres } from "./by-hand.ts";
import { openPlainPool, PLAIN_VIEWS, plainSqlOf } from "./plain-sql.ts";
import type { TestLedger } from "./test-ledger.ts";

export interface PostgresTestLedger extends TestLedger {
  /** For `pg`. */
  readonly url: string;
}

interface LedgerDatabase {
  readonly url: string;
  /** For what is asked in plain SQL. */
  readonly pool: pg.Pool;
  /** Of the ledgers over it. */
  readonly connections: PostgresConnection[];
  readonly remove: () => Promise<void>;
}

// Making a database and connecting to it take longer than most tests: those of a file use what those before them made,
// emptied.
const made: LedgerDatabase[] = [];
const free: LedgerDatabase[] = [];
/** Neon's driver is configured for the whole process. */
let relay: NeonRelay | null = null;

afterAll(async () => {
  await Promise.all(made.map(removeDatabase));
  await relay?.close();
});

export async function openPostgresTestLedger(driver: "pg" | "neon", now: () => number): Promise<PostgresTestLedger> {
  const database = free.pop() ?? (await make());
  relay ??= driver === "neon" ? await startNeonRelay(database.url) : null;
  let opened = 0;
  const open = (): Ledger => {
    const connection = database.connections[opened] ?? connectPostgres(parseDatabaseUrl(urlFor(driver, database)));
    database.connections[opened] = connection;
    opened += 1;
    return createPostgresLedger(connection.database, { now, close: async () => undefined });
  };
  const sql = plainSqlOf(database.pool);
  return {
    url: database.url,
    ledger: open(),
    sql,
    byHand: onPostgres(sql),
    openSecond: async () => open(),
    readStored: () => readStored(database.pool),
    async remove() {
      await empty(database.pool);
      free.push(database);
    },
  };
}

function urlFor(driver: "pg" | "neon", { url }: LedgerDatabase): string {
  if (driver === "pg" || relay === null) return url;
  const neon = new URL(relay.url);
  neon.pathname = new URL(url).pathname;
  return neon.href;
}

async function make(): Promise<LedgerDatabase> {
  const { url, remove } = await createTestDatabase();
  const connection = connectPostgres(parseDatabaseUrl(url));
  await migratePostgres(connection.database, readMigrations("resources/migrations/postgres"));
  await connection.close();
  const pool = openPlainPool(url);
  await pool.query(PLAIN_VIEWS);
  const database = { url, pool, connections: [], remove };
  made.push(database);
  return database;
}

async function removeDatabase({ pool, connections, remove }: LedgerDatabase): Promise<void> {
  await Promise.all(connections.map((connection) => connection.close()));
  await pool.end();
  await remove();
}

const TABLES = `
  select format('%I.%I', schemaname, tablename) as name from pg_tables
  where schemaname in ('public', 'decompte') and tablename not in ('migrations', 'rollup_build')`;

async function empty(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(TABLES);
  await pool.query(`truncate ${rows.map(({ name }) => name).join(", ")} restart identity`);
}

async function readStored(pool: pg.Pool): Promise<string> {
  const { rows: tables } = await pool.query<{ name: string }>(TABLES);
  const contents: string[] = [];
  for (const { name } of tables) {
    const { rows } = await pool.query<{ row: string }>(
      `select row_to_json(stored)::text as row from ${name} as stored`,
    );
    contents.push(...rows.map(({ row }) => row));
  }
  return contents.join("\n");
}
