import { describe, expect, onTestFinished, test } from "vitest";
import { RUNS_PER_COMMIT } from "../../../server/services/import/run-import.ts";
import { generateRuns } from "../../support/apify/generate-runs.ts";
import { StandInAccount } from "../../support/apify/stand-in-account.ts";
import { differencesFromApify } from "../../support/ledger/compare-with-apify.ts";
import { startImportBench, type ImportBench } from "../../support/ledger/import-bench.ts";
import { readRollupLines, readRows, rollupLinesOf } from "../../support/ledger/row-oracle.ts";

const NOW = Date.parse("2026-11-22T10:00:00Z");
const DAY_MS = 86_400_000;
const BACKFILL = "/api/scraper-runs/backfill";
const REFRESH = "/api/scraper-runs/refresh";

/** More than one commit, also without the runs that Apify deleted. */
const MANY = RUNS_PER_COMMIT + 80;
const INTO_THE_SECOND_COMMIT = RUNS_PER_COMMIT + 20;

/** A ledger that was imported once, after which Apify deleted some of the oldest runs. */
async function startAfterRetention(count = 120): Promise<{ bench: ImportBench; deleted: readonly string[] }> {
  const runs = generateRuns({ count, seed: 7, from: new Date(NOW - 60 * DAY_MS), to: new Date(NOW - 2 * DAY_MS) });
  const bench = await startImportBench(new StandInAccount({ runs }), NOW);
  onTestFinished(() => bench.stop());
  await bench.app.send("POST", BACKFILL);
  const deleted = bench.account.runs.slice(0, 20).map(({ id }) => id);
  for (const id of deleted) bench.account.deleteRun(id);
  bench.advance(60_000);
  return { bench, deleted };
}

const byText = (left: readonly string[], right: readonly string[]): number =>
  left.join(" ").localeCompare(right.join(" "), "en");

const idsOf = async (bench: ImportBench) => new Set((await readRows(bench.sql)).map(({ runId }) => runId));

async function report(bench: ImportBench, runId: string, as = "alice"): Promise<void> {
  const body = { runId, scraperId: "actor", source: "enrich", status: "SUCCEEDED", costUsd: 1.5 };
  await bench.app.send("POST", "/api/scraper-runs", { body, as });
}

describe("an import without reset", () => {
  test("keeps the rows of runs that Apify deleted", async () => {
    const { bench, deleted } = await startAfterRetention();
    const { body } = await bench.app.send("POST", BACKFILL);
    expect(body).toMatchObject({ runsRemoved: 0 });
    const ids = await idsOf(bench);
    expect(deleted.every((id) => ids.has(id))).toBe(true);
  });
});

describe("a reset", () => {
  test("removes the imported rows that it did not meet, tells how many, and equals Apify", async () => {
    const { bench } = await startAfterRetention();
    const { status, body } = await bench.app.send("POST", `${BACKFILL}?reset=1`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ runsListed: 100, runsRecorded: 100, runsRemoved: 20 });
    expect(await differencesFromApify(bench)).toEqual([]);
  });

  test("reads every run again, so that a cost that was corrected is corrected here", async () => {
    const { bench } = await startAfterRetention();
    bench.account.repricePlatformUsage(0.5);
    await bench.app.send("POST", `${BACKFILL}?reset=1`);
    expect(await differencesFromApify(bench)).toEqual([]);
  });

  test("touches no row that a feature recorded, and no other user's", async () => {
    const { bench, deleted } = await startAfterRetention();
    const [imported = ""] = deleted;
    await report(bench, "of-a-feature");
    await report(bench, imported);
    await report(bench, imported, "bob");
    await bench.app.send("POST", `${BACKFILL}?reset=1`);
    const rows = await readRows(bench.sql);
    expect(
      rows
        .filter(({ source }) => source === "enrich")
        .map(({ userId, runId }) => [userId, runId])
        .toSorted(byText),
    ).toEqual(
      [
        ["alice", "of-a-feature"],
        ["alice", imported],
        ["bob", imported],
      ].toSorted(byText),
    );
  });

  test("that fails in the middle leaves the ledger no emptier; going on, it ends as if it had not failed", async () => {
    const { bench } = await startAfterRetention(MANY);
    const before = await idsOf(bench);
    const takeBack = bench.standIn.fail({
      match: { path: /actor-runs\/./ },
      after: INTO_THE_SECOND_COMMIT,
      with: { kind: "html" },
    });
    expect((await bench.app.send("POST", `${BACKFILL}?reset=1`)).status).toBe(502);
    expect(await idsOf(bench)).toEqual(before);
    takeBack();
    bench.advance(60_000);
    await bench.app.send("POST", REFRESH);
    expect(await differencesFromApify(bench)).toEqual([]);
  });

  test("that is cancelled removes nothing", async () => {
    const { bench } = await startAfterRetention(MANY);
    const before = await idsOf(bench);
    bench.standIn.fail({
      match: { path: /actor-runs\/./ },
      after: INTO_THE_SECOND_COMMIT,
      with: { kind: "slow", delayMs: Infinity },
    });
    const done = bench.app.send("POST", `${BACKFILL}?reset=1`);
    await expect
      .poll(async () => (await bench.ledger.latestImport("alice"))?.runsRecorded, { interval: 5 })
      .toBe(RUNS_PER_COMMIT);
    await bench.app.send("DELETE", BACKFILL);
    await done;
    expect(await idsOf(bench)).toEqual(before);
  });

  test("that goes on after another import has met its runs anew removes none of them", async () => {
    const { bench } = await startAfterRetention(MANY);
    const takeBack = bench.standIn.fail({
      match: { path: /actor-runs\/./ },
      after: INTO_THE_SECOND_COMMIT,
      with: { kind: "html" },
    });
    await bench.app.send("POST", `${BACKFILL}?reset=1`);
    takeBack();
    bench.advance(60_000);
    expect((await bench.app.send("POST", `${BACKFILL}?days=30`)).status).toBe(200);
    bench.advance(60_000);
    expect((await bench.app.send("POST", REFRESH)).status).toBe(200);
    expect(await differencesFromApify(bench)).toEqual([]);
  });

  test("keeps the sums equal to the rows", async () => {
    const { bench } = await startAfterRetention();
    await bench.app.send("POST", `${BACKFILL}?reset=1&days=20`);
    const rows = await readRows(bench.sql);
    expect(rows.every(({ createdAtMs }) => createdAtMs >= NOW - 20 * DAY_MS)).toBe(true);
    expect(await readRollupLines(bench.sql)).toEqual(rollupLinesOf(rows));
  });
});
