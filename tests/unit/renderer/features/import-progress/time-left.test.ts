import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { roundedTime, timeLeftMs } from "../../../../../renderer/features/import-progress/time-left.ts";

const NOW = Date.parse("2025-02-28T10:00:00Z");
const progress = (elapsedMs: number, runsRecorded: number, runsExpected: number | null, runsListed = runsRecorded) => ({
  startedAt: new Date(NOW - elapsedMs).toISOString(),
  runsListed,
  runsRecorded,
  runsExpected,
});

describe("the time left", () => {
  test.each([
    ["a quarter done in a minute", progress(60_000, 250, 1000), 180_000],
    ["half done", progress(10_000, 50, 100), 10_000],
    ["all done", progress(10_000, 100, 100), 0],
    ["more found than was expected", progress(10_000, 50, 60, 100), 10_000],
  ])("is told with %s", (_, given, leftMs) => {
    expect(timeLeftMs(given, NOW)).toBe(leftMs);
  });

  test.each([
    ["in the first three seconds", progress(2999, 500, 1000)],
    ["before two percent are done", progress(60_000, 19, 1000)],
    ["without a count", progress(60_000, 500, null)],
    ["with nothing to read", progress(60_000, 0, 0)],
    ["when the clock was set back", progress(-60_000, 500, 1000)],
  ])("is not told %s", (_, given) => {
    expect(timeLeftMs(given, NOW)).toBeNull();
  });

  test("is never negative", () => {
    const count = fc.integer({ min: 0, max: 100_000 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_400_000 }), count, count, count, (elapsedMs, done, expected, listed) => {
        const leftMs = timeLeftMs(progress(elapsedMs, done, expected, listed), NOW);
        expect(leftMs === null || (leftMs >= 0 && Number.isFinite(leftMs))).toBe(true);
      }),
    );
  });
});

test.each([
  [0, { unit: "lessThanMinute", count: 0 }],
  [29_000, { unit: "lessThanMinute", count: 0 }],
  [31_000, { unit: "minutes", count: 1 }],
  [100_000, { unit: "minutes", count: 2 }],
  [80 * 60_000, { unit: "minutes", count: 80 }],
  [100 * 60_000, { unit: "hours", count: 2 }],
])("%d ms are rounded to %j", (ms, rounded) => {
  expect(roundedTime(ms)).toEqual(rounded);
});
