import { sql } from "drizzle-orm";
import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDatabase } from "../../../server/database/open-database.ts";
import { makeTemporaryFolder, type TemporaryFolder } from "../../support/ledger/temporary-ledger.ts";

let folder: TemporaryFolder;
beforeEach(() => {
  folder = makeTemporaryFolder();
  cpSync("resources/migrations/sqlite", join(folder.path, "migrations/sqlite"), { recursive: true });
  mkdirSync(join(folder.path, "migrations/sqlite-server"));
  migration("0001-people.sql", "create table person (name text primary key) without rowid;");
});
afterEach(() => folder.remove());

const migration = (name: string, text: string): void =>
  writeFileSync(join(folder.path, "migrations/sqlite-server", name), text);

async function open() {
  const opened = await openDatabase({
    url: null,
    dataFolder: join(folder.path, "data"),
    migrationsFolder: join(folder.path, "migrations"),
    now: Date.now,
  });
  if (opened.dialect !== "sqlite") throw new Error(`Without a URL the database is ${opened.dialect}`);
  return opened;
}

test("without a URL there are two files in the data folder, and both keep what they hold", async () => {
  const first = await open();
  await first.database.run(sql`insert into person values ('Ada')`);
  await first.close();

  const second = await open();
  expect(await second.database.all(sql`select name from person`)).toEqual([{ name: "Ada" }]);
  await second.ledger.check();
  await second.close();
  expect(existsSync(join(folder.path, "data/ledger.db"))).toBe(true);
});

test("the server's file is copied before it is migrated, as the ledger is", async () => {
  await (await open()).close();
  migration("0002-age.sql", "alter table person add column age integer;");
  const database = await open();
  expect(await database.database.all(sql`select age from person`)).toEqual([]);
  await database.close();
  expect(readdirSync(join(folder.path, "data")).filter((name) => name.startsWith("server.db.backup-v1-"))).toHaveLength(
    1,
  );
});

test("a migration that fails leaves nothing open and the file as it was", async () => {
  await (await open()).close();
  migration("0002-broken.sql", "alter table person add column age integer; this is no sql;");
  await expect(open()).rejects.toMatchObject({ code: "ledger_unavailable" });
  migration("0002-broken.sql", "alter table person add column age integer;");
  await (await open()).close();
});
