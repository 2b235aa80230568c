import { expect, test } from "vitest";
import { chartGeometry, nearestDay } from "../../../../../renderer/features/daily-spending/chart-geometry.ts";
import type { ChartOutlook } from "../../../../../renderer/features/daily-spending/chart-outlook.ts";
import { sampleChart } from "../../../../support/desktop-bridge/sample-figures.ts";

const days = sampleChart("30d");
const perDay = (usd: bigint): ChartOutlook["daily"] => ({
  window: "day",
  amountNanoUsd: usd * 1_000_000_000n,
  windowDays: 1,
  nanoUsdPerDay: usd * 1_000_000_000n,
});
const expectedDay = (date: string, expectedNanoUsd: bigint, highNanoUsd = (expectedNanoUsd * 3n) / 2n) => ({
  date,
  expectedNanoUsd,
  lowNanoUsd: expectedNanoUsd / 2n,
  highNanoUsd,
});
const geometry = chartGeometry({ days }, 380, 240, "fr");

test("every point lies inside the frame, the first and the last on its edges", () => {
  const { padding, points, width, height } = geometry;
  expect(points).toHaveLength(30);
  expect(points[0]?.x).toBe(padding.left);
  expect(points[29]?.x).toBeCloseTo(width - padding.right);
  for (const { y } of points) {
    expect(y).toBeGreaterThanOrEqual(padding.top);
    expect(y).toBeLessThanOrEqual(height - padding.bottom);
  }
});

test("a pointer is on the nearest day, and beyond the edges on the first or the last", () => {
  expect(nearestDay(geometry, geometry.points[12]?.x ?? 0)).toBe(12);
  expect(nearestDay(geometry, (geometry.points[12]?.x ?? 0) + 2)).toBe(12);
  expect(nearestDay(geometry, -50)).toBe(0);
  expect(nearestDay(geometry, 5000)).toBe(29);
});

test("days to come have points of their own after today's", () => {
  const expected = [expectedDay("2025-02-28", 2_000_000_000n), expectedDay("2025-03-01", 5_000_000_000n)];
  const { points, width, padding } = chartGeometry(
    { days, outlook: { daily: null, expected, projected: null } },
    380,
    240,
    "fr",
  );
  expect(points).toHaveLength(31);
  expect(points[30]?.x).toBeCloseTo(width - padding.right);
});

test("a budget above the curve makes room for its line, unless that would press the curve flat", () => {
  const drawn = chartGeometry({ days, outlook: { daily: perDay(20n), expected: [], projected: null } }, 380, 240, "fr");
  expect(drawn).toMatchObject({ isBudgetDrawn: true, highestTickUsd: 20 });
  const above = chartGeometry(
    { days, outlook: { daily: perDay(100n), expected: [], projected: null } },
    380,
    240,
    "fr",
  );
  expect(above).toMatchObject({ isBudgetDrawn: false, highestTickUsd: geometry.highestTickUsd });
});

test("what a day may cost makes room too, but not for far more than any day's cost", () => {
  const scaleWith = (highNanoUsd: bigint) => {
    const expected = [expectedDay("2025-02-28", 2_000_000_000n, highNanoUsd)];
    const outlook = { daily: null, expected, projected: null };
    return chartGeometry({ days, outlook }, 380, 240, "fr").highestTickUsd;
  };
  expect(scaleWith(11_000_000_000n)).toBe(geometry.highestTickUsd + 5);
  expect(scaleWith(900_000_000_000n)).toBeLessThanOrEqual(geometry.highestTickUsd * 2);
});

test("the runs' axis takes room on the right, where there are runs and they are wanted", () => {
  const many = days.map((day) => ({ ...day, runs: day.runs * 1_000 }));
  const wide = chartGeometry({ days: many, areRunsShown: true }, 380, 240, "fr");
  expect(wide.padding.right).toBeGreaterThan(geometry.padding.right);
  expect(wide.runs).not.toBeNull();
  const none = days.map((day) => ({ ...day, runs: 0 }));
  expect(chartGeometry({ days: none, areRunsShown: true }, 380, 240, "fr").runs).toBeNull();
  expect(geometry.runs).toBeNull();
});
