import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import type { ImportedRun, ImportOutcome, Ledger } from "../../server/ledger/ledger.ts";
import { backfillWindow, windowNowMs } from "../../server/services/import/import-window.ts";
import { importRuns } from "../support/ledger/ledger-model.ts";
import { makeImportedRun, makeProvisionalRun } from "../support/ledger/make-imported-run.ts";
import { readFormerReadings } from "../support/ledger/row-oracle.ts";
import { openTestLedger, type TestLedger } from "../support/ledger/test-ledger.ts";

const NOW = Date.parse("2026-11-22T10:00:00Z");
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

let nowMs: number;
let temporary: TestLedger;
let ledger: Ledger;

beforeEach(async () => {
  nowMs = NOW;
  temporary = await openTestLedger(() => nowMs);
  onTestFinished(temporary.remove);
  ledger = temporary.ledger;
});

const dueIds = async (atMs: number, limit = 100) =>
  (await ledger.dueReadings("alice", atMs, limit)).map(({ runId }) => runId);

const provisional = (runId: string, nextReadAtMs: number, facts: Partial<ImportedRun> = {}) =>
  makeProvisionalRun({ ...facts, runId }, nextReadAtMs);

describe("the readings that are due", () => {
  test("are those whose time has come, the longest due first, and no more than are asked for", async () => {
    await importRuns(ledger, "alice", [
      provisional("b", NOW - MINUTE_MS),
      provisional("a", NOW),
      provisional("later", NOW + 1),
      provisional("c", NOW - HOUR_MS),
      makeImportedRun({ runId: "settled" }),
    ]);
    expect(await dueIds(NOW)).toEqual(["c", "b", "a"]);
    expect(await dueIds(NOW, 2)).toEqual(["c", "b"]);
    expect(await dueIds(NOW + 1)).toEqual(["c", "b", "a", "later"]);
  });

  test("tell all that is known of the run", async () => {
    const run = makeProvisionalRun(
      {
        runId: "a",
        costNanoUsd: 5n,
        listedNanoUsd: 4n,
        settling: { repriced: { costNanoUsd: 6n, readAtMs: NOW } },
      },
      NOW,
    );
    const importId = await importRuns(ledger, "alice", [run]);
    const { settling, usageDetails: _, itemCount: __, origin: ___, ...facts } = run;
    expect(await ledger.dueReadings("alice", NOW, 1)).toEqual([{ ...facts, ...settling, importId }]);
    expect((await ledger.readingsOf("alice", ["a", "unknown"])).get("a")).toEqual({ ...facts, ...settling, importId });
  });

  test("are nobody else's", async () => {
    await importRuns(ledger, "bob", [provisional("a", NOW)]);
    expect(await dueIds(NOW)).toEqual([]);
    expect(await ledger.openReadings("alice", NOW)).toEqual({
      nextReadAtMs: null,
      runsInProgress: 0,
      unsettledRuns: 0,
    });
  });

  test("hold what a clock that was ahead has planned for days from now", async () => {
    await importRuns(ledger, "alice", [
      provisional("tomorrow", NOW + 25 * HOUR_MS),
      provisional("planned ahead", NOW + 25 * HOUR_MS + 1),
      provisional("years ahead", NOW + 4_000 * DAY_MS),
    ]);
    expect(await dueIds(NOW)).toEqual(["planned ahead", "years ahead"]);
    expect((await ledger.openReadings("alice", NOW)).nextReadAtMs).toBe(NOW);
  });

  test("hold no run that Apify has deleted, and again one that it lists after all", async () => {
    const run = provisional("a", NOW);
    await importRuns(ledger, "alice", [run]);
    const gone = { ...run, goneAtMs: NOW, settling: { ...run.settling, nextReadAtMs: null } };
    await ledger.commitReadings("alice", [gone]);
    expect(await dueIds(NOW + DAY_MS)).toEqual([]);
    expect(await ledger.findRun("alice", "a")).toMatchObject({ isGone: true, costNanoUsd: 0n });
    await ledger.commitReadings("alice", [run]);
    expect(await dueIds(NOW)).toEqual(["a"]);
    expect(await ledger.findRun("alice", "a")).toMatchObject({ isGone: false });
  });
});

describe("a reading that is written after a newer one of the same run", () => {
  const newer = makeImportedRun({ runId: "a", costNanoUsd: 5n, costReadAtMs: NOW, listedNanoUsd: 5n });
  const older = provisional("a", NOW + HOUR_MS, {
    status: "RUNNING",
    costNanoUsd: 1n,
    costReadAtMs: NOW - 1,
    createdAtMs: newer.createdAtMs - DAY_MS,
    finishedAtMs: null,
    listedNanoUsd: 1n,
    itemCount: 3,
  });

  test("changes nothing of it, and is no former reading", async () => {
    await ledger.commitReadings("alice", [newer]);
    await ledger.commitReadings("alice", [older]);
    const { settling, usageDetails: _, itemCount: __, origin: ___, ...facts } = newer;
    const reading = (await ledger.readingsOf("alice", ["a"])).get("a");
    expect(reading).toEqual({ ...facts, ...settling, importId: null });
    expect(await ledger.totalsOfAll("alice")).toEqual({ costNanoUsd: 5n, runs: 1, runsWithoutCost: 0 });
    expect(await readFormerReadings(temporary.sql)).toEqual([]);
  });

  test("tells what the newer one does not", async () => {
    await ledger.commitReadings("alice", [{ ...newer, costNanoUsd: null, listedNanoUsd: null }]);
    await ledger.commitReadings("alice", [older]);
    expect(await ledger.findRun("alice", "a")).toMatchObject({ status: "SUCCEEDED", costNanoUsd: 1n, itemCount: 3 });
    expect((await ledger.readingsOf("alice", ["a"])).get("a")).toMatchObject({ listedNanoUsd: 1n, costReadAtMs: NOW });
    expect(await ledger.totalsOfAll("alice")).toEqual({ costNanoUsd: 1n, runs: 1, runsWithoutCost: 0 });
  });

  test("still says that its import met the run, so that a reset keeps it", async () => {
    await importRuns(ledger, "alice", [newer, makeImportedRun({ runId: "lost" })]);
    await importRuns(ledger, "alice", [older], { isReset: true });
    expect((await ledger.listRuns("alice", {}, { limit: 9, offset: 0 })).runs).toMatchObject([{ runId: "a" }]);
  });

  test("is taken where the clock of the newer one was hours ahead", async () => {
    await ledger.commitReadings("alice", [{ ...newer, costReadAtMs: NOW + HOUR_MS }]);
    await ledger.commitReadings("alice", [older]);
    expect(await ledger.findRun("alice", "a")).toMatchObject({ status: "RUNNING", costNanoUsd: 1n });
  });
});

describe("what is still to be read", () => {
  test("is nothing in an empty ledger, or where every run is settled", async () => {
    const nothing = { nextReadAtMs: null, runsInProgress: 0, unsettledRuns: 0 };
    expect(await ledger.openReadings("alice", NOW)).toEqual(nothing);
    await importRuns(ledger, "alice", [makeImportedRun({ runId: "a" }), makeImportedRun({ runId: "b" })]);
    expect(await ledger.openReadings("alice", NOW)).toEqual(nothing);
  });

  test("tells when the next reading is due, what runs still and what is provisional", async () => {
    await importRuns(ledger, "alice", [
      provisional("ended", NOW + HOUR_MS),
      provisional("failed", NOW + 2 * HOUR_MS, { status: "FAILED" }),
      provisional("runs", NOW + MINUTE_MS, { status: "RUNNING", finishedAtMs: null }),
      provisional("ready", NOW + 2 * MINUTE_MS, { status: "READY", finishedAtMs: null, costNanoUsd: null }),
      makeImportedRun({ runId: "settled" }),
    ]);
    expect(await ledger.openReadings("alice", NOW)).toEqual({
      nextReadAtMs: NOW + MINUTE_MS,
      runsInProgress: 2,
      unsettledRuns: 2,
    });
  });

  test("is due now at the earliest", async () => {
    await importRuns(ledger, "alice", [provisional("a", NOW - DAY_MS)]);
    expect((await ledger.openReadings("alice", NOW)).nextReadAtMs).toBe(NOW);
  });

  test("leaves out what only a feature told of", async () => {
    await ledger.recordRuns("alice", [
      {
        runId: "a",
        scraperId: "actor",
        source: "scraping",
        status: "RUNNING",
        costNanoUsd: null,
        itemCount: null,
        usageDetails: null,
        createdAtMs: NOW,
      },
    ]);
    expect(await ledger.openReadings("alice", NOW)).toEqual({
      nextReadAtMs: null,
      runsInProgress: 0,
      unsettledRuns: 0,
    });
    expect(await ledger.newestRunMs("alice")).toBeNull();
  });
});

test("the newest run is the one that started last of those that Apify told of", async () => {
  expect(await ledger.newestRunMs("alice")).toBeNull();
  await importRuns(ledger, "alice", [
    makeImportedRun({ runId: "a", createdAtMs: NOW - HOUR_MS }),
    makeImportedRun({ runId: "b", createdAtMs: NOW - MINUTE_MS }),
  ]);
  await importRuns(ledger, "bob", [makeImportedRun({ runId: "c", createdAtMs: NOW })]);
  expect(await ledger.newestRunMs("alice")).toBe(NOW - MINUTE_MS);
});

describe("the former readings of a run", () => {
  const read = (readAtMs: number, facts: Partial<ImportedRun>) =>
    provisional("a", readAtMs + MINUTE_MS, { costReadAtMs: readAtMs, ...facts });
  const former = async () =>
    (await readFormerReadings(temporary.sql)).map(({ readAtMs, status, costNanoUsd }) => [
      readAtMs - NOW,
      status,
      costNanoUsd,
    ]);

  test("are kept where the one after them said another cost or status, and only there", async () => {
    const running = { status: "RUNNING", finishedAtMs: null };
    await importRuns(ledger, "alice", [read(NOW, { ...running, costNanoUsd: 1n })]);
    await ledger.commitReadings("alice", [read(NOW + 1, { ...running, costNanoUsd: 1n })]);
    await ledger.commitReadings("alice", [read(NOW + 2, { ...running, costNanoUsd: 2n })]);
    await importRuns(ledger, "alice", [read(NOW + 3, { costNanoUsd: 2n })]);
    await ledger.commitReadings("alice", [read(NOW + 4, { costNanoUsd: null })]);
    await ledger.commitReadings("alice", [read(NOW + 5, { costNanoUsd: 3n })]);
    await ledger.commitReadings("alice", [read(NOW + 6, { costNanoUsd: 3n })]);
    expect(await former()).toEqual([
      [1, "RUNNING", 1n],
      [2, "RUNNING", 2n],
      [3, "SUCCEEDED", 2n],
      [4, "SUCCEEDED", null],
    ]);
    expect(await ledger.findRun("alice", "a")).toMatchObject({ costNanoUsd: 3n, costReadAtMs: NOW + 6 });
  });

  test("are not kept of what only a feature reported", async () => {
    const reported = { runId: "a", scraperId: "actor", source: "enrich", itemCount: null, usageDetails: null };
    await ledger.recordRuns("alice", [{ ...reported, status: "RUNNING", costNanoUsd: 1n, createdAtMs: NOW }]);
    await importRuns(ledger, "alice", [read(NOW, { costNanoUsd: 2n })]);
    expect(await former()).toEqual([]);
  });

  test("go with the row, and with no other's", async () => {
    for (const user of ["alice", "bob"]) {
      await importRuns(ledger, user, [read(NOW, { costNanoUsd: 1n })]);
      await importRuns(ledger, user, [read(NOW + 1, { costNanoUsd: 2n })]);
    }
    expect(await former()).toHaveLength(2);
    await importRuns(ledger, "alice", [], { isReset: true });
    const left = await readFormerReadings(temporary.sql);
    expect(left.map(({ userId }) => userId)).toEqual(["bob"]);
  });
});

describe("what the list says of a cost", () => {
  test("is kept of runs that were met and not read, and an absent one takes nothing away", async () => {
    await importRuns(ledger, "alice", [makeImportedRun({ runId: "a", listedNanoUsd: 1n })]);
    const { id } = await ledger.startImport("alice", { ...backfillWindow(1, NOW), isReset: false });
    const commit = (listedNanoUsd: bigint | null) =>
      ledger.commitImported("alice", id, {
        runs: [],
        kept: [
          { runId: "a", listedNanoUsd },
          { runId: "nowhere", listedNanoUsd: 9n },
        ],
        cursorMs: NOW,
        runsNew: 0,
        runsChanged: 0,
      });
    const listed = async () => (await ledger.readingsOf("alice", ["a"])).get("a");
    await commit(2n);
    expect(await listed()).toMatchObject({ listedNanoUsd: 2n, importId: id });
    await commit(null);
    expect(await listed()).toMatchObject({ listedNanoUsd: 2n });
  });
});

describe("readings outside an import", () => {
  test("leave to which import the run belongs, and make a row of a run that is not there", async () => {
    const importId = await importRuns(ledger, "alice", [provisional("a", NOW)]);
    await ledger.commitReadings("alice", [makeImportedRun({ runId: "a", costNanoUsd: 5n })]);
    await ledger.commitReadings("alice", [makeImportedRun({ runId: "b" })]);
    const readings = await ledger.readingsOf("alice", ["a", "b"]);
    expect(readings.get("a")).toMatchObject({ importId, costNanoUsd: 5n, nextReadAtMs: null });
    expect(readings.get("b")).toMatchObject({ importId: null });
  });

  test("of none are no mistake", async () => {
    await expect(ledger.commitReadings("alice", [])).resolves.toBeUndefined();
  });

  test("that can't be true are kept not at all", async () => {
    const runs = [makeImportedRun({ runId: "a" }), makeImportedRun({ runId: "b", costNanoUsd: -1n })];
    await expect(ledger.commitReadings("alice", runs)).rejects.toThrow();
    expect((await ledger.totalsOfAll("alice")).runs).toBe(0);
  });
});

describe("a reset that completes", () => {
  const keptFromMs = NOW - 31 * DAY_MS;

  test("keeps the rows that Apify keeps no more, and removes those that it did not meet of the rest", async () => {
    await importRuns(ledger, "alice", [
      makeImportedRun({ runId: "expired", createdAtMs: keptFromMs - 1, costNanoUsd: 1n }),
      makeImportedRun({ runId: "deleted", createdAtMs: keptFromMs, costNanoUsd: 2n }),
      makeImportedRun({ runId: "met", createdAtMs: NOW - DAY_MS, costNanoUsd: 4n }),
    ]);
    const met = makeImportedRun({ runId: "met", createdAtMs: NOW - DAY_MS, costNanoUsd: 8n });
    await importRuns(ledger, "alice", [met], { isReset: true, keptFromMs });
    const { runs } = await ledger.listRuns("alice", {}, { limit: 10, offset: 0 });
    expect(runs.map(({ runId }) => runId)).toEqual(["met", "expired"]);
    expect(await ledger.totalsOfAll("alice")).toEqual({ costNanoUsd: 9n, runs: 2, runsWithoutCost: 0 });
    expect(await ledger.latestImport("alice")).toMatchObject({ isReset: true, runsRemoved: 1 });
  });

  test("removes all that it did not meet where nobody knows what Apify keeps", async () => {
    await importRuns(ledger, "alice", [makeImportedRun({ runId: "old", createdAtMs: 0 })]);
    await importRuns(ledger, "alice", [], { isReset: true });
    expect((await ledger.totalsOfAll("alice")).runs).toBe(0);
  });
});

describe("how an import ends", () => {
  const complete = { fromMs: NOW - 31 * DAY_MS, toMs: NOW };
  const completed: ImportOutcome = { state: "completed", keptFromMs: null, complete };

  async function importDays(days: number, outcome: ImportOutcome): Promise<void> {
    const { id } = await ledger.startImport("alice", { ...backfillWindow(days, nowMs), isReset: false });
    await ledger.endImport("alice", id, outcome);
  }

  test("moves the bounds of the history where it completed, and only there", async () => {
    await importDays(90, { state: "cancelled" });
    await importDays(90, { state: "failed", errorCode: "apify_rate_limited", retryAtMs: NOW + HOUR_MS });
    expect(await ledger.latestImport("alice")).toMatchObject({ retryAtMs: NOW + HOUR_MS });
    expect((await ledger.history("alice")).complete).toBeNull();
    await importDays(90, completed);
    expect(await ledger.history("alice")).toMatchObject({ complete });
    expect(await ledger.latestImport("alice")).toMatchObject({ retryAtMs: null });
    expect((await ledger.history("bob")).complete).toBeNull();
  });

  test("leaves what the plan keeps as it was, and that leaves the bounds", async () => {
    await ledger.saveRetention("alice", 31, NOW);
    await importDays(90, completed);
    await ledger.saveRetention("alice", null, NOW + DAY_MS);
    expect(await ledger.history("alice")).toEqual({
      complete,
      retentionDays: 31,
      retentionReadAtMs: NOW + DAY_MS,
    });
    await ledger.saveRetention("alice", 7, NOW + 2 * DAY_MS);
    expect(await ledger.history("alice")).toMatchObject({ complete, retentionDays: 7 });
  });

  test("tells when so much of the past was last listed", async () => {
    const sweptMs = async (days: number, userId = "alice") => {
      const windowOf = backfillWindow(days, NOW);
      const toMs = await ledger.latestWindowEndMs(userId, windowOf.toMs - windowOf.fromMs);
      return toMs === null ? null : windowNowMs({ toMs });
    };
    expect(await sweptMs(1)).toBeNull();
    await importDays(31, completed);
    nowMs += HOUR_MS;
    await importDays(1, completed);
    nowMs += HOUR_MS;
    await importDays(31, { state: "cancelled" });
    await importDays(0.5, completed);
    expect(await sweptMs(1)).toBe(NOW + HOUR_MS);
    expect(await sweptMs(31)).toBe(NOW);
    expect(await sweptMs(90)).toBeNull();
    expect(await sweptMs(1, "bob")).toBeNull();
  });

  test("is told of an import that a longer one overtook", async () => {
    const start = (days: number) => ledger.startImport("alice", { ...backfillWindow(days, nowMs), isReset: false });
    const [overtaken, longer] = [await start(1), await start(90)];
    await ledger.endImport("alice", longer.id, completed);
    expect(await ledger.endImport("alice", overtaken.id, { state: "cancelled" })).toMatchObject({ state: "cancelled" });
    expect(await ledger.unfinishedImport("alice")).toBeNull();
    expect(await ledger.isHistoryIncomplete("alice")).toBe(false);
  });

  test("counts what was new and what changed over all its commits", async () => {
    const { id } = await ledger.startImport("alice", { ...backfillWindow(90, NOW), isReset: false });
    const batch = { runs: [makeImportedRun({ runId: "a" })], kept: [{ runId: "b", listedNanoUsd: null }] };
    await ledger.commitImported("alice", id, { ...batch, cursorMs: NOW, runsNew: 1, runsChanged: 0 });
    await ledger.commitImported("alice", id, { ...batch, cursorMs: NOW - 1, runsNew: 0, runsChanged: 1 });
    expect(await ledger.endImport("alice", id, completed)).toMatchObject({
      runsRecorded: 4,
      runsNew: 1,
      runsChanged: 1,
      runsRemoved: 0,
    });
  });
});
