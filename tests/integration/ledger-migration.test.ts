import { readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import type { RunReading } from "../../server/ledger/ledger.ts";
import { windowNowMs } from "../../server/services/import/import-window.ts";
import { generateRuns } from "../support/apify/generate-runs.ts";
import { nanoUsd } from "../support/apify/ledger-totals.ts";
import { StandInAccount } from "../support/apify/stand-in-account.ts";
import { differencesFromApify } from "../support/ledger/compare-with-apify.ts";
import { startImportBench } from "../support/ledger/import-bench.ts";
import { readRollupLines, readRows, rollupLinesOf, type Row } from "../support/ledger/row-oracle.ts";
import { openSql, openTemporaryLedger, type TemporaryLedger } from "../support/ledger/temporary-ledger.ts";
import { makeVersionOneLedger, type VersionOneRow } from "../support/ledger/version-one-ledger.ts";

const NOW = Date.parse("2026-11-22T10:00:00Z");
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const START = NOW - 10 * DAY_MS;
const END = START + HOUR_MS;
const ended = { createdAtMs: START, finishedAtMs: END, costNanoUsd: 5_000_000 };

/** What a row of version 1 says, and its state afterwards: settled when, and to be read again when. */
const CASES: readonly (readonly [string, Omit<VersionOneRow, "runId">, number | null, number | null])[] = [
  ["read a day after its end", { ...ended, costReadAtMs: END + DAY_MS }, END + DAY_MS, null],
  ["read days after it failed", { ...ended, status: "FAILED", costReadAtMs: NOW }, NOW, null],
  ["read days after it timed out", { ...ended, status: "TIMED-OUT", costReadAtMs: NOW }, NOW, null],
  ["read less than a day after its end", { ...ended, costReadAtMs: END + DAY_MS - 1 }, null, END + DAY_MS - 1],
  ["read right after its end", { ...ended, costReadAtMs: END + 20_000 }, null, END + 20_000],
  ["read before its end", { ...ended, costReadAtMs: END - 1 }, null, END - 1],
  ["free, read days after its end", { ...ended, costNanoUsd: 0, costReadAtMs: NOW }, NOW, null],
  ["without a cost soon after its end", { ...ended, costNanoUsd: null, costReadAtMs: END + 1 }, null, END + 1],
  ["without a cost a day after its end", { ...ended, costNanoUsd: null, costReadAtMs: END + DAY_MS }, null, null],
  ["running", { ...ended, status: "RUNNING", finishedAtMs: null, costReadAtMs: NOW }, null, NOW],
  [
    "running, without a cost",
    { ...ended, status: "RUNNING", finishedAtMs: null, costNanoUsd: null, costReadAtMs: NOW },
    null,
    NOW,
  ],
  ["ended, with no end told", { ...ended, finishedAtMs: null, costReadAtMs: NOW }, null, NOW],
  ["told of by a feature alone", { ...ended, source: "scraping", finishedAtMs: null, costReadAtMs: null }, null, null],
  ["of a feature, read days after its end", { ...ended, source: "scraping", costReadAtMs: NOW }, NOW, null],
];

const ROWS: readonly VersionOneRow[] = CASES.map(([, row], index) => ({ ...row, runId: `run-${index}` }));

async function openMigrated(content: Parameters<typeof makeVersionOneLedger>[1]): Promise<TemporaryLedger> {
  const temporary = await openTemporaryLedger(
    () => NOW,
    (file) => makeVersionOneLedger(file, content),
  );
  onTestFinished(temporary.remove);
  return temporary;
}

describe("a ledger of version 1", () => {
  let temporary: TemporaryLedger;

  beforeEach(async () => {
    temporary = await openMigrated({ rows: ROWS });
  });

  const expectedRows: readonly Row[] = ROWS.map((row) => ({
    userId: "alice",
    runId: row.runId,
    source: row.source ?? "import",
    status: row.status ?? "SUCCEEDED",
    costNanoUsd: row.costNanoUsd === null ? null : BigInt(row.costNanoUsd),
    createdAtMs: row.createdAtMs,
  })).toSorted((left, right) => (left.runId < right.runId ? -1 : 1));

  test("keeps each of its rows, its totals and its rollups", async () => {
    expect(await readRows(temporary.sql)).toEqual(expectedRows);
    expect(await readRollupLines(temporary.sql)).toEqual(rollupLinesOf(expectedRows));
    const known = ROWS.filter(({ costNanoUsd }) => costNanoUsd !== null);
    expect(await temporary.ledger.totalsOfAll("alice")).toEqual({
      costNanoUsd: known.reduce((sum, { costNanoUsd }) => sum + BigInt(costNanoUsd ?? 0), 0n),
      runs: ROWS.length,
      runsWithoutCost: ROWS.length - known.length,
    });
  });

  test("is backed up as it was", async () => {
    const folder = dirname(temporary.file);
    const [backup = "", ...others] = readdirSync(folder).filter((name) => name.includes("backup"));
    expect(others).toEqual([]);
    expect(backup.startsWith(`${basename(temporary.file)}.backup-v1-`)).toBe(true);
    const sql = openSql(join(folder, backup));
    onTestFinished(() => sql.close());
    expect((await sql.execute("pragma user_version")).rows[0]?.[0]).toBe(1n);
    expect(await readRows(sql)).toEqual(expectedRows);
    expect(await readRollupLines(sql)).toEqual(rollupLinesOf(expectedRows));
  });

  test.each(
    CASES.map(([name, row, settledAtMs, nextReadAtMs], index) => ({ name, row, settledAtMs, nextReadAtMs, index })),
  )(
    "knows of a run $name whether it is settled and when to read it again",
    async ({ row, settledAtMs, nextReadAtMs, index }) => {
      const runId = `run-${index}`;
      const reading = (await temporary.ledger.readingsOf("alice", [runId])).get(runId);
      const isRead = row.costReadAtMs !== null;
      expect(reading).toMatchObject({
        settledAtMs,
        nextReadAtMs,
        costReadNanoUsd: isRead && row.costNanoUsd !== null ? BigInt(row.costNanoUsd) : null,
        costAgreedAtMs: row.costReadAtMs,
        costReadAtMs: row.costReadAtMs,
        repriced: null,
        listedNanoUsd: null,
        goneAtMs: null,
      } satisfies Partial<RunReading>);
    },
  );

  test("has all that is provisional read again at once", async () => {
    const due = await temporary.ledger.dueReadings("alice", NOW, 100);
    const expected = CASES.flatMap(([, , , nextReadAtMs], index) => (nextReadAtMs === null ? [] : [`run-${index}`]));
    expect(new Set(due.map(({ runId }) => runId))).toEqual(new Set(expected));
    expect(await temporary.ledger.openReadings("alice", NOW)).toEqual({
      nextReadAtMs: NOW,
      runsInProgress: 2,
      unsettledRuns: expected.length - 2,
    });
  });

  test("knows neither former readings nor from when it is complete", async () => {
    expect((await temporary.sql.execute("select * from cost_readings")).rows).toEqual([]);
    expect(await temporary.ledger.history("alice")).toEqual({
      complete: null,
      retentionDays: null,
      retentionReadAtMs: null,
    });
  });
});

describe("the imports of a ledger of version 1", () => {
  const window = { fromMs: NOW - 90 * DAY_MS, toMs: NOW + DAY_MS, startedAtMs: NOW };

  test("tell when they began, and go on where they stopped", async () => {
    const { ledger } = await openMigrated({
      imports: [
        { ...window, cursorMs: window.toMs, state: "completed" },
        { ...window, cursorMs: NOW - 5 * DAY_MS, state: "running" },
      ],
    });
    const completed = await ledger.latestImport("alice", "completed");
    expect(completed).toMatchObject({ runsNew: 0, runsChanged: 0, retryAtMs: null });
    expect(completed && windowNowMs(completed)).toBe(NOW);
    expect(completed?.cursorMs).toBe(completed?.toMs);
    expect(await ledger.unfinishedImport("alice")).toMatchObject({
      fromMs: window.fromMs,
      cursorMs: NOW - 5 * DAY_MS,
      state: "running",
    });
    expect(await ledger.isHistoryIncomplete("alice")).toBe(false);
  });

  test("that did not begin begin at their end still", async () => {
    const { ledger } = await openMigrated({ imports: [{ ...window, cursorMs: window.toMs, state: "running" }] });
    const unfinished = await ledger.unfinishedImport("alice");
    expect(unfinished?.cursorMs).toBe(unfinished?.toMs);
  });

  test("and its rows are brought up to date by the next refresh, to the nano-dollar", async () => {
    const runs = generateRuns({ count: 80, seed: 17, from: new Date(NOW - 60 * DAY_MS), to: new Date(NOW - HOUR_MS) });
    const account = new StandInAccount({ runs });
    const rows = account.runs.slice(0, 60).map((run, index) => ({
      runId: run.id,
      status: run.status,
      // Every third was read while Apify told a part of the cost.
      costNanoUsd: run.costUsd === null ? null : Number(nanoUsd(run.costUsd)) - (index % 3 === 0 ? 1 : 0),
      createdAtMs: run.startedAtMs,
      finishedAtMs: run.finishedAtMs,
      costReadAtMs: (run.finishedAtMs ?? run.startedAtMs) + (index % 3 === 0 ? 12_000 : 2 * DAY_MS),
    }));
    const bench = await startImportBench(account, NOW, (now) =>
      openTemporaryLedger(now, (file) =>
        makeVersionOneLedger(file, { rows, imports: [{ ...window, cursorMs: window.fromMs, state: "completed" }] }),
      ),
    );
    onTestFinished(() => bench.stop());
    await bench.importer.refresh("alice");
    expect(await differencesFromApify(bench)).toEqual([]);
    const unread = account.runs.slice(0, 60).filter((_, index) => index % 3 !== 0);
    const asked = new Set(bench.standIn.requests.map(({ path }) => path));
    expect(unread.filter(({ id }) => asked.has(`/v2/actor-runs/${id}`))).toEqual([]);
  });
});
