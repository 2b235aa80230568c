import { expect, test } from "vitest";
import { nextRefreshAtMs, NO_BACKOFF } from "../../electron/main/refresh-schedule.ts";
import { usageAndLimits } from "../support/apify/fault.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, NOW, startFaultBench } from "../support/faults/fault-bench.ts";
import { readRows } from "../support/ledger/row-oracle.ts";

test.each([-40 * DAY_MS, -2 * HOUR_MS, 0, 2 * HOUR_MS, 40 * DAY_MS])(
  "a clock that is %d ms ahead makes the schedule ask no more often",
  async (clockAheadMs) => {
    const bench = await startFaultBench({ isInProcess: true, clockAheadMs });
    bench.account.addRun({ startedAtMs: NOW - 6 * HOUR_MS, status: "RUNNING", costUsd: 0.1 });
    let refreshes = 0;
    for (let nowMs = NOW + clockAheadMs; nowMs < NOW + clockAheadMs + HOUR_MS; refreshes += 1) {
      expect(await bench.refresh()).toBeNull();
      const nextMs = nextRefreshAtMs({
        refreshMinutes: 5,
        status: await bench.status(),
        isWindowVisible: false,
        lastEndedAtMs: nowMs,
        backoff: NO_BACKOFF,
        nowMs,
      });
      expect(nextMs).not.toBeNull();
      bench.clock.advance((nextMs ?? nowMs) - nowMs);
      nowMs = nextMs ?? Number.POSITIVE_INFINITY;
    }
    expect(refreshes).toBeLessThanOrEqual(20);
    expect(bench.standIn.requests.length).toBeLessThanOrEqual(60);
  },
);

test("a token that may not read limits, on a clock a year ahead, still imports what was asked for", async () => {
  const bench = await startFaultBench({ isInProcess: true, clockAheadMs: 365 * DAY_MS });
  for (let day = 0; day < 60; day += 1) {
    bench.account.addRun({ startedAtMs: NOW - day * DAY_MS - MINUTE_MS, costUsd: 1 });
  }
  bench.standIn.fail({ match: usageAndLimits, with: { kind: "insufficient-permissions" } });
  expect(await bench.refresh()).toBeNull();
  expect(await readRows(bench.sql)).toHaveLength(60);
  expect((await bench.ledger.history("alice")).complete?.toMs).toBeLessThan(NOW + HOUR_MS);
});
