import { createClient } from "@libsql/client/sqlite3";
import { sql } from "drizzle-orm";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ConnectionDatabase } from "../../../server/apify-connections/connection-tables.ts";
import { connectPostgres } from "../../../server/database/connect-postgres.ts";
import { parseDatabaseUrl } from "../../../server/database/database-url.ts";
import { openSqliteDatabase } from "../../../server/database/open-sqlite-database.ts";
import type { Ledger } from "../../../server/ledger/ledger.ts";
import { readMigrations } from "../../../server/ledger/migrations.ts";
import { migratePostgres } from "../../../server/ledger/postgres/migrate.ts";
import { makeTemporaryFolder } from "../ledger/temporary-ledger.ts";
import { createTestDatabase } from "../postgres/test-database.ts";

const MIGRATIONS_FOLDER = "resources/migrations";
/** Who is known to it; the ledger has them by the same names. */
const USERS = ["alice", "bob"];

export interface TeamDatabase {
  readonly database: ConnectionDatabase & { readonly ledger: Ledger; readonly close: () => Promise<void> };
  /** Every row of every table, as text. */
  readonly dump: () => Promise<string>;
  readonly removeUser: (userId: string) => Promise<void>;
  readonly remove: () => Promise<void>;
}

async function openSqlite(now: () => number): Promise<TeamDatabase> {
  const folder = makeTemporaryFolder();
  const database = await openSqliteDatabase({ dataFolder: folder.path, migrationsFolder: MIGRATIONS_FOLDER, now });
  for (const name of USERS) {
    await database.database.run(sql`
      insert into user (id, email, name, ledger_user_id, created_at, updated_at)
      values (${name}, ${`${name}@decompte.test`}, ${name}, ${name}, 0, 0)`);
  }
  return {
    database,
    async dump() {
      const files = readdirSync(folder.path).filter((name) => name.endsWith(".db"));
      return (await Promise.all(files.map((name) => dumpSqlite(join(folder.path, name))))).join("\n");
    },
    removeUser: async (userId) =>
      void (await database.database.run(sql`delete from user where ledger_user_id = ${userId}`)),
    async remove() {
      await database.close();
      folder.remove();
    },
  };
}

async function dumpSqlite(file: string): Promise<string> {
  const client = createClient({ url: pathToFileURL(file).href, intMode: "string" });
  const { rows: tables } = await client.execute("select name from sqlite_master where type = 'table'");
  const names = tables.flatMap(({ name }) => (typeof name === "string" ? [name] : []));
  const lines: string[] = [];
  for (const name of names) {
    const { rows } = await client.execute(`select * from "${name}"`);
    for (const row of rows) lines.push(`${name} ${JSON.stringify(row)}`);
  }
  client.close();
  return lines.join("\n");
}

/** What is beside the ledger on Postgres; the ledger itself on SQLite. */
async function openPostgres(now: () => number): Promise<TeamDatabase> {
  const beside = await openSqlite(now);
  const { url, remove } = await createTestDatabase();
  const connection = connectPostgres(parseDatabaseUrl(url));
  await migratePostgres(connection.database, readMigrations(join(MIGRATIONS_FOLDER, "postgres")));
  for (const name of USERS) {
    await connection.database.execute(sql`
      insert into decompte."user" (id, email, name, ledger_user_id, created_at, updated_at)
      values (${name}, ${`${name}@decompte.test`}, ${name}, ${name}, now(), now())`);
  }
  let isClosed = false;
  const close = async () => {
    if (!isClosed) await connection.close();
    isClosed = true;
  };
  return {
    database: { dialect: "postgres", database: connection.database, ledger: beside.database.ledger, close },
    async dump() {
      const session = await connection.openSession();
      const { rows: tables } = await session.query(
        "select table_name from information_schema.tables where table_schema = 'decompte' and table_type = 'BASE TABLE'",
      );
      const lines: string[] = [];
      for (const { table_name: name } of tables) {
        const { rows } = await session.query(`select one::text from decompte."${String(name)}" as one`);
        for (const { one } of rows) lines.push(`${String(name)} ${String(one)}`);
      }
      await session.end();
      return [...lines, await beside.dump()].join("\n");
    },
    removeUser: async (userId) =>
      void (await connection.database.execute(sql`delete from decompte."user" where ledger_user_id = ${userId}`)),
    async remove() {
      await close();
      await remove();
      await beside.remove();
    },
  };
}

const DIALECTS = { sqlite: openSqlite, postgres: openPostgres } as const;
export type Dialect = keyof typeof DIALECTS;
export const DIALECT_NAMES = Object.keys(DIALECTS) as readonly Dialect[];

export const openTeamDatabase = (dialect: Dialect, now: () => number): Promise<TeamDatabase> => DIALECTS[dialect](now);
