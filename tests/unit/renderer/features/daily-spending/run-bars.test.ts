import fc from "fast-check";
import { expect, test } from "vitest";
import { runBars, runScale } from "../../../../../renderer/features/daily-spending/run-bars.ts";
import { sampleChart } from "../../../../support/desktop-bridge/sample-figures.ts";

const daysOf = (...counts: readonly number[]) =>
  counts.map((runs) => ({ ...sampleChart("7d")[0], runs })) as ReturnType<typeof sampleChart>;
const points = [10, 30, 50].map((x) => ({ x }));
const plot = { points, top: 0, bottom: 100 };

test("the axis ends at a round number that no day exceeds, with a whole one half-way where there is one", () => {
  expect(runScale(daysOf(0, 11, 4))?.ticks).toEqual([6, 12]);
  expect(runScale(daysOf(3))?.ticks).toEqual([3]);
  expect(runScale(daysOf(1_000_000))?.ticks).toEqual([500_000, 1_000_000]);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 ** 9 }), (count) => {
      const ticks = runScale(daysOf(count))?.ticks ?? [];
      expect(ticks.every(Number.isInteger)).toBe(true);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(count);
      expect(ticks.at(-1)).toBeLessThanOrEqual(count * 2);
    }),
  );
});

test("there is none without a run", () => {
  expect(runScale(daysOf(0, 0))).toBeNull();
});

test("each day with a run has a bar, and the others have none", () => {
  const days = daysOf(4, 0, 8);
  const path = runBars(days, runScale(days) ?? { ticks: [], atTop: 1 }, plot);
  expect(path.match(/M/g)).toHaveLength(2);
  expect(path).toMatch(/^M6.5 100v-16a.*M46.5 100v-34a/);
});

test("one run beside a million is still seen", () => {
  const days = daysOf(1, 1_000_000);
  expect(runBars(days, runScale(days) ?? { ticks: [], atTop: 1 }, plot)).toMatch(/^M6.5 100v0a2/);
});
