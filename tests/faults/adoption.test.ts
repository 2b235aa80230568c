import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { adopt } from "../support/postgres/adopt.ts";
import { buildAdoptingScript, type AdoptingScript, type Progress } from "../support/postgres/adopting-process.ts";
import {
  columnsOf,
  DASHBOARD,
  expectSumsExact,
  hashOfRows,
  makeForeignTable,
} from "../support/postgres/foreign-table.ts";
import { startSecondWriter } from "../support/postgres/second-writer.ts";
import { createTestDatabase } from "../support/postgres/test-database.ts";

let url: string;
let pool: pg.Pool;
let script: AdoptingScript;

beforeAll(async () => {
  script = await buildAdoptingScript();
});
afterAll(() => script.remove());

beforeEach(async () => {
  const database = await createTestDatabase();
  url = database.url;
  pool = new pg.Pool({ connectionString: url });
  onTestFinished(async () => {
    await pool.end();
    await database.remove();
  });
});
const fill = (rows: number) => makeForeignTable(pool, DASHBOARD, rows);

test("another application goes on writing during the adoption and after it, and the sums stay exact", async () => {
  await fill(200_000);
  const writer = startSecondWriter(url, 6);
  await expect.poll(writer.committed).toBeGreaterThan(20);
  const percents: number[] = [];
  await adopt(url, (progress) => {
    if (progress.step === "sums") percents.push(progress.percent);
  });
  const during = writer.committed();
  await expect.poll(writer.committed, { timeout: 30_000 }).toBeGreaterThan(during + 50);
  await writer.stop();
  await expectSumsExact(pool);
  expect(percents).toEqual(percents.toSorted((left, right) => left - right));
  expect(percents.at(-1)).toBe(100);
});

test("sixteen others whose transactions overlap at every moment don't keep the sums from being built", async () => {
  await fill(70_000);
  const writer = startSecondWriter(url, 16, 250);
  await expect.poll(writer.committed).toBeGreaterThan(20);
  await adopt(url);
  await writer.stop();
  await expectSumsExact(pool);
});

describe("a start that is killed", () => {
  beforeEach(() => fill(70_000));

  const POINTS: Readonly<Record<string, (progress: Progress) => boolean>> = {
    "while it looks at the table": ({ step }) => step === "checking",
    "while it adds columns": ({ step }) => step === "columns",
    "while it makes the unique index": ({ name }) => name === "decompte_runs_user_run",
    "while it makes another index": ({ name }) => name === "decompte_runs_newest",
    "while it makes the index that it builds by": ({ name }) => name?.endsWith("_build") === true,
    "before the first sums": ({ percent }) => percent === 0,
    "in the middle of the sums": ({ percent = 0 }) => percent >= 50,
    "after the last sums": ({ percent }) => percent === 100,
  };

  test.each(Object.entries(POINTS))("%s is made good by the next one", async (_, isKilledAt) => {
    const columns = await columnsOf(pool);
    const before = await hashOfRows(pool, columns);
    const killed = await script.run(url, isKilledAt);
    expect(killed.code).toBe(null);
    const next = await script.run(url);
    expect(next).toMatchObject({ code: 0, errors: "" });
    expect(await hashOfRows(pool, columns)).toBe(before);
    await expectSumsExact(pool);
    await expectWholeIndexes();
  });

  test("again and again is made good by the one that is not", async () => {
    let last = -1;
    for (let kills = 0; kills < 6; kills += 1) {
      const start = last;
      await script.run(url, ({ percent = -1 }) => {
        last = Math.max(last, percent);
        return percent > start;
      });
    }
    expect(last).toBeGreaterThan(10);
    expect(await script.run(url)).toMatchObject({ code: 0, errors: "" });
    await expectSumsExact(pool);
  });

  test("while the server ends its connection too leaves an index unfinished, which is made anew", async () => {
    // What still sees the database as it was keeps an index from being finished.
    const blocker = new pg.Client({ connectionString: url });
    await blocker.connect();
    await blocker.query("begin isolation level repeatable read");
    await blocker.query("select 1");
    const process = script.start(url);
    await expect
      .poll(async () => {
        const { rows } = await pool.query(
          "select indisvalid from pg_index where indexrelid = to_regclass('decompte_runs_user_run')",
        );
        return rows;
      })
      .toEqual([{ indisvalid: false }]);
    process.kill();
    await process.end;
    await pool.query("select pg_terminate_backend(pid) from pg_stat_activity where query like 'create unique index%'");
    await blocker.query("rollback");
    await blocker.end();

    expect(await script.run(url)).toMatchObject({ code: 0, errors: "" });
    await expectSumsExact(pool);
    await expectWholeIndexes();
  });
});

test("servers that start at once adopt once", async () => {
  await fill(70_000);
  const ends = await Promise.all(Array.from({ length: 3 }, () => script.run(url)));
  for (const end of ends) expect(end).toMatchObject({ code: 0, errors: "" });
  expect(ends.filter(({ progress }) => progress.some(({ step }) => step === "sums"))).toHaveLength(1);
  await expectSumsExact(pool);
});

test("an index of another table that has one of our names is left alone, and refused by that name", async () => {
  await fill(100);
  await pool.query("create table jobs (id integer); create index decompte_runs_due on jobs (id)");
  await expect(adopt(url)).rejects.toMatchObject({
    code: "ledger_unfit",
    message: expect.stringContaining("decompte_runs_due"),
  });
  const { rows } = await pool.query(
    "select indrelid::regclass::text as of from pg_index where indexrelid = 'decompte_runs_due'::regclass",
  );
  expect(rows).toEqual([{ of: "jobs" }]);
  await pool.query("drop table jobs");
  await adopt(url);
  await expectSumsExact(pool);
  await expectWholeIndexes();
});

async function expectWholeIndexes(): Promise<void> {
  const { rows } = await pool.query<{ name: string; valid: boolean }>(`
    select relname as name, indisvalid as valid from pg_index join pg_class on oid = indexrelid
    where indrelid = 'scraper_runs'::regclass order by 1`);
  expect(rows).toEqual(
    [
      "decompte_runs_actors",
      "decompte_runs_due",
      "decompte_runs_newest",
      "decompte_runs_user_run",
      "scraper_runs_pkey",
    ].map((name) => ({ name, valid: true })),
  );
}
