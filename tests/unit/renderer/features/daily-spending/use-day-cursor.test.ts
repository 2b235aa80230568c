import { expect, test } from "vitest";
import { dayAfterKey } from "../../../../../renderer/features/daily-spending/use-day-cursor.ts";

const TODAY = 29;

test.each([
  ["ArrowLeft", null, TODAY],
  ["ArrowLeft", TODAY, 28],
  ["ArrowLeft", 0, 0],
  ["ArrowRight", 10, 11],
  ["ArrowRight", TODAY, TODAY],
  ["PageDown", 10, 3],
  ["PageUp", 27, TODAY],
  ["Home", 10, 0],
  ["End", 10, TODAY],
  ["Escape", 10, null],
  ["Escape", null, undefined],
  ["Tab", 10, undefined],
] as const)("%s on day %s leads to %s", (key, day, expected) => {
  expect(dayAfterKey(key, day, TODAY)).toBe(expected);
});
