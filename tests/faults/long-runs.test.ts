import { describe, expect, test } from "vitest";
import type { ScraperRun } from "../../shared/api/scraper-runs.ts";
import { generateRuns } from "../support/apify/generate-runs.ts";
import { costsOf } from "../support/apify/ledger-totals.ts";
import { StandInAccount } from "../support/apify/stand-in-account.ts";
import { expectExact, expectSumsFollow } from "../support/faults/expect-exact.ts";
import {
  aDetail,
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  NOW,
  SECOND_MS,
  startFaultBench,
  type FaultBench,
} from "../support/faults/fault-bench.ts";
import { refreshFor, refreshUntilSettled } from "../support/faults/follow.ts";

const runOf = async (bench: FaultBench, runId: string) =>
  (await bench.app.get(`/api/scraper-runs/${runId}`)).body as ScraperRun;

const detailsOf = (bench: FaultBench, runId: string) =>
  bench.standIn.requests.filter(({ path }) => path === `/v2/actor-runs/${runId}`).length;

describe("a run that lasts for days", () => {
  test("is followed through every status to its end after six, with ever fewer requests", async () => {
    const bench = await startFaultBench({ isInProcess: true });
    const { id } = bench.account.addRun({ startedAtMs: NOW - SECOND_MS, status: "READY", costUsd: null });
    const at = (ms: number, change: Parameters<StandInAccount["updateRun"]>[1]) =>
      bench.clock.at(NOW + ms, () => void bench.account.updateRun(id, change));
    at(MINUTE_MS, { status: "RUNNING", costUsd: 0 });
    for (let hour = 1; hour < 6 * 24; hour += 1) at(hour * HOUR_MS, { costUsd: hour * 0.05 });
    at(6 * DAY_MS, { status: "TIMING-OUT", costUsd: 7.25 });
    at(6 * DAY_MS + 2 * MINUTE_MS, {
      status: "TIMED-OUT",
      finishedAtMs: NOW + 6 * DAY_MS + 2 * MINUTE_MS,
      costUsd: 7.5,
      settles: { atMs: NOW + 6 * DAY_MS + 2 * MINUTE_MS + 9 * SECOND_MS, firstCostUsd: 7.25 },
    });
    expect(await bench.refresh()).toBeNull();
    expect(await runOf(bench, id)).toMatchObject({ status: "READY", costNanoUsd: null });
    await refreshFor(bench, DAY_MS, 15 * MINUTE_MS);
    expect((await bench.status()).runsInProgress).toBe(1);
    const firstDay = detailsOf(bench, id);
    await refreshFor(bench, 4 * DAY_MS, HOUR_MS);
    expect(detailsOf(bench, id) - firstDay).toBeLessThanOrEqual(4 * 48);
    await refreshFor(bench, DAY_MS + 10 * MINUTE_MS, 15 * MINUTE_MS);
    await refreshUntilSettled(bench);
    expect(await runOf(bench, id)).toMatchObject({ status: "TIMED-OUT", costNanoUsd: "7500000000" });
    await expectExact(bench, { atMostRequests: 700 });
  });

  test("and that Apify deletes while it goes on keeps its last known cost and is asked for no more", async () => {
    const bench = await startFaultBench({ isInProcess: true });
    const { id } = bench.account.addRun({ startedAtMs: NOW - MINUTE_MS, status: "RUNNING", costUsd: 0.75 });
    expect(await bench.refresh()).toBeNull();
    bench.account.deleteRun(id);
    await refreshFor(bench, 2 * HOUR_MS);
    expect(await runOf(bench, id)).toMatchObject({ isGone: true, costNanoUsd: "750000000" });
    expect(await bench.status()).toMatchObject({ runsInProgress: 0, nextReadingAt: null });
    const asked = detailsOf(bench, id);
    await refreshFor(bench, 2 * HOUR_MS);
    expect(detailsOf(bench, id)).toBe(asked);
    await expectExact(bench, { atMostRequests: 60, otherwise: new Map([[id, 750_000_000n]]) });
  });

  test("and that goes on after its end, twice, costs what it costs in the end", async () => {
    const bench = await startFaultBench({ isInProcess: true });
    const { id } = bench.account.addRun({ startedAtMs: NOW - 20 * HOUR_MS, costUsd: 1 });
    expect(await bench.refresh()).toBeNull();
    await refreshUntilSettled(bench);
    for (const costUsd of [2, 3.5]) {
      bench.account.resurrect(id);
      await refreshFor(bench, 2 * HOUR_MS, 15 * MINUTE_MS);
      expect(await runOf(bench, id)).toMatchObject({ status: "RUNNING", settledAt: null });
      bench.account.updateRun(id, { status: "SUCCEEDED", finishedAtMs: bench.clock.now(), costUsd });
      await refreshFor(bench, HOUR_MS, 15 * MINUTE_MS);
      await refreshUntilSettled(bench);
    }
    expect(await runOf(bench, id)).toMatchObject({ costNanoUsd: "3500000000", repriced: null });
    await expectExact(bench, { atMostRequests: 90 });
  });
});

describe("an absence longer than Apify keeps runs", () => {
  const KEPT_DAYS = 7;

  test("lets the history begin anew, keeps every row, and tells so", async () => {
    const runs = generateRuns({ count: 80, seed: 31, from: new Date(NOW - 6 * DAY_MS), to: new Date(NOW - DAY_MS) });
    const bench = await startFaultBench({
      account: new StandInAccount({ runs, plan: { dataRetentionDays: KEPT_DAYS } }),
      isInProcess: true,
    });
    expect(await bench.refresh()).toBeNull();
    await refreshUntilSettled(bench);
    const kept = costsOf(bench.account.runs);
    const before = await expectSumsFollow(bench);
    expect(Date.parse((await bench.status()).completeFrom ?? "")).toBe(NOW - KEPT_DAYS * DAY_MS);

    for (let hour = 1; hour < 20 * 24; hour += 1) {
      bench.clock.at(NOW + hour * HOUR_MS, () => {
        bench.account.addRun({ startedAtMs: NOW + hour * HOUR_MS, costUsd: hour / 1e4 });
      });
    }
    bench.clock.advance(20 * DAY_MS);
    for (const { id, startedAtMs } of bench.account.runs.slice(0)) {
      if (startedAtMs < bench.clock.now() - KEPT_DAYS * DAY_MS) bench.account.deleteRun(id);
    }
    bench.standIn.forgetRequests();
    expect(await bench.refresh()).toBeNull();
    await refreshUntilSettled(bench);
    expect(Date.parse((await bench.status()).completeFrom ?? "")).toBeGreaterThanOrEqual(NOW + 13 * DAY_MS);
    const rows = await expectExact(bench, { atMostRequests: 8 * 24 * 2, otherwise: kept });
    expect(rows.length).toBe(before.length + bench.account.runs.length);
    const details = bench.standIn.requests.filter(({ path }) => aDetail.path.test(path)).length;
    expect(details).toBeLessThanOrEqual(bench.account.runs.length + 30);
  });
});
