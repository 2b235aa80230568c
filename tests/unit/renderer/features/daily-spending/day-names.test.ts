import { expect, test } from "vitest";
import { fullDay, shortDay } from "../../../../../renderer/features/daily-spending/day-names.ts";

test("a date is written in the language, and stays the same day in every zone", () => {
  expect(shortDay("2025-02-03", "fr")).toBe("3 févr.");
  expect(shortDay("2025-02-03", "en")).toBe("Feb 3");
  expect(fullDay("2025-02-03", "fr")).toBe("lundi 3 février 2025");
  expect(fullDay("2025-02-03", "en")).toBe("Monday, February 3, 2025");
});
