import { expect, test } from "vitest";
import { PERIOD_DAYS, PERIODS, TIME_RANGE_DAYS, TIME_RANGES } from "../../../../shared/domain/period.ts";

test("the periods and the ranges are those of the contract", () => {
  expect(PERIODS).toEqual(["day", "week", "month", "all"]);
  expect(TIME_RANGES).toEqual(["7d", "30d", "90d"]);
});

test("a week covers the days of the 7-day curve, a month those of the 30-day curve", () => {
  expect(PERIOD_DAYS).toEqual({ day: 1, week: TIME_RANGE_DAYS["7d"], month: TIME_RANGE_DAYS["30d"] });
  expect(TIME_RANGE_DAYS).toEqual({ "7d": 7, "30d": 30, "90d": 90 });
});
