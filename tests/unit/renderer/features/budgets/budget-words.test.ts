import { describe, expect, test } from "vitest";
import {
  percentText,
  roughRange,
  roughUsd,
  windowDates,
} from "../../../../../renderer/features/budgets/budget-words.ts";

const USD = 1_000_000_000n;

describe("the dates of a window", () => {
  const week = { label: "week:2026-11-23", startAt: "2026-11-22T23:00:00.000Z", endAt: "2026-11-29T23:00:00.000Z" };

  test.each([
    ["week", "fr", "23–29 nov."],
    ["week", "en", "Nov 23 – 29"],
    ["day", "fr", "lun. 23 nov."],
    ["month", "fr", "novembre 2026"],
    ["month", "en", "November 2026"],
  ] as const)("of a %s are written in %s in the budget's zone", (window, language, text) => {
    const dates = windowDates(window, week, "Europe/Paris", language);
    expect(dates.replaceAll(/\s/g, " ")).toBe(text);
  });

  test("of Apify's cycle are days of UTC", () => {
    const cycle = { label: "cycle:2026-11-15", startAt: "2026-11-15T00:00:00.000Z", endAt: "2026-12-15T00:00:00.000Z" };
    const dates = windowDates("cycle", cycle, "America/Los_Angeles", "fr");
    expect(dates.replaceAll(/\s/g, " ")).toBe("15 nov. – 14 déc.");
  });
});

test.each([
  [0, "0"],
  [29, "29"],
  [130, "130"],
  [1_234, "1234"],
])("%d percent is never clamped", (percent, digits) => {
  expect(percentText(percent, "fr").replaceAll(/\D/g, "")).toBe(digits);
});

test("what is only expected is whole from ten dollars on", () => {
  expect(roughUsd(42_300_000_000n, "fr")).toBe("42\u00a0$");
  expect(roughUsd(9_994_000_000n, "en")).toBe("$9.99");
  expect(roughUsd(1_234n * USD + 500_000_000n, "en")).toBe("$1,235");
});

test("a range names its unit as the language does", () => {
  expect(roughRange(35n * USD, 51n * USD, "fr")).toBe("35\u00a0–\u00a051\u00a0$");
  expect(roughRange(35n * USD, 51n * USD, "en")).toBe("$35\u00a0–\u00a0$51");
});
