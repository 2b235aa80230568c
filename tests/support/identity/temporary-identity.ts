import { sql } from "drizzle-orm";
import { connectPostgres } from "../../../server/database/connect-postgres.ts";
import { parseDatabaseUrl } from "../../../server/database/database-url.ts";
import { openSqliteDatabase } from "../../../server/database/open-sqlite-database.ts";
import type { IdentityDatabase } from "../../../server/identity/identity-database.ts";
import { createIdentity, type Identity, type IdentityOptions } from "../../../server/identity/identity.ts";
import { readMigrations } from "../../../server/ledger/migrations.ts";
import { migratePostgres } from "../../../server/ledger/postgres/migrate.ts";
import { makeTemporaryFolder } from "../ledger/temporary-ledger.ts";
import { startNeonRelay } from "../postgres/neon-relay.ts";
import { createTestDatabase } from "../postgres/test-database.ts";

export const SECRET = "a secret of the tests, long enough to sign with";
export const BASE_URL = "http://decompte.test";

/** The tables below an identity, in plain SQL. On Postgres they are found by their bare names. */
export interface PlainSql {
  rows(statement: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  run(statement: string): Promise<void>;
}

interface OpenedDatabase {
  readonly database: IdentityDatabase;
  readonly sql: PlainSql;
  readonly remove: () => Promise<void>;
}

async function openSqlite(): Promise<OpenedDatabase> {
  const folder = makeTemporaryFolder();
  const opened = await openSqliteDatabase({
    dataFolder: folder.path,
    migrationsFolder: "resources/migrations",
    now: Date.now,
  });
  const rows = async (statement: string) => opened.database.all<Record<string, unknown>>(sql.raw(statement));
  return {
    database: opened,
    sql: { rows, run: async (statement) => void (await opened.database.run(sql.raw(statement))) },
    async remove() {
      await opened.close();
      folder.remove();
    },
  };
}

async function openNeon(): Promise<OpenedDatabase> {
  const { url, remove } = await createTestDatabase();
  const relay = await startNeonRelay(url);
  return connectTo(relay.url, async () => {
    await relay.close();
    await remove();
  });
}

async function openPostgres(): Promise<OpenedDatabase> {
  const { url, remove } = await createTestDatabase();
  return connectTo(url, remove);
}

async function connectTo(url: string, remove: () => Promise<void>): Promise<OpenedDatabase> {
  const connection = connectPostgres(parseDatabaseUrl(url));
  const { database } = connection;
  await migratePostgres(database, readMigrations("resources/migrations/postgres"));
  const session = await connection.openSession();
  await session.query("set search_path to decompte");
  return {
    database: { dialect: "postgres", database },
    sql: {
      rows: async (statement) => (await session.query(statement)).rows,
      run: async (statement) => void (await session.query(statement)),
    },
    async remove() {
      await session.end();
      await connection.close();
      await remove();
    },
  };
}

const DIALECTS = { sqlite: openSqlite, postgres: openPostgres, neon: openNeon } as const;
type Dialect = keyof typeof DIALECTS;
/** Neon's driver speaks the second one's language over another connection: one test is enough for it. */
export const DIALECT_NAMES = ["sqlite", "postgres"] as const;

export interface TemporaryIdentity {
  readonly identity: Identity;
  readonly options: IdentityOptions;
  readonly sql: PlainSql;
  /** What better-auth complained of. */
  readonly troubles: readonly string[];
  /** Moves the clock of what is ours; better-auth has the system's. */
  passTime(milliseconds: number): void;
  resetTime(): void;
  /** Another server over the same database. */
  second(): Identity;
  remove(): Promise<void>;
}

export async function openTemporaryIdentity(
  dialect: Dialect = "sqlite",
  { baseUrl = BASE_URL }: { readonly baseUrl?: string } = {},
): Promise<TemporaryIdentity> {
  const opened = await DIALECTS[dialect]();
  const troubles: string[] = [];
  let passedMs = 0;
  const options: IdentityOptions = {
    database: opened.database,
    baseUrl,
    secret: SECRET,
    now: () => Date.now() + passedMs,
    onTrouble: (message) => troubles.push(message),
  };
  return {
    identity: createIdentity(options),
    options,
    sql: opened.sql,
    troubles,
    passTime: (milliseconds) => {
      passedMs += milliseconds;
    },
    resetTime: () => {
      passedMs = 0;
    },
    second: () => createIdentity(options),
    remove: opened.remove,
  };
}
