import { expect, test } from "vitest";
import { generateRuns } from "../support/apify/generate-runs.ts";
import { expectExact } from "../support/faults/expect-exact.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, NOW, startFaultBench } from "../support/faults/fault-bench.ts";
import { refreshFor } from "../support/faults/follow.ts";
import { usePagesOf } from "../support/faults/small-pages.ts";
import { WRONG_CLOCKS } from "../support/faults/wrong-clocks.ts";

const PAGE = 20;

test.each(WRONG_CLOCKS)(
  "with Décompte's clock %s, a refresh of an account with nothing new costs at most 2 requests",
  async (_, clockAheadMs) => {
    const from = new Date(NOW - 20 * DAY_MS);
    const runs = generateRuns({ count: 5 * PAGE, seed: 29, from, to: new Date(NOW - 2 * HOUR_MS) });
    const bench = await startFaultBench({ runs, clockAheadMs, isInProcess: true });
    usePagesOf(bench, PAGE);
    expect(await bench.refresh()).toBeNull();
    // After a day everything is settled, and both sweeps of the past have been made.
    await refreshFor(bench, 26 * HOUR_MS, 2 * HOUR_MS);
    for (let count = 0; count < 6; count += 1) {
      bench.clock.advance(5 * MINUTE_MS);
      bench.standIn.forgetRequests();
      expect(await bench.refresh()).toBeNull();
      expect(bench.standIn.requests.length).toBeLessThanOrEqual(2);
    }
    await expectExact(bench, { atMostRequests: 2 });
  },
);
