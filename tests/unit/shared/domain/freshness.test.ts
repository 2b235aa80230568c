import { expect, test } from "vitest";
import { isStale, staleFromMs } from "../../../../shared/domain/freshness.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const AT = "2026-11-22T10:00:00.000Z";
const AT_MS = Date.parse(AT);

test.each([
  ["every minute", 1, 16 * MINUTE_MS],
  ["every 5 minutes", 5, 16 * MINUTE_MS],
  ["every 15 minutes", 15, 46 * MINUTE_MS],
  ["every hour", 60, 181 * MINUTE_MS],
  ["by hand", 0, 24 * HOUR_MS + MINUTE_MS],
] as const)("figures refreshed %s turn old when refreshes were missed, and time for one more", (_, minutes, ageMs) => {
  expect(staleFromMs(AT_MS, minutes)).toBe(AT_MS + ageMs);
  expect(isStale(AT, AT_MS, minutes)).toBe(false);
  expect(isStale(AT, AT_MS + ageMs - 1, minutes)).toBe(false);
  expect(isStale(AT, AT_MS + ageMs, minutes)).toBe(true);
});

test("figures that never agreed with Apify have no age", () => {
  expect(isStale(null, AT_MS, 5)).toBe(false);
});

test("an instant ahead is let pass as far as clocks differ, and is no proof of freshness beyond that", () => {
  expect(isStale(AT, AT_MS - 5 * MINUTE_MS, 5)).toBe(false);
  expect(isStale(AT, AT_MS - 40 * 24 * HOUR_MS, 5)).toBe(true);
});
