import pg from "pg";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import type { ImportedRun, Ledger, LedgerRun } from "../../../server/ledger/ledger.ts";
import { makeImportedRun } from "../../support/ledger/make-imported-run.ts";
import { openPostgresTestLedger, type PostgresTestLedger } from "../../support/ledger/postgres-test-ledger.ts";
import { readRows, sumOf } from "../../support/ledger/row-oracle.ts";
import type { TestLedger } from "../../support/ledger/test-ledger.ts";
import { expectSumsExact } from "../../support/postgres/foreign-table.ts";

const HOUR = Date.parse("2026-11-22T10:00:00Z");
const MINUTE_MS = 60_000;
const WRITERS = 16;
const ROUNDS = 6;

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

function report(runId: string, costNanoUsd: bigint | null, change: Partial<LedgerRun> = {}): LedgerRun {
  return {
    runId,
    scraperId: "actor",
    source: "scraping",
    status: "SUCCEEDED",
    costNanoUsd,
    itemCount: null,
    usageDetails: null,
    createdAtMs: HOUR + (runId.length % 60) * MINUTE_MS,
    ...change,
  };
}

const reading = (runId: string, costNanoUsd: bigint): ImportedRun =>
  makeImportedRun({ runId, costNanoUsd, createdAtMs: HOUR + 20 * MINUTE_MS });

/** The same runs for every writer, each time in another order and with another cost. */
function sharedRuns(writer: number, round: number): readonly LedgerRun[] {
  const ids = numbers(40).map((index) => `shared-${(index * (2 * writer + 1) + 7 * round) % 40}`);
  return [...new Set(ids)].map((runId) => report(runId, BigInt(writer * 1_000 + round)));
}

/** What one connection does: each kind of write, on rows that all of them write and on rows of its own. */
async function write(ledger: Ledger, writer: number): Promise<void> {
  for (const round of numbers(ROUNDS)) {
    const own = `own-${writer}-${round}`;
    await ledger.recordRuns("alice", [report(own, null)]);
    await ledger.recordRuns("alice", sharedRuns(writer, round));
    await ledger.recordRuns("alice", [report(own, BigInt(writer))]);
    const readings = sharedRuns(writer + 3, round).map(({ runId }) => reading(runId, BigInt(round)));
    await ledger.commitReadings("alice", readings.slice(0, 15));
    const { id } = await ledger.startImport("alice", { fromMs: 0, toMs: 1 + writer, isReset: writer === 0 });
    await ledger.commitImported("alice", id, {
      runs: [reading(`imported-${writer}-${round}`, 5n), ...readings.slice(10, 25)],
      kept: readings.slice(25).map(({ runId }) => ({ runId, listedNanoUsd: BigInt(writer) })),
      cursorMs: 0,
      runsNew: 1,
      runsChanged: 0,
    });
    // One that completes makes an end of the older ones that went no further back: the shortest alone does.
    await ledger.endImport(
      "alice",
      id,
      writer === 0
        ? { state: "completed", keptFromMs: null, complete: { fromMs: 0, toMs: 1 } }
        : { state: "cancelled" },
    );
  }
}

/** Another application: rows of its own for two users, several statements a transaction, in either order of the users. */
async function writePlainly(pool: pg.Pool, writer: number, isolation: string): Promise<void> {
  const users = writer % 2 === 0 ? ["alice", "bob"] : ["bob", "alice"];
  for (const round of numbers(ROUNDS)) {
    const client = await pool.connect();
    try {
      await client.query(`begin isolation level ${isolation}`);
      for (const user of users) {
        await client.query(
          `insert into scraper_runs (user_id, run_id, scraper_id, source, cost_usd, status, created_at)
           select $1, $2 || n, 'actor', 'plain', 0.000000001, 'SUCCEEDED', $3 from generate_series(1, 3) as n`,
          [user, `plain-${writer}-${round}-`, new Date(HOUR + 30 * MINUTE_MS)],
        );
      }
      for (const user of users) {
        const isOwn = "where user_id = $1 and run_id like $2";
        const args = [user, `plain-${writer}-${round}-%`];
        await client.query(`update scraper_runs set cost_usd = cost_usd * 2 ${isOwn}`, args);
        await client.query(`delete from scraper_runs ${isOwn} and run_id like '%-3'`, args);
      }
      await client.query("commit");
    } finally {
      client.release();
    }
  }
}

async function expectExact({ sql, ledger }: TestLedger, pool: pg.Pool): Promise<void> {
  await expectSumsExact(pool);
  const rows = await readRows(sql);
  expect(new Set(rows.map(({ userId, runId }) => `${userId} ${runId}`)).size).toBe(rows.length);
  for (const user of ["alice", "bob"]) {
    expect(await ledger.totalsOfAll(user)).toEqual(sumOf(rows.filter(({ userId }) => userId === user)));
  }
}

describe.each(["pg", "neon"] as const)("sixteen writers of one user and hour, by %s", (driver) => {
  let opened: PostgresTestLedger;
  let pool: pg.Pool;

  beforeEach(async () => {
    opened = await openPostgresTestLedger(driver, () => HOUR);
    pool = new pg.Pool({ connectionString: opened.url, max: 8 });
    onTestFinished(async () => {
      await pool.end();
      await opened.remove();
    });
  });

  const open = async (): Promise<readonly Ledger[]> => Promise.all(numbers(WRITERS).map(() => opened.openSecond()));

  test("and another application at the same time lose nothing, and the sums are those of the rows", async () => {
    const writers = await open();
    await Promise.all([
      ...writers.map((ledger, writer) => write(ledger, writer)),
      ...numbers(4).map((writer) => writePlainly(pool, writer, writer < 2 ? "read committed" : "repeatable read")),
    ]);
    const ids = new Set((await readRows(opened.sql)).map(({ userId, runId }) => `${userId} ${runId}`));
    const expected = [
      ...numbers(WRITERS).flatMap((writer) => numbers(ROUNDS).map((round) => `alice own-${writer}-${round}`)),
      ...numbers(4).flatMap((writer) =>
        numbers(ROUNDS).flatMap((round) =>
          ["alice", "bob"].flatMap((user) => [1, 2].map((n) => `${user} plain-${writer}-${round}-${n}`)),
        ),
      ),
    ];
    expect(expected.filter((id) => !ids.has(id))).toEqual([]);
    expect([...ids].filter((id) => /plain-\d+-\d+-3$/.test(id))).toEqual([]);
    await expectExact(opened, pool);
  });

  test("leave nothing pending after a write that nobody disturbs", async () => {
    const writers = await open();
    await Promise.all(writers.map((ledger, writer) => ledger.recordRuns("alice", sharedRuns(writer, 0))));
    await opened.ledger.recordRuns("alice", [report("last", 1n)]);
    const { rows } = await opened.sql.execute("select count(*) as pending from run_rollup_pending");
    expect(Number(rows[0]?.["pending"])).toBe(0);
    await expectExact(opened, pool);
  });

  test("wait neither for a transaction that stays open, nor does what they read lack its rows once it ends", async () => {
    const client = await pool.connect();
    await client.query("begin");
    await client.query(
      `insert into scraper_runs (user_id, run_id, scraper_id, source, cost_usd, status, created_at)
       values ('alice', 'first', 'actor', 'plain', 1, 'SUCCEEDED', now()), ('bob', 'first', 'actor', 'plain', 1, 'SUCCEEDED', now())`,
    );
    await client.query("commit");
    await client.query("begin");
    await client.query("update scraper_runs set cost_usd = 2");
    await opened.ledger.recordRuns("alice", [report("meanwhile", 3n)]);
    expect(await opened.ledger.totalsOfAll("alice")).toEqual({
      costNanoUsd: 1_000_000_003n,
      runs: 2,
      runsWithoutCost: 0,
    });
    await client.query("commit");
    client.release();
    expect(await opened.ledger.totalsOfAll("alice")).toEqual({
      costNanoUsd: 2_000_000_003n,
      runs: 2,
      runsWithoutCost: 0,
    });
    await expectExact(opened, pool);
  });

  test("make a write again that Postgres ended because another application waited in a circle with it", async () => {
    await opened.ledger.recordRuns("alice", [report("a", 1n), report("b", 1n)]);
    const client = await pool.connect();
    const change = (runId: string) => client.query("update scraper_runs set cost_usd = 2 where run_id = $1", [runId]);

    /** Whether it was our write that Postgres ended. Of the two, that one is which has waited longest. */
    async function makeCircle(): Promise<boolean> {
      await client.query("begin");
      await change("b");
      const written = opened.ledger.recordRuns("alice", [report("a", 5n), report("b", 7n)]);
      await expect.poll(async () => (await pool.query(WAITING)).rows[0]?.waiting).toBe(1);
      const isOurs = await change("a").then(
        () => true,
        () => false,
      );
      await client.query(isOurs ? "commit" : "rollback");
      expect((await written).map(({ isNew }) => isNew)).toEqual([false, false]);
      return isOurs;
    }
    try {
      // On a busy machine ours may have looked for a circle before there was one.
      await expect.poll(makeCircle, { timeout: 60_000 }).toBe(true);
    } finally {
      client.release();
    }
    expect(await opened.ledger.totalsOfAll("alice")).toEqual({ costNanoUsd: 12n, runs: 2, runsWithoutCost: 0 });
    await expectExact(opened, pool);
  });

  test("are emptied with the table by another application's truncate, and so are the former readings", async () => {
    await opened.ledger.commitReadings("alice", [reading("a", 1n)]);
    await opened.ledger.commitReadings("alice", [reading("a", 2n)]);
    await opened.sql.execute("truncate public.scraper_runs");
    await expectExact(opened, pool);
    const { rows } = await opened.sql.execute("select * from cost_readings");
    expect(rows).toEqual([]);
  });
});

const WAITING = `select count(*)::int as waiting from pg_stat_activity
  where datname = current_database() and wait_event_type = 'Lock'`;

describe("the sums of new users and of unusual writers", () => {
  let opened: PostgresTestLedger;
  let pool: pg.Pool;

  beforeEach(async () => {
    opened = await openPostgresTestLedger("pg", () => HOUR);
    pool = new pg.Pool({ connectionString: opened.url, max: 2 });
    onTestFinished(async () => {
      await pool.end();
      await opened.remove();
    });
  });

  const insertOne = (client: pg.ClientBase | pg.Pool, user: string, runId: string) =>
    client.query(
      `insert into scraper_runs (user_id, run_id, scraper_id, source, cost_usd, status, created_at)
       values ($1, $2, 'actor', 'plain', 0.000000001, 'SUCCEEDED', $3)`,
      [user, runId, new Date(HOUR)],
    );

  test("two transactions that bring two new users in opposite order wait for each other nowhere", async () => {
    const [one, other] = [await pool.connect(), await pool.connect()];
    try {
      await Promise.all([one.query("begin"), other.query("begin")]);
      await insertOne(one, "alice", "a1");
      await insertOne(other, "bob", "b1");
      await Promise.all([insertOne(one, "bob", "b2"), insertOne(other, "alice", "a2")]);
      await Promise.all([one.query("commit"), other.query("commit")]);
    } finally {
      one.release();
      other.release();
    }
    await expectExact(opened, pool);
    await insertOne(pool, "alice", "a3");
    await insertOne(pool, "bob", "b3");
    await expectExact(opened, pool);
    expect((await pool.query("select from decompte.run_rollup_pending")).rowCount).toBe(0);
  });

  test("what writers left pending who are never at read committed is moved when it has become much", async () => {
    const client = await pool.connect();
    await client.query("begin isolation level repeatable read");
    for (const index of numbers(1_001)) await insertOne(client, "alice", `run-${index}`);
    await client.query("commit");
    client.release();
    const pending = async () => (await pool.query("select from decompte.run_rollup_pending")).rowCount;
    expect(await pending()).toBe(1_001);
    const totals = { costNanoUsd: 1_001n, runs: 1_001, runsWithoutCost: 0 };
    expect(await opened.ledger.totalsOfAll("alice")).toEqual(totals);
    expect(await pending()).toBe(0);
    expect(await opened.ledger.totalsOfAll("alice")).toEqual(totals);
    await expectExact(opened, pool);
  });
});
