import { randomBytes } from "node:crypto";
import pg from "pg";
import { describe, expect, onTestFinished, test } from "vitest";
import { connectPostgres } from "../../../server/database/connect-postgres.ts";
import { parseDatabaseUrl } from "../../../server/database/database-url.ts";
import type { Ledger, LedgerRun } from "../../../server/ledger/ledger.ts";
import { readMigrations } from "../../../server/ledger/migrations.ts";
import { adoptRuns } from "../../../server/ledger/postgres/adopt-runs.ts";
import { createPostgresLedger } from "../../../server/ledger/postgres/create-postgres-ledger.ts";
import { migratePostgres } from "../../../server/ledger/postgres/migrate.ts";
import { importRuns } from "../../support/ledger/ledger-model.ts";
import { makeImportedRun, makeProvisionalRun } from "../../support/ledger/make-imported-run.ts";
import { createTestDatabase } from "../../support/postgres/test-database.ts";

const MIGRATIONS = readMigrations("resources/migrations/postgres");
const NOW = Date.parse("2026-11-22T10:00:00.123Z");
const QUARTER_MS = 900_000;
const ALICE = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";

/** Tables as other applications may have made them. */
const TABLES: readonly (readonly [string, string])[] = [
  [
    "a narrow numeric, an int4 id, texts of a length and an instant without a zone",
    `id serial primary key, user_id varchar(64) not null, run_id varchar(64), scraper_id varchar(64), source varchar(32),
     cost_usd numeric(6, 2), usage_details text, item_count smallint, status varchar(32), created_at timestamp`,
  ],
  [
    "a double, an id and users by uuid, json, and nothing that must be there",
    `id uuid primary key default gen_random_uuid(), user_id uuid, run_id text, scraper_id text, source text,
     cost_usd double precision, usage_details json, item_count bigint, status text, created_at timestamptz`,
  ],
  [
    "a real, an id that its writer brings along, and a key of its own",
    `id text primary key, user_id text, run_id text, scraper_id text, source text, cost_usd real, usage_details jsonb,
     item_count integer, status text, created_at timestamptz, unique (run_id, user_id)`,
  ],
];

async function openLedger(
  columns: string | null,
  before?: string,
): Promise<{ readonly ledger: Ledger; readonly pool: pg.Pool }> {
  const { url, remove } = await createTestDatabase();
  // A session far from UTC: no answer may depend on it.
  const pool = new pg.Pool({ connectionString: url, max: 2, options: "-c timezone=Asia/Kathmandu" });
  const connection = connectPostgres(parseDatabaseUrl(url));
  onTestFinished(async () => {
    await connection.close();
    await pool.end();
    await remove();
  });
  await pool.query(
    "alter database current set timezone = 'Asia/Kathmandu'".replace("current", new URL(url).pathname.slice(1)),
  );
  if (before !== undefined) await pool.query(before);
  if (columns !== null) await pool.query(`create table scraper_runs (${columns})`);
  const session = await connection.openSession();
  await adoptRuns(session, () => migratePostgres(session.database, MIGRATIONS));
  await session.end();
  return {
    ledger: createPostgresLedger(connection.database, { now: () => NOW, close: () => connection.close() }),
    pool,
  };
}

const reported = (runId: string, change: Partial<LedgerRun> = {}): LedgerRun => ({
  runId,
  scraperId: "actor",
  source: "enrich",
  status: "SUCCEEDED",
  costNanoUsd: 100_000_001n,
  itemCount: 12,
  usageDetails: { pricingModel: "PAY_PER_EVENT", usageUsd: { DATASET_READS: 0.01 } },
  createdAtMs: NOW - 1,
  ...change,
});

/** A bit of everything that the ledger does, and all that it answers then. */
async function useEverything(ledger: Ledger): Promise<unknown> {
  const recorded = await ledger.recordRuns(ALICE, [
    reported("b"),
    reported("a", { costNanoUsd: null, usageDetails: null, itemCount: null }),
    reported("dear", { costNanoUsd: 10n ** 15n, createdAtMs: NOW - 3 * QUARTER_MS }),
  ]);
  const again = await ledger.recordRuns(ALICE, [reported("a", { costNanoUsd: 5n, itemCount: 3 })]);
  await importRuns(ledger, ALICE, [
    makeImportedRun({ runId: "b", costNanoUsd: 7n, itemCount: 99, usageDetails: { a: [1, null, "é"] } }),
    makeProvisionalRun({ runId: "open", costNanoUsd: 9n, listedNanoUsd: 8n, createdAtMs: NOW - QUARTER_MS }, NOW),
    makeImportedRun({ runId: "lost", costNanoUsd: 1n }),
  ]);
  await ledger.commitReadings(ALICE, [makeImportedRun({ runId: "b", costNanoUsd: 11n, costReadAtMs: NOW })]);
  await importRuns(ledger, ALICE, [], { isReset: true, keptRunIds: ["open"] });
  const firstQuarter = NOW - (NOW % QUARTER_MS) - 8 * QUARTER_MS;
  const spans = Array.from({ length: 10 }, (_, index) => firstQuarter + index * QUARTER_MS).map((fromMs) => ({
    fromMs,
    toMs: fromMs + QUARTER_MS,
  }));
  const page = { limit: 10, offset: 0 };
  return {
    recorded,
    again,
    all: await ledger.totalsOfAll(ALICE),
    spans: await ledger.totalsOfSpans(ALICE, spans),
    runs: await ledger.listRuns(ALICE, {}, page),
    filtered: await ledger.listRuns(ALICE, { source: "enrich", fromMs: NOW - 1, toMs: NOW, status: "SUCCEEDED" }, page),
    byActor: await ledger.breakdown(ALICE, { by: "actor", filter: {}, previous: null, limit: 10 }),
    byCost: (await ledger.listRuns(ALICE, { search: "A" }, { limit: 10, sort: "cost" })).runs,
    pages: await walk(ledger, ALICE),
    history: await ledger.costReadings(ALICE, "b"),
    run: await ledger.findRun(ALICE, "b"),
    none: await ledger.findRun("no uuid", "b"),
    readings: Object.fromEntries(await ledger.readingsOf(ALICE, ["open", "b", "nowhere"])),
    due: await ledger.dueReadings(ALICE, NOW, 10),
    open: await ledger.openReadings(ALICE, NOW),
    newest: await ledger.newestRunMs(ALICE),
    unnamed: await ledger.unnamedActorIds(ALICE, NOW),
    services: [...(await ledger.servicesOfRuns(ALICE, { fromMs: 0, toMs: NOW }))],
    unsettled: await ledger.unsettledInSpan(ALICE, { fromMs: 0, toMs: NOW }),
    latest: await ledger.latestImport(ALICE),
  };
}

/** The ids of all runs, a run a page. */
async function walk(ledger: Ledger, userId: string): Promise<readonly string[]> {
  const ids: string[] = [];
  let page = await ledger.pageOfRuns(userId, {}, { limit: 1 });
  for (
    ;
    page.next !== null && ids.length < 100;
    page = await ledger.pageOfRuns(userId, {}, { limit: 1, after: page.next })
  )
    ids.push(...page.runs.map(({ runId }) => runId));
  return ids;
}

test("rows of another application without a start or a status are on one page each, and found by what they are answered as", async () => {
  const [, columns = null] = TABLES[2] ?? [];
  const { ledger, pool } = await openLedger(columns);
  await pool.query(`insert into scraper_runs (id, user_id, run_id, cost_usd, created_at) select 'id-' || n, 'zoe', 'run-' || n, 0.1,
    case when n > 3 then timestamptz '2026-01-01Z' + n / 2 * interval '1 microsecond' end from generate_series(1, 9) as n`);
  const ids = await walk(ledger, "zoe");
  expect(ids).toEqual(["run-9", "run-8", "run-7", "run-6", "run-5", "run-4", "run-3", "run-2", "run-1"]);
  const { groups } = await ledger.breakdown("zoe", { by: "status", filter: {}, previous: null, limit: 10 });
  expect(groups).toMatchObject([{ key: "unknown", totals: { runs: 9, costNanoUsd: 900_000_000n } }]);
  expect((await ledger.listRuns("zoe", { status: "unknown" }, { limit: 1 })).totals.runs).toBe(9);
});

test.each(TABLES)("a table with %s answers as one of ours does", async (_, columns) => {
  const [ours, theirs] = [await openLedger(null), await openLedger(columns)];
  const told = await useEverything(theirs.ledger);
  expect(told).toEqual(await useEverything(ours.ledger));
  expect(told).toMatchObject({ all: { costNanoUsd: 10n ** 15n + 25n, runs: 4 } });
});

test("what another application wrote of a run is brought up to date, and what it writes later counts", async () => {
  const { ledger, pool } = await openLedger(TABLES[0]?.[1] ?? null);
  await pool.query(
    `insert into scraper_runs (user_id, run_id, scraper_id, source, cost_usd, usage_details, status, created_at)
     values ($1, 'theirs', 'actor', 'scraping', 1.25, 'no json', 'RUNNING', '2026-11-22 09:00:00.9999')`,
    [ALICE],
  );
  expect(await ledger.findRun(ALICE, "theirs")).toMatchObject({
    costNanoUsd: 1_250_000_000n,
    usageDetails: null,
    createdAtMs: Date.parse("2026-11-22T09:00:00.999Z"),
  });
  const total = async () => (await ledger.totalsOfAll(ALICE)).costNanoUsd;
  await ledger.commitReadings(ALICE, [makeImportedRun({ runId: "theirs", costNanoUsd: 1_251_000_001n })]);
  expect(await total()).toBe(1_251_000_001n);
  await pool.query("update scraper_runs set cost_usd = cost_usd, status = 'SUCCEEDED'");
  expect(await total()).toBe(1_251_000_001n);
  await pool.query("update scraper_runs set cost_usd = 2");
  expect(await total()).toBe(2_000_000_000n);
  const repeated = await ledger.recordRuns(ALICE, [reported("theirs", { costNanoUsd: null, usageDetails: null })]);
  expect(repeated).toMatchObject([{ isNew: false, run: { costNanoUsd: 2_000_000_000n } }]);
});

test("a user that the table can't name has no runs, and gets none", async () => {
  const { ledger, pool } = await openLedger(TABLES[1]?.[1] ?? null);
  expect(await ledger.totalsOfAll("no uuid")).toMatchObject({ runs: 0 });
  expect((await ledger.listRuns("no uuid", {}, { limit: 10, offset: 0 })).runs).toEqual([]);
  await expect(ledger.recordRuns("no uuid", [reported("a")])).rejects.toThrow();
  expect((await pool.query("select from scraper_runs")).rowCount).toBe(0);
});

test.each(["NaN", "Infinity", "-Infinity"])("a cost of %s is not known, and breaks nothing", async (cost) => {
  const { ledger, pool } = await openLedger(TABLES[1]?.[1] ?? null);
  await pool.query(
    `insert into scraper_runs (user_id, run_id, cost_usd, usage_details, created_at)
     values ($1, 'odd', $2, '[1]', 'infinity'), ($1, null, 1, null, null), (null, 'nobody', 1, null, now())`,
    [ALICE, cost],
  );
  expect(await ledger.totalsOfAll(ALICE)).toEqual({ costNanoUsd: 1_000_000_000n, runs: 2, runsWithoutCost: 1 });
  const { runs } = await ledger.listRuns(ALICE, {}, { limit: 10, offset: 0 });
  expect(runs).toMatchObject([
    { runId: "odd", scraperId: "unknown", costNanoUsd: null, usageDetails: null },
    { runId: expect.stringMatching(/^row /), createdAtMs: 0 },
  ]);
  expect(runs.map(({ createdAtMs }) => new Date(createdAtMs).toISOString())).toHaveLength(2);
});

test("what Postgres can't hold of a text or a count is told, and no reason to refuse the run", async () => {
  const { ledger } = await openLedger(null);
  const usageDetails = { "a\u0000b": "half \ud83d", whole: "\u{1f600} \\u0000", deep: ["\u0000"] };
  const [recorded] = await ledger.recordRuns(ALICE, [reported("a", { usageDetails, itemCount: 2 ** 40 })]);
  expect(recorded?.run).toMatchObject({
    usageDetails: { "a\u{fffd}b": "half \u{fffd}", whole: "\u{1f600} \\u0000", deep: ["\u{fffd}"] },
    itemCount: 2 ** 31 - 1,
  });
});

test("another application writes as a role that has no right on our schema, and the sums follow", async () => {
  const { ledger, pool } = await openLedger(null);
  const role = `dashboard_${randomBytes(6).toString("hex")}`;
  await pool.query(`create role ${role}; grant all on scraper_runs to ${role}`);
  onTestFinished(async () => {
    await pool.query(`drop owned by ${role}; drop role ${role}`);
  });
  await ledger.commitReadings(ALICE, [makeImportedRun({ runId: "ours", costNanoUsd: 1n })]);
  const client = await pool.connect();
  await client.query(`set role ${role}`);
  await client.query(
    `insert into scraper_runs (user_id, run_id, scraper_id, source, cost_usd, status)
     values ($1, 'a', 'actor', 'scraping', 1, 'RUNNING'), ($1, 'b', 'actor', 'scraping', 1, 'RUNNING')`,
    [ALICE],
  );
  await client.query("update scraper_runs set cost_usd = 2, status = 'FAILED'");
  await client.query("delete from scraper_runs where run_id = 'a'");
  expect(await ledger.totalsOfAll(ALICE)).toEqual({ costNanoUsd: 4_000_000_000n, runs: 2, runsWithoutCost: 0 });
  await client.query("truncate scraper_runs");
  expect(await ledger.totalsOfAll(ALICE)).toEqual({ costNanoUsd: 0n, runs: 0, runsWithoutCost: 0 });
  await client.query("reset role");
  client.release();
});

test.each(["4713-01-01 BC", "275760-09-13 00:15", "294276-12-31 23:59:59.999999", "infinity", "-infinity"])(
  "a start of %s is one of our dates, and breaks no insert of the other application",
  async (createdAt) => {
    const { ledger, pool } = await openLedger(TABLES[1]?.[1] ?? null);
    await pool.query("insert into scraper_runs (user_id, run_id, cost_usd, created_at) values ($1, 'odd', 1, $2)", [
      ALICE,
      createdAt,
    ]);
    expect(await ledger.totalsOfAll(ALICE)).toEqual({ costNanoUsd: 1_000_000_000n, runs: 1, runsWithoutCost: 0 });
    const run = await ledger.findRun(ALICE, "odd");
    expect(new Date(run?.createdAtMs ?? Number.NaN).getTime()).toBe(run?.createdAtMs);
    await pool.query("delete from scraper_runs");
    expect(await ledger.totalsOfAll(ALICE)).toMatchObject({ costNanoUsd: 0n, runs: 0 });
  },
);

describe("what the table refuses of a run is told as an invalid request:", () => {
  const OURS = "id serial primary key, scraper_id text, source text, cost_usd numeric, created_at timestamptz";
  test.each([
    ["a text that is too long", `${OURS}, user_id text, run_id varchar(20), status text`, /length/],
    [
      "what a check forbids",
      `${OURS}, user_id text, run_id text check (run_id not like '% twenty %'), status text`,
      /check/,
    ],
    [
      "a user unknown to another table",
      `${OURS}, user_id text references people, run_id text, status text`,
      /another table/,
    ],
  ])("%s", async (_, columns, message) => {
    const { ledger, pool } = await openLedger(columns, "create table people (id text primary key)");
    const recorded = ledger.recordRuns("alice", [reported("a run of more than twenty letters")]);
    await expect(recorded).rejects.toMatchObject({ code: "invalid_request", message: expect.stringMatching(message) });
    expect((await pool.query("select from scraper_runs")).rowCount).toBe(0);
  });
});
