import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Mark } from "../../../../../shared/domain/budget/budget.ts";
import type { DaySpending } from "../../../../../shared/domain/budget/day-spending.ts";
import { findAnomaly } from "../../../../../shared/domain/budget/find-anomaly.ts";
import { lastDays } from "../../../../../shared/domain/day.ts";
import { type HabitName, spendingYear } from "../../../../support/budget/seasonal-spending.ts";

const USD = 1_000_000_000n;
const PARIS = "Europe/Paris";
/** A Monday. */
const NOON = Date.parse("2026-11-23T11:00:00Z");

/** The last 90 days: what each cost by its age, today at 0. */
const daysOf = (costOf: (age: number) => bigint, timeZone = PARIS): readonly DaySpending[] =>
  lastDays(90, NOON, timeZone).map(({ date }, index) => ({
    date,
    costNanoUsd: costOf(89 - index),
    runsWithoutCost: 0,
  }));

const found = (days: readonly DaySpending[], marks: readonly Mark[] = [], timeZone = PARIS) =>
  findAnomaly({ days, marks, nowMs: NOON, timeZone });

/** Mondays at so many dollars each, the newest first; other days at a hundred. */
const mondays = (today: bigint, earlier: readonly bigint[]): readonly DaySpending[] =>
  daysOf((age) => (age === 0 ? today : age % 7 === 0 ? (earlier[age / 7 - 1] ?? 0n) * USD : 100n * USD));

describe("a day unlike its weekday", () => {
  test("is told with what it cost and what such a day costs, and with the mark that silences it", () => {
    expect(found(mondays(50n * USD, [10n, 11n, 9n, 10n, 12n, 8n, 10n, 10n]))).toEqual({
      announcement: { kind: "anomaly", date: "2026-11-23", spentNanoUsd: 50n * USD, usualNanoUsd: 10n * USD },
      mark: { budgetId: "", windowLabel: "day:2026-11-23", trigger: "anomaly", amountNanoUsd: 10n * USD },
    });
  });

  test("is told once a day, however it goes on", () => {
    const marks: Mark[] = [];
    const announced = [50n, 60n, 5n, 90n].map((today) => {
      const anomaly = found(mondays(today * USD, [10n, 11n, 9n, 10n]), marks);
      if (anomaly) marks.push(anomaly.mark);
      return anomaly !== null;
    });
    expect(announced).toEqual([true, false, false, false]);
  });

  test("is told once a date, though the computer travels to another zone meanwhile", () => {
    const days = mondays(50n * USD, [10n, 10n, 10n]);
    const marks = [found(days)].flatMap((anomaly) => (anomaly === null ? [] : [anomaly.mark]));
    expect(marks).toHaveLength(1);
    expect(found(days, marks, "America/New_York")).toBeNull();
  });

  test("is told although yesterday was", () => {
    const mark: Mark = { budgetId: "", windowLabel: "day:2026-11-22", trigger: "anomaly", amountNanoUsd: USD };
    expect(found(mondays(50n * USD, [10n, 10n, 10n]), [mark])).not.toBeNull();
  });

  test("11f: needs three earlier days of its weekday with spending: one or two are no habit", () => {
    expect(found(mondays(500n * USD, [10n, 10n]))).toBeNull();
    expect(found(mondays(500n * USD, [10n, 0n, 0n, 10n]))).toBeNull();
    expect(found(mondays(500n * USD, [10n, 0n, 10n, 0n, 0n, 10n]))).not.toBeNull();
  });

  test("11f: is never part of what it is held against", () => {
    const days = mondays(500n * USD, [10n, 10n]);
    expect(found(days)).toBeNull();
    expect(found(mondays(500n * USD, [10n, 10n, 10n]))?.announcement).toMatchObject({ usualNanoUsd: 10n * USD });
  });

  test("11f: is not hidden by one heavy day among the earlier ones", () => {
    expect(found(mondays(50n * USD, [10n, 900n, 10n, 11n, 9n, 10n, 10n, 12n]))).not.toBeNull();
  });

  test("11f: is looked for from three days on, not only once eight weeks are full", () => {
    expect(found(mondays(50n * USD, [10n, 11n, 9n]))).not.toBeNull();
  });

  test("5: is held against its own weekday: a working day after an idle weekend is none", () => {
    const working = daysOf((age) => ((age + 6) % 7 >= 5 ? 0n : 10n * USD));
    expect(found(working)).toBeNull();
  });

  test("5: begins with nothing: the first hours of a month or a day are none", () => {
    expect(found(mondays(0n, [10n, 10n, 10n, 10n]))).toBeNull();
  });

  test("10: less than a dollar above the usual, or less than three times the usual, is no news", () => {
    const cents = (amount: bigint, earlier: bigint) =>
      found(daysOf((age) => (age === 0 ? amount : age % 7 === 0 ? earlier : 0n)));
    expect(cents(USD - 1n, 1n)).toBeNull();
    expect(cents(USD, 1n)).toBeNull();
    expect(cents(USD + 1n, 1n)).not.toBeNull();
    expect(cents(30n * USD - 1n, 10n * USD)).toBeNull();
    expect(cents(30n * USD, 10n * USD)).not.toBeNull();
  });

  test("is one above three deviations exactly, the median of the distances from the median being 1/1.4826 of one", () => {
    // Median 10, distances 0, 0, 8, 8, 8, 8, 16: their median is 8, three deviations are 35.5824.
    const earlier = [10n, 10n, 18n, 2n, 18n, 2n, 26n];
    const limit = (455_824n * USD) / 10_000n;
    expect(found(mondays(limit, earlier))).toBeNull();
    expect(found(mondays(limit + 1n, earlier))).not.toBeNull();
  });

  test("takes no earlier day into account whose cost is known in part only", () => {
    const days = mondays(50n * USD, [10n, 10n, 10n]);
    expect(found(days.map((day) => ({ ...day, runsWithoutCost: day.date === "2026-11-16" ? 1 : 0 })))).toBeNull();
  });

  test("is told of what is known of today, though runs of today have no cost yet", () => {
    const days = mondays(50n * USD, [10n, 10n, 10n]);
    expect(found(days.map((day) => ({ ...day, runsWithoutCost: day.date === "2026-11-23" ? 9 : 0 })))).not.toBeNull();
  });

  test("is none without a reading of today", () => {
    expect(found(mondays(50n * USD, [10n, 10n, 10n]).slice(0, -1))).toBeNull();
    expect(found([])).toBeNull();
  });

  test("is of the viewer's date, in every zone", () => {
    const days = daysOf((age) => (age === 0 ? 50n : 10n) * USD, "Pacific/Apia");
    expect(found(days, [], "Pacific/Apia")?.mark.windowLabel).toBe("day:2026-11-24");
  });

  test("is not brought about by costs that were known before it, by their order, nor by days to come", () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 0n, max: 100n }), { minLength: 90, maxLength: 90 }), (costs) => {
        const days = daysOf((age) => (costs[age] ?? 0n) * USD);
        const later = { date: "2026-11-30", costNanoUsd: 10_000n * USD, runsWithoutCost: 0 };
        const others = days.map((day, index) => ((89 - index) % 7 === 0 ? day : { ...day, costNanoUsd: 0n }));
        expect(found([later, ...days.toReversed()])).toEqual(found(days));
        expect(found(others)).toEqual(found(days));
      }),
    );
  });
});

/** Every day of generated years from the ninth week on, as it stands at its end. */
function alarms(habit: HabitName, seed: number, times: bigint): { readonly days: number; readonly alarms: number } {
  const { days } = spendingYear(habit, seed, "UTC");
  const tried = days.slice(56).flatMap((day, index) => {
    if (day.costNanoUsd === 0n) return [];
    const until = [...days.slice(0, 56 + index), { ...day, costNanoUsd: day.costNanoUsd * times }];
    return [findAnomaly({ days: until, marks: [], nowMs: Date.parse(day.date), timeZone: "UTC" })];
  });
  return { days: tried.length, alarms: tried.filter((anomaly) => anomaly !== null).length };
}

const rateOf = (habit: HabitName, times = 1n): number => {
  const years = [1, 2, 3, 4].map((seed) => alarms(habit, seed, times));
  return years.reduce((sum, year) => sum + year.alarms, 0) / years.reduce((sum, year) => sum + year.days, 0);
};

describe("in generated years", () => {
  test.each([
    ["a working week", 0.003],
    ["idle weekends", 0.015],
    ["two days in five, no matter which", 0.02],
    ["once a week, on Monday", 0.003],
    ["growth or decline", 0.003],
    ["another level from some day on", 0.003],
  ] as const)("no day but a rare one is told of %s", (habit, most) => {
    expect(rateOf(habit)).toBeLessThan(most);
  });

  test.each(["a working week", "idle weekends", "growth or decline"] as const)(
    "a day at five times what it was is found nearly always, at ten times always, of %s",
    (habit) => {
      expect(rateOf(habit, 5n)).toBeGreaterThan(0.82);
      expect(rateOf(habit, 10n)).toBeGreaterThan(0.98);
    },
  );

  test("a burst of four to eight times is what is told of somebody with bursts, and little else", () => {
    const rate = rateOf("bursts of four to eight times");
    expect(rate).toBeGreaterThan(0.03);
    expect(rate).toBeLessThan(0.06);
  });
});
