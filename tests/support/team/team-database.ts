import { createClient } from "@libsql/client/sqlite3";
import { sql } from "drizzle-orm";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ConnectionDatabase } from "../../../server/apify-connections/connection-tables.ts";
import { openPostgresDatabase } from "../../../server/database/open-postgres-database.ts";
import { openSqliteDatabase } from "../../../server/database/open-sqlite-database.ts";
import type { Ledger } from "../../../server/ledger/ledger.ts";
import { makeTemporaryFolder } from "../ledger/temporary-ledger.ts";
import { createTestDatabase } from "../postgres/test-database.ts";

const MIGRATIONS_FOLDER = "resources/migrations";

export interface TeamDatabase {
  readonly database: ConnectionDatabase & { readonly ledger: Ledger; readonly close: () => Promise<void> };
  /** Someone without a password, whose rows of the ledger have the same name. */
  readonly addUser: (name: string) => Promise<void>;
  /** Every row of every table, as text. */
  readonly dump: () => Promise<string>;
  readonly remove: () => Promise<void>;
}

export const emailOf = (name: string): string => `${name}@decompte.test`;

async function openSqlite(now: () => number): Promise<TeamDatabase> {
  const folder = makeTemporaryFolder();
  const opened = await openSqliteDatabase({ dataFolder: folder.path, migrationsFolder: MIGRATIONS_FOLDER, now });
  return {
    database: opened,
    addUser: async (name) =>
      void (await opened.database.run(sql`
        insert into user (id, email, name, ledger_user_id, created_at, updated_at)
        values (${name}, ${emailOf(name)}, ${name}, ${name}, 0, 0)`)),
    async dump() {
      const files = readdirSync(folder.path).filter((name) => name.endsWith(".db"));
      return (await Promise.all(files.map((name) => dumpFile(join(folder.path, name))))).join("\n");
    },
    async remove() {
      await opened.close();
      folder.remove();
    },
  };
}

async function dumpFile(file: string): Promise<string> {
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

async function openPostgres(now: () => number): Promise<TeamDatabase> {
  const { url, remove } = await createTestDatabase();
  const opened = await openPostgresDatabase({ url, migrationsFolder: MIGRATIONS_FOLDER, now });
  const { database } = opened;
  let isClosed = false;
  const close = async () => {
    if (!isClosed) await opened.close();
    isClosed = true;
  };
  return {
    database: { ...opened, close },
    addUser: async (name) =>
      void (await database.execute(sql`
        insert into decompte."user" (id, email, name, ledger_user_id, created_at, updated_at)
        values (${name}, ${emailOf(name)}, ${name}, ${name}, now(), now())`)),
    async dump() {
      const { rows: tables } = await database.execute<{ place: string }>(sql`
        select format('%I.%I', table_schema, table_name) as place from information_schema.tables
        where table_schema in ('decompte', 'public') and table_type = 'BASE TABLE'`);
      const lines: string[] = [];
      for (const { place } of tables) {
        const { rows } = await database.execute<{ row: string }>(
          sql`select to_jsonb(one)::text as row from ${sql.raw(place)} as one`,
        );
        for (const { row } of rows) lines.push(`${place} ${row}`);
      }
      return lines.join("\n");
    },
    async remove() {
      await close();
      await remove();
    },
  };
}

const DIALECTS = { sqlite: openSqlite, postgres: openPostgres } as const;
export type Dialect = keyof typeof DIALECTS;
export const DIALECT_NAMES = Object.keys(DIALECTS) as readonly Dialect[];

export const openTeamDatabase = (dialect: Dialect, now: () => number): Promise<TeamDatabase> => DIALECTS[dialect](now);
