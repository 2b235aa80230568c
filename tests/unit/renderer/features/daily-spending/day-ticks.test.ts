import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayTicks } from "../../../../../renderer/features/daily-spending/day-ticks.ts";

describe("the date axis", () => {
  test.each([
    [7, 700, [0, 1, 2, 3, 4, 5, 6]],
    [7, 250, [0, 2, 4, 6]],
    [30, 700, [2, 5, 8, 11, 14, 17, 20, 23, 26, 29]],
    [30, 220, [9, 19, 29]],
    [90, 220, [29, 59, 89]],
  ])("of %d days on %d pixels labels the days %j", (days, width, expected) => {
    expect(dayTicks(days, width)).toEqual(expected);
  });

  test("always labels today and keeps its labels apart", () => {
    fc.assert(
      fc.property(fc.constantFrom(7, 30, 90), fc.integer({ min: 120, max: 2000 }), (days, width) => {
        const ticks = dayTicks(days, width);
        expect(ticks.at(-1)).toBe(days - 1);
        expect(ticks[0]).toBeGreaterThanOrEqual(0);
        const gaps = ticks.slice(1).map((day, index) => ((day - (ticks[index] ?? 0)) / (days - 1)) * width);
        expect(Math.min(Number.POSITIVE_INFINITY, ...gaps)).toBeGreaterThanOrEqual(65.9);
      }),
    );
  });
});
