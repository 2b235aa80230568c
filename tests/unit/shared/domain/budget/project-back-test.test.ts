import { describe, expect, test } from "vitest";
import { backTest, coverageOf, errorOf } from "../../../../support/budget/back-test.ts";
import { type HabitName, HABITS } from "../../../../support/budget/seasonal-spending.ts";

const SEEDS = Array.from({ length: 24 }, (_, seed) => seed);
const habits = Object.keys(HABITS) as HabitName[];
const withNinetyDays = backTest(SEEDS, 90);
const windows = ["day", "week", "month"] as const;

/**
 * Nominal is 90 %. Over four sets of 30 seeds, with 90 days of history, 90.9 to 92.0 % of all windows ended within their
 * interval: of days 92 to 94, of weeks 94 to 95, of months 85 to 88. Of the habits "growth or decline" is foreseen worst,
 * in 83 to 88 %.
 */
describe.each([
  [90, { all: 0.88, window: 0.82, habit: 0.79 }],
  [28, { all: 0.88, window: 0.82, habit: 0.79 }],
  [3, { all: 0.84, window: 0.75, habit: 0.75 }],
])("with %d days of history, the interval of nine in ten", (historyDays, least) => {
  const trials = historyDays === 90 ? withNinetyDays : backTest(SEEDS, historyDays);

  test("holds what the windows cost in the end, all kinds of spending together", () => {
    expect(trials.length).toBeGreaterThan(2_000);
    expect(coverageOf(trials)).toBeGreaterThan(least.all);
    // Wider than needed would be no better.
    expect(coverageOf(trials)).toBeLessThan(0.96);
  });

  test.each(windows)("holds what a %s costs", (window) => {
    expect(coverageOf(trials.filter((trial) => trial.window === window))).toBeGreaterThan(least.window);
  });

  test.each(habits)("holds what %s comes to", (habit) => {
    expect(coverageOf(trials.filter((trial) => trial.habit === habit))).toBeGreaterThan(least.habit);
  });
});

describe("the expected spending", () => {
  test.each(windows)("of a %s is nearer to what it is than any of the simple rules", (window) => {
    const ofWindow = withNinetyDays.filter((trial) => trial.window === window);
    const error = errorOf(ofWindow, "pattern");
    expect(error).toBeLessThan(errorOf(ofWindow, "elapsed") * 0.8);
    expect(error).toBeLessThan(errorOf(ofWindow, "median") * 0.8);
    expect(error).toBeLessThan(errorOf(ofWindow, "mean"));
  });

  test("of a week that is idle at its end, or spends on one day, is at most half as far off as they are", () => {
    const weekly = withNinetyDays.filter(
      ({ habit, window }) => window === "week" && ["idle weekends", "once a week, on Monday"].includes(habit),
    );
    for (const method of ["elapsed", "median", "mean"] as const) {
      expect(errorOf(weekly, "pattern")).toBeLessThan(errorOf(weekly, method) / 2);
    }
  });
});
