import { describe, expect, test } from "vitest";
import type { SpendingChart } from "../../shared/api/spending-chart.ts";
import { decimalUsd } from "../../shared/domain/money.ts";
import { expectExact } from "../support/faults/expect-exact.ts";
import {
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  SECOND_MS,
  startFaultBench,
  type FaultBench,
} from "../support/faults/fault-bench.ts";
import { refreshFor, refreshUntilSettled } from "../support/faults/follow.ts";
import { lastDates, sumsByDate, type Row } from "../support/ledger/row-oracle.ts";

const NIGHTS: readonly (readonly [timeZone: string, what: string, changeAt: string])[] = [
  ["Europe/Paris", "3 o'clock becomes 2", "2026-10-25T01:00:00Z"],
  ["Europe/Paris", "2 o'clock becomes 3", "2026-03-29T01:00:00Z"],
  ["America/New_York", "2 o'clock becomes 1", "2026-11-01T06:00:00Z"],
  ["America/New_York", "2 o'clock becomes 3", "2026-03-08T07:00:00Z"],
  ["Australia/Lord_Howe", "2 o'clock becomes half past 1", "2026-04-04T15:00:00Z"],
  ["Australia/Lord_Howe", "2 o'clock becomes half past 2", "2026-10-03T15:30:00Z"],
  ["America/Santiago", "midnight becomes 11 in the evening", "2026-04-05T03:00:00Z"],
  ["Africa/Cairo", "midnight becomes 1 o'clock", "2026-04-23T22:00:00Z"],
];

async function expectDays(bench: FaultBench, rows: readonly Row[], timeZone: string): Promise<void> {
  const nowMs = bench.clock.now();
  const { body } = await bench.app.get(`/api/dashboard/spending-chart?timeRange=7d&tz=${timeZone}`);
  const dates = lastDates(7, nowMs, timeZone);
  const sums = sumsByDate(rows, dates, timeZone).map(({ costNanoUsd, runs }, index) => ({
    date: dates[index],
    costUsd: Number(decimalUsd(costNanoUsd)),
    runs,
  }));
  expect(body).toMatchObject(sums);
  expect(body as SpendingChart).toHaveLength(7);

  const { body: week } = await bench.app.get(`/api/scraper-runs/summary?period=week&tz=${timeZone}`);
  expect(week).toMatchObject({ totalRuns: sums.reduce((total, { runs }) => total + runs, 0) });
}

describe("in the night of a change of the clocks", () => {
  test.each(NIGHTS)("%s, where %s, each run counts once, on the day of its start", async (timeZone, _, changeAt) => {
    const changeMs = Date.parse(changeAt);
    const startMs = changeMs - 26 * HOUR_MS;
    const bench = await startFaultBench({ startMs, isInProcess: true });
    for (let index = 0; index < 52 * 4; index += 1) {
      bench.clock.at(startMs + index * 15 * MINUTE_MS, () => {
        const startedAtMs = bench.clock.now() - 1;
        bench.account.addRun({
          startedAtMs,
          finishedAtMs: startedAtMs + SECOND_MS,
          costUsd: 0.000_000_1 * (index + 1),
        });
      });
    }
    await refreshFor(bench, 52 * HOUR_MS, 90 * MINUTE_MS);
    await refreshUntilSettled(bench);
    const rows = await expectExact(bench, { atMostRequests: 208 * 2 + 80 });
    expect(rows).toHaveLength(208);
    await expectDays(bench, rows, timeZone);
    bench.clock.advance(2 * DAY_MS);
    await expectDays(bench, rows, timeZone);
  });
});
