import type pg from "pg";
import { afterAll } from "vitest";
import { connectPostgres } from "../../../server/database/connect-postgres.ts";
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

interface LedgerDatabase {
  readonly url: string;
  readonly pool: pg.Pool;
  readonly remove: () => Promise<void>;
}

/** Making one takes longer than emptying it: the tests of a file use those of the tests before them. */
const free: LedgerDatabase[] = [];
const made: LedgerDatabase[] = [];
/** Neon's driver is configured for the whole process. */
let relay: NeonRelay | null = null;

afterAll(async () => {
  await Promise.all(made.splice(0).map((database) => database.remove()));
  await relay?.close();
  relay = null;
  free.length = 0;
});

export async function openPostgresTestLedger(driver: "pg" | "neon", now: () => number): Promise<TestLedger> {
  const database = free.pop() ?? (await makeDatabase());
  relay ??= driver === "neon" ? await startNeonRelay(database.url) : null;
  const ledgers: Ledger[] = [];
  const open = (): Ledger => {
    const connection = connectPostgres(parseDatabaseUrl(urlFor(driver, database)));
    const ledger = createPostgresLedger(connection.database, { now, close: () => connection.close() });
    ledgers.push(ledger);
    return ledger;
  };
  const sql = plainSqlOf(database.pool);
  return {
    ledger: open(),
    sql,
    byHand: onPostgres(sql),
    openSecond: async () => open(),
    readStored: () => readStored(database.pool),
    async remove() {
      await Promise.all(ledgers.map((each) => each.close()));
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

async function makeDatabase(): Promise<LedgerDatabase> {
  const { url, remove } = await createTestDatabase();
  const connection = connectPostgres(parseDatabaseUrl(url));
  await migratePostgres(connection.database, readMigrations("resources/migrations/postgres"));
  await connection.close();
  const pool = openPlainPool(url);
  await pool.query(PLAIN_VIEWS);
  const fresh = {
    url,
    pool,
    async remove() {
      await pool.end();
      await remove();
    },
  };
  made.push(fresh);
  return fresh;
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
