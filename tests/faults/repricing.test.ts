import { expect, test } from "vitest";
import type { ScraperRun } from "../../shared/api/scraper-runs.ts";
import { nanoUsd, standInLedgerTotals } from "../support/apify/ledger-totals.ts";
import { expectExact, expectSumsFollow } from "../support/faults/expect-exact.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, NOW, startFaultBench, type FaultBench } from "../support/faults/fault-bench.ts";
import { refreshFor, refreshUntilSettled } from "../support/faults/follow.ts";

const RUNS = 30;

/** Runs of the last five hours that the user pays by platform usage, all settled. */
async function startSettled(): Promise<FaultBench> {
  const bench = await startFaultBench();
  for (let index = 0; index < RUNS; index += 1) {
    const startedAtMs = NOW - (index + 1) * 10 * MINUTE_MS;
    bench.account.addRun({
      startedAtMs,
      pricing: { model: "FREE" },
      usageUsd: { ACTOR_COMPUTE_UNITS: 0.0123456789 * (index + 1) },
    });
  }
  expect(await bench.refresh()).toBeNull();
  await refreshUntilSettled(bench);
  await expectExact(bench, { atMostRequests: 2 * RUNS + 10 });
  bench.standIn.forgetRequests();
  return bench;
}

const runOf = async (bench: FaultBench, runId: string) =>
  (await bench.app.get(`/api/scraper-runs/${runId}`)).body as ScraperRun;

test("what Apify prices anew stands beside the settled amount, and no total moves", async () => {
  const bench = await startSettled();
  const settled = standInLedgerTotals(bench.account);
  bench.account.repricePlatformUsage(1.5);
  await refreshFor(bench, 2 * HOUR_MS);
  await expectExact(bench, { atMostRequests: 24 * 2 + RUNS + 4, otherwise: settled });
  for (const { id, costUsd } of bench.account.runs) {
    const { costNanoUsd, repriced } = await runOf(bench, id);
    expect(costNanoUsd).toBe(String(settled.get(id)));
    expect(repriced?.costNanoUsd).toBe(String(nanoUsd(costUsd ?? 0)));
  }
});

test("the former price again takes the other amount away", async () => {
  const bench = await startSettled();
  const [run] = bench.account.runs;
  const runId = run?.id ?? "";
  const setCost = (costUsd: number) =>
    bench.account.updateRun(runId, { costUsd, usageUsd: { ACTOR_COMPUTE_UNITS: costUsd } });
  const before = run?.costUsd ?? 0;
  setCost(7);
  await refreshFor(bench, HOUR_MS);
  expect((await runOf(bench, runId)).repriced?.costNanoUsd).toBe("7000000000");
  setCost(before);
  await refreshFor(bench, HOUR_MS);
  expect((await runOf(bench, runId)).repriced).toBeNull();
  await expectExact(bench, { atMostRequests: 60 });
});

test("re-pricing in each of ten days never adds up", async () => {
  const bench = await startSettled();
  const settled = standInLedgerTotals(bench.account);
  for (let day = 1; day <= 10; day += 1) {
    bench.account.repricePlatformUsage(0.9);
    bench.clock.advance(DAY_MS);
    expect(await bench.refresh()).toBeNull();
    await expectSumsFollow(bench);
  }
  await expectExact(bench, { atMostRequests: 10 * (RUNS + 3), otherwise: settled });
});

test("a reset makes the new price the settled one", async () => {
  const bench = await startSettled();
  bench.account.repricePlatformUsage(2);
  bench.clock.advance(HOUR_MS);
  expect(await bench.backfill("?days=7&reset=1")).toBeNull();
  await refreshUntilSettled(bench);
  await expectExact(bench, { atMostRequests: 2 * RUNS + 10 });
});
