import { describe, expect, onTestFinished, test } from "vitest";
import { generateRuns, type GenerateRunsOptions } from "../../support/apify/generate-runs.ts";
import { StandInAccount } from "../../support/apify/stand-in-account.ts";
import { differencesFromApify } from "../../support/ledger/compare-with-apify.ts";
import { startImportBench, type ImportBench } from "../../support/ledger/import-bench.ts";
import { readRows } from "../../support/ledger/row-oracle.ts";

const NOW = Date.parse("2026-11-22T10:00:00Z");
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const REFRESH = "/api/scraper-runs/refresh";

async function start(generate: Partial<GenerateRunsOptions> = {}): Promise<ImportBench> {
  const runs = generateRuns({
    count: 60,
    seed: 3,
    from: new Date(NOW - 80 * DAY_MS),
    to: new Date(NOW - HOUR_MS),
    ...generate,
  });
  const bench = await startImportBench(new StandInAccount({ runs }), NOW);
  onTestFinished(() => bench.stop());
  return bench;
}

async function refresh(bench: ImportBench): Promise<void> {
  const { status, body } = await bench.app.send("POST", REFRESH);
  expect([status, body]).toMatchObject([200, {}]);
}

const costOf = async (bench: ImportBench, runId: string) =>
  (await readRows(bench.sql)).find((row) => row.runId === runId)?.costNanoUsd;

describe("a refresh", () => {
  test("of an empty ledger imports the last 90 days", async () => {
    const bench = await start();
    await refresh(bench);
    expect(await differencesFromApify(bench)).toEqual([]);
  });

  test("asks for the time since the last one, with a day of margin, and meets new runs", async () => {
    const bench = await start();
    await refresh(bench);
    bench.advance(5 * MINUTE_MS);
    const { id } = bench.account.addRun({ startedAtMs: bench.now() - MINUTE_MS, costUsd: 0.25 });
    bench.standIn.forgetRequests();
    await refresh(bench);
    expect(await costOf(bench, id)).toBe(250_000_000n);
    const [list] = bench.standIn.requests;
    expect(list?.query.get("startedAfter")).toBe(new Date(NOW - DAY_MS).toISOString());
    expect(await differencesFromApify(bench)).toEqual([]);
  });

  test("follows a run from its start to its end, however long it takes", async () => {
    const bench = await start();
    const { id } = bench.account.addRun({ startedAtMs: NOW - MINUTE_MS, status: "RUNNING", costUsd: 0.1 });
    await refresh(bench);
    expect(await costOf(bench, id)).toBe(100_000_000n);
    bench.advance(5 * DAY_MS);
    bench.account.updateRun(id, { costUsd: 3.5 });
    await refresh(bench);
    expect(await costOf(bench, id)).toBe(3_500_000_000n);
    bench.advance(3 * DAY_MS);
    bench.account.updateRun(id, { status: "SUCCEEDED", finishedAtMs: bench.now() - HOUR_MS, costUsd: 6 });
    await refresh(bench);
    expect(await costOf(bench, id)).toBe(6_000_000_000n);
    expect(await differencesFromApify(bench)).toEqual([]);
  });

  test("reads a run again whose cost was still moving when it was read, and knows no zero before", async () => {
    const bench = await start();
    const finishedAtMs = NOW - 2_000;
    const settling = { startedAtMs: NOW - MINUTE_MS, finishedAtMs, chargedEventCounts: { result: 10 }, costUsd: 0.05 };
    const zero = bench.account.addRun({ ...settling, settles: { atMs: finishedAtMs + 9_000, firstCostUsd: 0 } });
    const part = bench.account.addRun({ ...settling, settles: { atMs: finishedAtMs + 9_000, firstCostUsd: 0.0015 } });
    await refresh(bench);
    expect(await costOf(bench, part.id)).toBe(1_500_000n);
    expect([null, 0n]).toContain(await costOf(bench, zero.id));
    bench.advance(MINUTE_MS);
    await refresh(bench);
    expect(await costOf(bench, zero.id)).toBe(50_000_000n);
    expect(await costOf(bench, part.id)).toBe(50_000_000n);
  });

  test("finds a run of the last day that was resurrected and cost more", async () => {
    const bench = await start();
    const { id } = bench.account.addRun({ startedAtMs: NOW - 5 * HOUR_MS, costUsd: 0.1 });
    await refresh(bench);
    bench.advance(HOUR_MS);
    bench.account.resurrect(id);
    bench.account.updateRun(id, { status: "SUCCEEDED", finishedAtMs: bench.now() - MINUTE_MS, costUsd: 0.9 });
    await refresh(bench);
    expect(await costOf(bench, id)).toBe(900_000_000n);
  });

  test("leaves a settled cost alone when Apify prices history anew", async () => {
    const bench = await start();
    await refresh(bench);
    const before = await readRows(bench.sql);
    bench.account.repricePlatformUsage(3);
    bench.advance(2 * HOUR_MS);
    await refresh(bench);
    expect(await readRows(bench.sql)).toEqual(before);
  });

  test("asks for few details when nothing moved", async () => {
    const bench = await start({ from: new Date(NOW - HOUR_MS * 20) });
    await refresh(bench);
    bench.advance(2 * HOUR_MS);
    await refresh(bench);
    bench.standIn.forgetRequests();
    bench.advance(5 * MINUTE_MS);
    await refresh(bench);
    expect(bench.standIn.requests.filter(({ path }) => path !== "/v2/actor-runs")).toEqual([]);
  });

  test("after weeks away closes the gap", async () => {
    const bench = await start();
    await refresh(bench);
    for (let days = 1; days <= 40; days += 1)
      bench.account.addRun({ startedAtMs: NOW + days * DAY_MS, costUsd: days / 1000 });
    bench.advance(41 * DAY_MS);
    await refresh(bench);
    expect(await differencesFromApify(bench)).toEqual([]);
  });

  test("meets a run that Apify's clock puts ahead of this computer's", async () => {
    const bench = await start();
    const { id } = bench.account.addRun({ startedAtMs: NOW + 20 * MINUTE_MS, costUsd: 0.5 });
    await refresh(bench);
    expect(await costOf(bench, id)).toBe(500_000_000n);
  });
});
