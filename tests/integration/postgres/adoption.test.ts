import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { readMigrations } from "../../../server/ledger/migrations.ts";
import { migratePostgres } from "../../../server/ledger/postgres/migrate.ts";
import { adopt } from "../../support/postgres/adopt.ts";
import {
  columnsOf,
  DASHBOARD,
  expectSumsExact,
  FOREIGN_TABLES,
  hashOfRows,
  makeForeignTable,
} from "../../support/postgres/foreign-table.ts";
import { createTestDatabase } from "../../support/postgres/test-database.ts";

let url: string;
let pool: pg.Pool;

beforeEach(async () => {
  const database = await createTestDatabase();
  url = database.url;
  pool = new pg.Pool({ connectionString: url });
  onTestFinished(async () => {
    await pool.end();
    await database.remove();
  });
});

describe.each(Object.entries(FOREIGN_TABLES))("a table with %s", (_, shape) => {
  test("is adopted: no row changes, and the sums equal plain SQL", async () => {
    await makeForeignTable(pool, shape, 3_000);
    const columns = await columnsOf(pool);
    const before = await hashOfRows(pool, columns);
    await adopt(url);
    expect(await hashOfRows(pool, columns)).toBe(before);
    expect((await columnsOf(pool)).slice(0, columns.length)).toEqual(columns);
    await expectSumsExact(pool);
    await adopt(url);
    expect(await hashOfRows(pool, columns)).toBe(before);
    await expectSumsExact(pool);
  });
});

/** All that a start could change: columns, indexes, triggers, schemas. */
async function describeDatabase(): Promise<unknown> {
  const { rows } = await pool.query(`
    select (select json_agg(c order by c) from (
      select column_name || ' ' || data_type || coalesce(column_default, '') as c from information_schema.columns
      where table_schema = 'public') as columns) as columns,
      (select json_agg(indexdef order by 1) from pg_indexes where schemaname = 'public') as indexes,
      (select json_agg(nspname order by nspname) from pg_namespace where nspname !~ '^pg_(toast_)?temp') as schemas,
      (select count(*) from pg_trigger) as triggers`);
  return rows[0];
}

describe("a table that can't hold the ledger is refused, with nothing changed:", () => {
  const REFUSALS: readonly (readonly [name: string, change: string, message: RegExp])[] = [
    [
      "a cost of another type",
      "alter column cost_usd type money using cost_usd::money",
      /scraper_runs .* column cost_usd is money and must be numeric, double precision or real/,
    ],
    ["a start without a time", "alter column created_at type date", /column created_at is date and must be timestamp/],
    ["numbers for users", "alter column user_id type int using 1", /column user_id is integer and must be text/],
    ["a column that is missing", "drop column status", /column status is missing/],
    [
      "a cost that is always known",
      "add check (true), alter column cost_usd set not null",
      /column cost_usd must allow null/,
    ],
    [
      "a column of its own that each row needs",
      "add column team text not null default 'x'; alter table scraper_runs alter column team drop default",
      /column team has no default/,
    ],
    [
      "a column of ours with another meaning",
      "add column finished_at timestamptz",
      /column finished_at is there already/,
    ],
    ["numbers for ids that nothing counts", "alter column id drop default", /column id must have a default/],
    [
      "runs that may be there for one user only",
      "add unique (run_id)",
      /unique index scraper_runs_run_id_key on \(run_id\)/,
    ],
    [
      "ids that are shorter than Apify's",
      "alter column run_id type varchar(16)",
      /column run_id holds 16 characters and must hold 17 or more/,
    ],
    [
      "statuses that a run of Apify does not keep to",
      "add constraint ended check (status in ('SUCCEEDED', 'FAILED', 'ABORTED', 'TIMED-OUT'))",
      /its check ended \(.*\) refuses an imported run that is READY and costs what is not known yet/,
    ],
    [
      "sources that the import is not among",
      "add constraint sources check (source in ('scraping', 'enrich'))",
      /its check sources \(.*\) refuses an imported run/,
    ],
    [
      "a cost that is computed",
      "drop column cost_usd, add column cost_usd numeric generated always as (item_count * 0.1) stored",
      /column cost_usd is generated/,
    ],
  ];

  test.each(REFUSALS)("%s", async (_, change, message) => {
    await makeForeignTable(
      pool,
      { ...DASHBOARD, values: DASHBOARD.values.replace("case when n % 11 > 0 then", "case when true then") },
      100,
    );
    await pool.query(`alter table scraper_runs ${change}`);
    const before = await describeDatabase();
    await expect(adopt(url)).rejects.toMatchObject({
      code: "ledger_unfit",
      message: expect.stringMatching(message),
    });
    expect(await describeDatabase()).toEqual(before);
  });

  test("what may refuse some runs only is told, before anything is changed, and is no reason to refuse the table", async () => {
    await makeForeignTable(pool, DASHBOARD, 10);
    await pool.query(`
      create table owners (id text primary key);
      insert into owners select distinct user_id from scraper_runs;
      create function is_usual(run scraper_runs) returns boolean language plpgsql as 'begin raise exception ''no''; end';
      alter table scraper_runs add foreign key (user_id) references owners, alter column scraper_id type varchar(20),
        add constraint usual check (is_usual(scraper_runs.*)) not valid, add constraint counted check (item_count < 1000)`);
    const told: unknown[] = [];
    await adopt(url, (progress) => told.push(progress));
    expect(told.slice(0, 6)).toEqual([
      { step: "checking" },
      ...[
        "the column scraper_id holds 20 characters: a run with a longer one is refused",
        "its check counted ((item_count < 1000)) may refuse runs",
        "its check usual (is_usual(scraper_runs.*)) may refuse runs",
        "its foreign key scraper_runs_user_id_fkey refuses runs whose user_id the table owners does not have: " +
          "add users with --user-id of one that is there",
      ].map((warning) => ({ step: "warning", warning })),
      { step: "columns" },
    ]);
    await expectSumsExact(pool);
  });

  test("several problems at once are all told", async () => {
    await makeForeignTable(pool, DASHBOARD, 10);
    await pool.query("alter table scraper_runs drop column status, alter column created_at type date");
    await expect(adopt(url)).rejects.toThrow(
      /status is missing; .*created_at is date|created_at is date.*; .*status is missing/,
    );
  });

  test("runs that are there twice, with their count and how to find them", async () => {
    await makeForeignTable(pool, DASHBOARD, 100);
    await pool.query(`insert into scraper_runs (user_id, run_id, scraper_id, source, status)
      select user_id, run_id, scraper_id, source, status from scraper_runs where id <= 3`);
    const before = await describeDatabase();
    const refusal = await adopt(url).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: "ledger_unfit", details: { repeatedRuns: 3 } });
    expect(await describeDatabase()).toEqual(before);

    const query = /Find them by: (.*)$/.exec(refusal instanceof Error ? refusal.message : "")?.[1] ?? "";
    expect((await pool.query(query)).rows).toHaveLength(3);
    await pool.query("delete from scraper_runs where id > 100");
    await adopt(url);
    await expectSumsExact(pool);
  });

  test("a table of another owner", async () => {
    await makeForeignTable(pool, DASHBOARD, 10);
    await pool.query(`do $$ begin
      create role decompte_guest login password 'guest'; exception when duplicate_object then null; end $$`);
    onTestFinished(async () => void (await pool.query("drop role decompte_guest")));
    const guest = new URL(url);
    guest.username = "decompte_guest";
    guest.password = "guest";
    await expect(adopt(guest.href)).rejects.toThrow(/must belong to the user of DATABASE_URL/);
  });

  test("a table whose rows are hidden from its owner", async () => {
    await makeForeignTable(pool, DASHBOARD, 10);
    await pool.query("create role decompte_hidden login password 'hidden'");
    const owner = new URL(url);
    owner.username = "decompte_hidden";
    owner.password = "hidden";
    try {
      await pool.query(`alter table scraper_runs owner to decompte_hidden;
        alter table scraper_runs enable row level security, force row level security`);
      await expect(adopt(owner.href)).rejects.toThrow(/row level security must not hide rows/);
    } finally {
      await pool.query("drop owned by decompte_hidden cascade; drop role decompte_hidden");
    }
  });

  test("a view", async () => {
    await pool.query(`create table runs (${DASHBOARD.columns}); create view scraper_runs as select * from runs`);
    await expect(adopt(url)).rejects.toThrow(/must be a plain table/);
  });
});

describe("afterwards", () => {
  test("a run that names no id gets one, where the other writers bring theirs along", async () => {
    await makeForeignTable(
      pool,
      FOREIGN_TABLES["real cost, text id that its writer brings along, no start, no user, text details"] ?? DASHBOARD,
      10,
    );
    await adopt(url);
    const { rows } = await pool.query(
      "insert into scraper_runs (user_id, run_id) values ('user', 'new') returning length(id) as length",
    );
    expect(rows).toEqual([{ length: 36 }]);
  });

  test("an adopted table has the columns, indexes and triggers of a new one", async () => {
    const describeRuns = async (of: pg.Pool) =>
      (
        await of.query(`
        select 'column' as kind, column_name || ' ' || data_type as what from information_schema.columns where table_name = 'scraper_runs'
        union all select 'index', indexdef from pg_indexes where tablename = 'scraper_runs'
        union all select 'trigger', pg_get_triggerdef(oid) from pg_trigger where tgrelid = 'scraper_runs'::regclass
        order by 1, 2`)
      ).rows;
    await pool.query(`create table scraper_runs (id bigint generated by default as identity primary key, user_id text not null,
      run_id text not null, scraper_id text not null, source text not null, cost_usd numeric, status text not null,
      created_at timestamptz not null default now())`);
    await adopt(url);

    const other = await createTestDatabase();
    const fresh = new pg.Pool({ connectionString: other.url });
    onTestFinished(async () => {
      await fresh.end();
      await other.remove();
    });
    await adopt(other.url);
    expect(await describeRuns(pool)).toEqual(await describeRuns(fresh));
  });

  test("a table that a former version made or adopted gets the columns that came since, and keeps its rows", async () => {
    const former = new pg.Pool({ connectionString: url });
    await migratePostgres(drizzle(former), readMigrations("resources/migrations/postgres").slice(0, 3));
    await former.end();
    await pool.query(`insert into scraper_runs (user_id, run_id, scraper_id, source, cost_usd, status)
      values ('user-1', 'before', 'scraper', 'enrich', 1, 'SUCCEEDED')`);
    const before = await hashOfRows(pool, await columnsOf(pool));
    const columns = await columnsOf(pool);
    await adopt(url);
    expect(await columnsOf(pool)).toEqual([...columns, "run_origin"]);
    expect(await hashOfRows(pool, columns)).toBe(before);
    expect((await pool.query("select run_origin from scraper_runs")).rows).toEqual([{ run_origin: null }]);
    await expectSumsExact(pool);
  });

  test("sums that were not fed for a while, because a trigger was dropped, are built anew", async () => {
    await makeForeignTable(pool, DASHBOARD, 2_000);
    await adopt(url);
    await pool.query("drop trigger decompte_inserted on scraper_runs");
    await pool.query(`insert into scraper_runs (user_id, run_id, scraper_id, source, cost_usd, status)
      values ('user-1', 'unseen', 'scraper', 'enrich', 1, 'SUCCEEDED')`);
    await expect(expectSumsExact(pool)).rejects.toThrow();
    await adopt(url);
    await expectSumsExact(pool);
  });

  test("a start tells that another one adopts, and waits for it", async () => {
    await makeForeignTable(pool, DASHBOARD, 100);
    const other = await pool.connect();
    await other.query("select pg_advisory_lock(4703159219)");
    const steps: string[] = [];
    const waiting = adopt(url, ({ step }) => steps.push(step));
    await expect.poll(() => steps).toEqual(["waiting"]);
    await other.query("select pg_advisory_unlock(4703159219)");
    other.release();
    await waiting;
    await expectSumsExact(pool);
  });
});
