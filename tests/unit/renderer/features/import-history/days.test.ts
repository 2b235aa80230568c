import { expect, test } from "vitest";
import { daysOf } from "../../../../../renderer/features/import-history/days.ts";

test.each([
  ["1", 1],
  [" 45 ", 45],
  ["365", 365],
])("%j are days", (text, days) => {
  expect(daysOf(text)).toBe(days);
});

test.each(["", "0", "366", "-7", "1.5", "1e2", "sept", "1000"])("%j are none", (text) => {
  expect(daysOf(text)).toBeNull();
});
