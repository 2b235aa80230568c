import { expect, test } from "vitest";
import { chartGeometry, nearestDay } from "../../../../../renderer/features/daily-spending/chart-geometry.ts";
import { sampleChart } from "../../../../support/desktop-bridge/sample-figures.ts";

const days = sampleChart("30d");
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
