import { expect, test } from "vitest";
import { figuresAge } from "../../../../../renderer/features/connection/figures-age.ts";

const NOW = Date.parse("2025-02-28T10:32:00Z");
const MINUTE = 60_000;
const minutesAgo = (minutes: number) => new Date(NOW - minutes * MINUTE).toISOString();

test.each([
  ["fresh", 3, 5, false],
  ["old after some missed refreshes", 40, 5, true],
  ["fresh as long for who refreshes each hour", 40, 60, false],
  ["fresh for a day when refreshed by hand", 12 * 60, 0, false],
  ["old after a day by hand", 25 * 60, 0, true],
] as const)("figures are %s", (_, minutes, refreshMinutes, isStale) => {
  expect(figuresAge(minutesAgo(minutes), NOW, refreshMinutes)).toEqual({ ageMs: minutes * MINUTE, isStale });
});

test("figures that never came have no age", () => {
  expect(figuresAge(null, NOW, 5)).toBeNull();
});

test("figures of the future are of now: a clock was set back", () => {
  expect(figuresAge(minutesAgo(-5), NOW, 5)).toEqual({ ageMs: 0, isStale: false });
});
