import { describe, expect, test } from "vitest";
import { generateRuns } from "../support/apify/generate-runs.ts";
import { expectExact } from "../support/faults/expect-exact.ts";
import {
  aList,
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  NOW,
  SECOND_MS,
  startFaultBench,
  type FaultBench,
  type FaultBenchOptions,
} from "../support/faults/fault-bench.ts";
import { WRONG_CLOCKS } from "../support/faults/wrong-clocks.ts";
import { refreshFor, refreshUntilSettled } from "../support/faults/follow.ts";

const RUNS = 60;

async function start(options: FaultBenchOptions = {}): Promise<FaultBench> {
  const from = new Date(NOW - 20 * DAY_MS);
  const runs = generateRuns({ count: RUNS, seed: 23, from, to: new Date(NOW - 2 * HOUR_MS) });
  return startFaultBench({ runs, isInProcess: true, ...options });
}

/** Some of everything that a day brings: a run that ends at once, one that lasts, one that goes on after its end. */
function planADay(bench: FaultBench): void {
  const { account, clock } = bench;
  const startMs = clock.now();
  for (let index = 1; index <= 24; index += 1) {
    clock.at(startMs + index * 20 * MINUTE_MS, () => {
      const startedAtMs = clock.now();
      const { id } = account.addRun({ startedAtMs, status: "RUNNING", costUsd: 0.001 * index });
      clock.at(startedAtMs + index * 3 * MINUTE_MS, () => {
        const settles = { atMs: clock.now() + 9 * SECOND_MS, firstCostUsd: 0.0005 };
        account.updateRun(id, { status: "SUCCEEDED", finishedAtMs: clock.now(), costUsd: 0.01 * index, settles });
      });
      if (index % 6 === 0) clock.at(startedAtMs + 8 * HOUR_MS, () => void account.resurrect(id));
      if (index % 6 !== 0) return;
      clock.at(startedAtMs + 9 * HOUR_MS, () => {
        account.updateRun(id, { status: "ABORTED", finishedAtMs: clock.now(), costUsd: 0.02 * index, settles: null });
      });
    });
  }
}

describe("with Décompte's clock", () => {
  test.each(WRONG_CLOCKS)("%s from the start, a day of runs ends exact", async (_, clockAheadMs) => {
    const bench = await start({ clockAheadMs });
    planADay(bench);
    expect(await bench.refresh()).toBeNull();
    await refreshFor(bench, 20 * HOUR_MS, 20 * MINUTE_MS);
    await refreshUntilSettled(bench);
    await expectExact(bench, { atMostRequests: 600 });
  });
});

describe("with a clock that jumps between refreshes", () => {
  const jumps = [3 * HOUR_MS, 0, -3 * HOUR_MS, 40 * DAY_MS, 0, -40 * DAY_MS, 90 * DAY_MS - NOW, 74 * 365 * DAY_MS, 0];

  test("back and forth by hours, days and decades, nothing is lost or counted twice, and it ends exact", async () => {
    const bench = await start();
    planADay(bench);
    expect(await bench.refresh()).toBeNull();
    for (let round = 0; round < 27; round += 1) {
      bench.setClockAheadMs(jumps[round % jumps.length] ?? 0);
      await refreshFor(bench, 80 * MINUTE_MS, 16 * MINUTE_MS);
    }
    await refreshUntilSettled(bench);
    await expectExact(bench, { atMostRequests: 900 });
  });

  test.each(jumps.filter((ms) => ms !== 0))(
    "by %i ms once and for ever, a cost that was provisional is settled all the same",
    async (jumpMs) => {
      const bench = await start();
      const settles = { atMs: NOW + 5 * MINUTE_MS, firstCostUsd: 0.0001 };
      bench.account.addRun({ startedAtMs: NOW - MINUTE_MS, finishedAtMs: NOW - SECOND_MS, costUsd: 0.5, settles });
      expect(await bench.refresh()).toBeNull();
      bench.setClockAheadMs(jumpMs);
      await refreshFor(bench, HOUR_MS);
      expect((await bench.status()).unsettledRuns).toBe(0);
      await expectExact(bench, { atMostRequests: RUNS + 60 });
    },
  );
});

describe("after a sleep", () => {
  test.each([
    ["of 0.1 s", 100],
    ["of 9 hours", 9 * HOUR_MS],
    ["of 3 days", 3 * DAY_MS],
    ["of 30 days", 30 * DAY_MS],
  ])("%s one refresh catches up, and twice in a row does not read twice", async (_, sleptMs) => {
    const bench = await start();
    expect(await bench.refresh()).toBeNull();
    await refreshUntilSettled(bench);
    planADay(bench);
    bench.standIn.forgetRequests();
    bench.clock.advance(sleptMs);
    expect(await bench.refresh()).toBeNull();
    const once = bench.standIn.requests.length;
    expect(once).toBeLessThanOrEqual(24 + 6);
    expect(await bench.refresh()).toBeNull();
    expect(bench.standIn.requests.length - once).toBeLessThanOrEqual(2);
    await refreshFor(bench, 36 * HOUR_MS, HOUR_MS);
    await refreshUntilSettled(bench);
    await expectExact(bench, { atMostRequests: 900 });
    expect(bench.standIn.requests.filter(({ path }) => aList.path.test(path)).length).toBeLessThanOrEqual(400);
  });
});
