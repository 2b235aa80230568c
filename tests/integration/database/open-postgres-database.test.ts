import pg from "pg";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { openDatabase, type DatabaseOptions, type ServerDatabase } from "../../../server/database/open-database.ts";
import type { LedgerRun } from "../../../server/ledger/ledger.ts";
import { DASHBOARD, FOREIGN_TABLES, makeForeignTable } from "../../support/postgres/foreign-table.ts";
import { startNeonRelay } from "../../support/postgres/neon-relay.ts";
import type { TestDatabase } from "../../support/postgres/create-database.ts";
import { createTestDatabase } from "../../support/postgres/test-database.ts";

let home: TestDatabase;

beforeEach(async () => {
  home = await createTestDatabase();
  onTestFinished(() => home.remove());
});

async function open(url: string, options: Partial<DatabaseOptions> = {}): Promise<ServerDatabase> {
  const database = await openDatabase({
    url,
    dataFolder: "/nowhere",
    migrationsFolder: "resources/migrations",
    now: Date.now,
    ...options,
  });
  onTestFinished(() => database.close());
  return database;
}

const RUN: LedgerRun = {
  runId: "run-of-ours",
  scraperId: "scraper",
  source: "enrich",
  status: "SUCCEEDED",
  costNanoUsd: 123_456_789n,
  itemCount: 7,
  usageDetails: { COMPUTE_UNITS: 1 },
  createdAtMs: Date.UTC(2026, 2, 1, 12, 34, 56, 789),
};

describe("an empty database", () => {
  test("is made ready by pg, and is there again at the next start", async () => {
    const first = await open(home.url);
    await first.ledger.recordRuns("ada", [RUN]);
    const second = await open(home.url);
    expect(await second.ledger.totalsOfAll("ada")).toMatchObject({ costNanoUsd: 123_456_789n, runs: 1 });
    await second.ledger.check();
  });

  test("is made ready by Neon's driver, which holds its transactions over one connection", async () => {
    const relay = await startNeonRelay(home.url);
    const database = await open(relay.url);
    await database.ledger.recordRuns("ada", [RUN]);
    expect(await database.ledger.findRun("ada", RUN.runId)).toMatchObject(RUN);
    relay.cut();
    await expect.poll(() => database.ledger.totalsOfAll("ada").catch(() => null)).toMatchObject({ runs: 1 });
    await database.close();
    await relay.close();
  });
});

describe.each(Object.entries(FOREIGN_TABLES))("another application's table with %s", (_, table) => {
  test("answers for its users and takes their new runs", async () => {
    const pool = new pg.Pool({ connectionString: home.url });
    onTestFinished(() => pool.end());
    await makeForeignTable(pool, table, 300);
    const { rows } = await pool.query<{ user: string; runs: number; cost: string }>(`
      select user_id::text as user, count(*)::integer as runs,
        coalesce(sum(round(cost_usd::text::numeric * 1000000000)), 0)::bigint as cost
      from scraper_runs where user_id is not null group by 1`);

    const { ledger } = await open(home.url);
    for (const { user, runs, cost } of rows) {
      expect(await ledger.totalsOfAll(user)).toMatchObject({ runs, costNanoUsd: BigInt(cost) });
      expect((await ledger.listRuns(user, {}, { limit: 1_000, offset: 0 })).totals).toMatchObject({ runs });
      await ledger.recordRuns(user, [RUN]);
      expect(await ledger.findRun(user, RUN.runId)).toMatchObject(RUN);
      expect(await ledger.totalsOfAll(user)).toMatchObject({
        runs: runs + 1,
        costNanoUsd: BigInt(cost) + 123_456_789n,
      });
    }
  });
});

test("an opening that is given up leaves another application's rows as they are, whatever it waits for", async () => {
  const pool = new pg.Pool({ connectionString: home.url });
  onTestFinished(() => pool.end());
  await makeForeignTable(pool, DASHBOARD, 100);
  const other = await pool.connect();
  await other.query("begin");
  await other.query("lock table scraper_runs in access share mode");
  const giving = new AbortController();
  const opening = open(home.url, {
    signal: giving.signal,
    onProgress: ({ step }) => step === "columns" && giving.abort(),
  });
  await expect(opening).rejects.toMatchObject({ code: "cancelled" });
  await other.query("commit");
  other.release();
  const { ledger } = await open(home.url);
  expect(await ledger.totalsOfAll("user-1")).toMatchObject({ runs: 15 });
});

describe("what can't be opened is told without a password:", () => {
  const refusalOf = (url: string): Promise<unknown> => open(url).catch((error: unknown) => error);

  test.each([
    ["no address of a database", (): string => "postgres//me:secret@host/db", /^DATABASE_URL/],
    [
      "a host that is not there",
      (): string => "postgres://me:secret@127.0.0.1:1/db",
      /127\.0\.0\.1:1\/db can't be reached/,
    ],
    ["a wrong password", (): string => home.url.replace(/:[^:@]*@/, ":secret@"), /refuses the user or the password/],
  ] as const)("%s", async (_, url, message) => {
    const refusal = await refusalOf(url());
    expect(refusal).toMatchObject({ message: expect.stringMatching(message) });
    expect(refusal instanceof Error ? refusal.message : "secret").not.toContain("secret");
  });
});
