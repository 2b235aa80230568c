import { describe, expect, onTestFinished, test } from "vitest";
import { RUNS_PER_COMMIT } from "../../../server/services/import/run-import.ts";
import { usageAndLimits } from "../../support/apify/fault.ts";
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

const RETENTION_DAYS = 31;

interface AfterRetention {
  readonly bench: ImportBench;
  /** What Apify keeps no more: it can't be read again. */
  readonly expired: readonly string[];
  /** What somebody deleted of the days that Apify keeps. */
  readonly deleted: readonly string[];
}

/** A ledger that was imported once, after which some of the oldest runs expired and a few others were deleted. */
async function startAfterRetention(count = 120): Promise<AfterRetention> {
  const runs = generateRuns({ count, seed: 7, from: new Date(NOW - 60 * DAY_MS), to: new Date(NOW - 2 * DAY_MS) });
  const bench = await startImportBench(new StandInAccount({ runs }), NOW);
  onTestFinished(() => bench.stop());
  await bench.app.send("POST", BACKFILL);
  const expired = bench.account.runs.slice(0, 20).map(({ id }) => id);
  const deleted = bench.account.runs.slice(-5).map(({ id }) => id);
  for (const id of [...expired, ...deleted]) bench.account.deleteRun(id);
  bench.advance(60_000);
  return { bench, expired, deleted };
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
    const { bench, expired, deleted } = await startAfterRetention();
    const { body } = await bench.app.send("POST", BACKFILL);
    expect(body).toMatchObject({ runsRemoved: 0 });
    const ids = await idsOf(bench);
    expect([...expired, ...deleted].every((id) => ids.has(id))).toBe(true);
  });
});

describe("a reset", () => {
  test("removes the imported rows that it did not meet, tells how many, and equals Apify as far as Apify goes back", async () => {
    const { bench, expired, deleted } = await startAfterRetention();
    const { status, body } = await bench.app.send("POST", `${BACKFILL}?reset=1`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ runsListed: 95, runsRecorded: 95, runsNew: 0, runsRemoved: 5 });
    expect(await differencesFromApify(bench, expired)).toEqual([]);
    const ids = await idsOf(bench);
    expect(deleted.filter((id) => ids.has(id))).toEqual([]);
  });

  test("keeps, to the row, what Apify keeps no more", async () => {
    const { bench, expired } = await startAfterRetention();
    const isExpired = new Set(expired);
    const expiredRows = async () => (await readRows(bench.sql)).filter(({ runId }) => isExpired.has(runId));
    const before = await expiredRows();
    expect(before).toHaveLength(20);
    expect(before.every(({ createdAtMs }) => createdAtMs < NOW - RETENTION_DAYS * DAY_MS)).toBe(true);
    await bench.app.send("POST", `${BACKFILL}?reset=1`);
    expect(await expiredRows()).toEqual(before);
  });

  test("where nobody may know what Apify keeps, leaves what is older than all that Apify still has", async () => {
    const { bench, expired } = await startAfterRetention();
    bench.standIn.fail({ match: usageAndLimits, with: { kind: "insufficient-permissions" } });
    await bench.sql.execute("update histories set retention_days = null, retention_read_at = null");
    expect((await bench.app.send("POST", `${BACKFILL}?reset=1`)).body).toMatchObject({ runsRemoved: 5 });
    expect(await differencesFromApify(bench, expired)).toEqual([]);
  });

  test("reads every run again, so that a cost that was corrected is corrected here", async () => {
    const { bench, expired } = await startAfterRetention();
    bench.account.repricePlatformUsage(0.5);
    await bench.app.send("POST", `${BACKFILL}?reset=1`);
    expect(await differencesFromApify(bench, expired)).toEqual([]);
  });

  test("takes back what a price beside a settled cost said", async () => {
    const { bench } = await startAfterRetention();
    const run = bench.account.runs.toReversed().find(({ pricing }) => pricing.model === "FREE");
    const find = () => bench.ledger.findRun("alice", run?.id ?? "");
    bench.account.repricePlatformUsage(0.5);
    await bench.app.send("POST", BACKFILL);
    const settled = await find();
    expect(settled?.repriced?.costNanoUsd).toBeLessThan(settled?.costNanoUsd ?? 0n);
    await bench.app.send("POST", `${BACKFILL}?reset=1`);
    expect(await find()).toMatchObject({ costNanoUsd: settled?.repriced?.costNanoUsd, repriced: null });
  });

  test("leaves a settled run settled that Apify deletes between the list and its detail", async () => {
    const { bench } = await startAfterRetention();
    const [doomed] = bench.account.runs.toReversed();
    const find = () => bench.ledger.findRun("alice", doomed?.id ?? "");
    const before = await find();
    bench.standIn.fail({
      match: ({ path }) => {
        if (path === `/v2/actor-runs/${doomed?.id}` && bench.account.run(doomed?.id ?? ""))
          bench.account.deleteRun(doomed?.id ?? "");
        return false;
      },
      with: { kind: "reset" },
    });
    await bench.app.send("POST", `${BACKFILL}?reset=1`);
    expect(before?.settledAtMs).not.toBeNull();
    expect(await find()).toEqual({ ...before, isGone: true });
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
    const { bench, expired } = await startAfterRetention(MANY);
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
    expect(await differencesFromApify(bench, expired)).toEqual([]);
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
    const { bench, expired } = await startAfterRetention(MANY);
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
    expect(await differencesFromApify(bench, expired)).toEqual([]);
  });

  test("of fewer days leaves what is older as it is, and keeps the sums equal to the rows", async () => {
    const { bench, deleted } = await startAfterRetention();
    const isOlder = ({ createdAtMs }: { readonly createdAtMs: number }) => createdAtMs < bench.now() - 20 * DAY_MS;
    const before = (await readRows(bench.sql)).filter(isOlder);
    expect(before.some(({ createdAtMs }) => createdAtMs >= bench.now() - RETENTION_DAYS * DAY_MS)).toBe(true);
    const { body } = await bench.app.send("POST", `${BACKFILL}?reset=1&days=20`);
    expect(body).toMatchObject({ runsRemoved: deleted.length });
    const rows = await readRows(bench.sql);
    expect(rows.filter(isOlder)).toEqual(before);
    expect(await readRollupLines(bench.sql)).toEqual(rollupLinesOf(rows));
  });
});
