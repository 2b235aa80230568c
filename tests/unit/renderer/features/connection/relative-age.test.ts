import { expect, test } from "vitest";
import { calendarDay, clockTime } from "../../../../../renderer/features/connection/relative-age.ts";

test("a time of today has no date, one of another day has", () => {
  const now = new Date(2025, 1, 28, 14, 0).getTime();
  expect(clockTime(new Date(2025, 1, 28, 9, 5).getTime(), now, "fr")).toBe("09:05");
  expect(clockTime(new Date(2025, 1, 27, 22, 30).getTime(), now, "fr")).toMatch(/^27 févr\..*22:30$/);
});

test("a time of another year has the year", () => {
  const now = new Date(2025, 1, 28, 14, 0).getTime();
  expect(clockTime(new Date(2024, 1, 27, 22, 30).getTime(), now, "fr")).toMatch(/^27 févr\. 2024.*22:30$/);
});

test.each([
  ["fr", "3 oct. 2026"],
  ["en", "Oct 3, 2026"],
] as const)("a day of the calendar in %s reads %s", (language, text) => {
  expect(calendarDay(Date.parse("2026-10-03T23:30:00Z"), language, "UTC")).toBe(text);
});
