import { describe, expect, test } from "vitest";
import { generateRuns } from "../support/apify/generate-runs.ts";
import { costsOf } from "../support/apify/ledger-totals.ts";
import { expectExact } from "../support/faults/expect-exact.ts";
import { aList, DAY_MS, HOUR_MS, NOW, startFaultBench, type FaultBench } from "../support/faults/fault-bench.ts";
import { refreshFor, refreshUntilSettled } from "../support/faults/follow.ts";
import { movingAccount } from "../support/faults/moving-account.ts";
import { usePagesOf } from "../support/faults/small-pages.ts";

const PAGE = 50;

async function startWith(count: number, sameInstant = 0): Promise<FaultBench> {
  const from = new Date(NOW - 20 * DAY_MS);
  const runs = generateRuns({ count, seed: 11, from, to: new Date(NOW - 2 * HOUR_MS), sameInstant });
  return startFaultBench({ runs, isInProcess: true });
}

describe("while pages are read", () => {
  test.each([1, 2, 3, 4, 5, 6])(
    "runs that are appended, deleted, resurrected and ended are neither lost nor counted twice (seed %i)",
    async (seed) => {
      const bench = await startWith(400);
      const moving = movingAccount(bench, seed);
      let isMoving = true;
      usePagesOf(bench, PAGE, () => {
        if (isMoving) moving.stir();
      });
      expect(await bench.backfill("?days=90")).toBeNull();
      for (let count = 0; count < 4; count += 1) {
        expect(await bench.refresh()).toBeNull();
        bench.clock.advance(HOUR_MS);
      }
      isMoving = false;
      moving.endAll();
      // A run that goes on after its end keeps its old place: the sweeps of a day find it.
      await refreshFor(bench, 25 * HOUR_MS, HOUR_MS);
      await refreshUntilSettled(bench);
      await expectExact(bench, { atMostRequests: 1_200, otherwise: await moving.deletedInLedger() });
    },
  );

  test("each is met although those before it on its page are deleted", async () => {
    const bench = await startWith(200);
    const deleted = bench.account.runs.slice(-60);
    usePagesOf(bench, PAGE, (page) => {
      if (page === 2) for (const { id } of deleted) bench.account.deleteRun(id);
    });
    expect(await bench.refresh()).toBeNull();
    // The first page told of 50 of them, and they were read before the second was asked for.
    const totals = await bench.ledger.totalsOfAll("alice");
    expect(totals.runs).toBe(140 + PAGE);
    const otherwise = costsOf(deleted.slice(-PAGE));
    await expectExact(bench, { atMostRequests: 215, otherwise });
  });
});

describe("runs that start in the same millisecond", () => {
  test.each([PAGE - 1, PAGE, PAGE + 1, 3 * PAGE, 3 * PAGE + 7])(
    "%i of them over the edges of pages of 50: each is there once",
    async (sameInstant) => {
      const bench = await startWith(260, sameInstant);
      usePagesOf(bench, PAGE);
      expect(await bench.refresh()).toBeNull();
      await expectExact(bench, { atMostRequests: 280 });
      const lists = bench.standIn.requests.filter(({ path }) => aList.path.test(path));
      expect(lists.length).toBeLessThanOrEqual(14);
    },
  );

  test("all of them, which nothing but an offset can page through", async () => {
    const bench = await startWith(3 * PAGE, 3 * PAGE);
    usePagesOf(bench, PAGE);
    expect(await bench.refresh()).toBeNull();
    await expectExact(bench, { atMostRequests: 160 });
  });

  test("one more starts in that instant between two pages", async () => {
    const bench = await startWith(3 * PAGE, 3 * PAGE);
    const [first] = bench.account.runs;
    usePagesOf(bench, PAGE, (page) => {
      if (page === 3) bench.account.addRun({ startedAtMs: first?.startedAtMs ?? 0, costUsd: 0.125 });
    });
    expect(await bench.refresh()).toBeNull();
    await refreshFor(bench, 25 * HOUR_MS, HOUR_MS);
    await expectExact(bench, { atMostRequests: 330 });
  });
});
