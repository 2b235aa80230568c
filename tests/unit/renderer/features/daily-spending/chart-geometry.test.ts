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
const geometry = chartGeometry(days, 380, 240, "fr");

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
  const expected = [
    { date: "2025-02-28", expectedNanoUsd: 2_000_000_000n },
    { date: "2025-03-01", expectedNanoUsd: 5_000_000_000n },
  ];
  const { points, width, padding } = chartGeometry(days, 380, 240, "fr", { daily: null, expected, projected: null });
  expect(points).toHaveLength(31);
  expect(points[30]?.x).toBeCloseTo(width - padding.right);
});

test("a budget above the curve makes room for its line, unless that would press the curve flat", () => {
  const drawn = chartGeometry(days, 380, 240, "fr", { daily: perDay(20n), expected: [], projected: null });
  expect(drawn).toMatchObject({ isBudgetDrawn: true, highestTickUsd: 20 });
  const above = chartGeometry(days, 380, 240, "fr", { daily: perDay(100n), expected: [], projected: null });
  expect(above).toMatchObject({ isBudgetDrawn: false, highestTickUsd: geometry.highestTickUsd });
});
