import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { type Migration, readMigrations } from "../../../server/ledger/migrations.ts";
import { migratePostgres } from "../../../server/ledger/postgres/migrate.ts";
import { createTestDatabase } from "../../support/postgres/test-database.ts";

const MIGRATIONS = readMigrations("resources/migrations/postgres");

let pool: pg.Pool;

beforeEach(async () => {
  const database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url });
  onTestFinished(async () => {
    await pool.end();
    await database.remove();
  });
});

const ask = async (text: string): Promise<unknown[]> => (await pool.query({ text, rowMode: "array" })).rows.flat();
const migrate = (migrations: readonly Migration[] = MIGRATIONS) => migratePostgres(drizzle(pool), migrations);
const step = (version: number, sql: string): Migration => ({ version, name: `000${version}-step.sql`, sql });

describe("an empty database", () => {
  test("gets the dashboard's table in the search path, and all the rest in a schema of ours", async () => {
    await migrate();
    expect(await ask("select tablename from pg_tables where schemaname = 'public'")).toEqual(["scraper_runs"]);
    expect(await ask("select version from decompte.migrations")).toEqual(MIGRATIONS.map(({ version }) => version));
    await migrate();
    expect(await ask("select count(*)::int from decompte.migrations")).toEqual([MIGRATIONS.length]);
  });

  test("is migrated once by servers that start at once", async () => {
    const migrations = [
      ...MIGRATIONS,
      step(MIGRATIONS.length + 1, "create table decompte.steps (step int); insert into decompte.steps values (1)"),
    ];
    await Promise.all(Array.from({ length: 6 }, () => migrate(migrations)));
    expect(await ask("select step from decompte.steps")).toEqual([1]);
  });
});

test("a migration that fails leaves the version before it, whole", async () => {
  const [next, last] = [MIGRATIONS.length + 1, MIGRATIONS.length + 2];
  const migrations = [
    ...MIGRATIONS,
    step(next, "create table decompte.first (step int)"),
    step(last, "create table decompte.second (step int); select 1 / 0"),
  ];
  await expect(migrate(migrations)).rejects.toThrow();
  expect(await ask("select max(version) from decompte.migrations")).toEqual([next]);
  expect(await ask("select tablename from pg_tables where tablename in ('first', 'second')")).toEqual(["first"]);
});

test("a database of a newer version is refused and not changed", async () => {
  await migrate();
  await pool.query("insert into decompte.migrations (version, name) values (99, '0099-future.sql')");
  await expect(
    migrate([...MIGRATIONS, step(MIGRATIONS.length + 1, "create table decompte.late ()")]),
  ).rejects.toMatchObject({
    code: "ledger_newer",
    details: { ledgerVersion: 99, knownVersion: MIGRATIONS.length + 1 },
  });
  expect(await ask("select to_regclass('decompte.late')")).toEqual([null]);
});

test("another application's table is left as it is", async () => {
  await pool.query(
    "create table scraper_runs (id serial, cost_usd real); insert into scraper_runs (cost_usd) values (1)",
  );
  await migrate();
  expect(
    await ask("select attname from pg_attribute where attrelid = 'scraper_runs'::regclass and attnum > 0"),
  ).toEqual(["id", "cost_usd"]);
  expect(await ask("select count(*)::int from pg_trigger where tgrelid = 'scraper_runs'::regclass")).toEqual([0]);
  expect(await ask("select built_to = '-infinity' from decompte.rollup_build")).toEqual([true]);
});
