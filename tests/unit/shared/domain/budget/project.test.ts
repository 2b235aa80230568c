import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DaySpending } from "../../../../../shared/domain/budget/day-spending.ts";
import { project } from "../../../../../shared/domain/budget/project.ts";
import { squareRoot } from "../../../../../shared/domain/budget/square-root.ts";
import { windowAt } from "../../../../../shared/domain/budget/window-instance.ts";
import { lastDays, type Span } from "../../../../../shared/domain/day.ts";
import { TIME_ZONES } from "../../../../support/ledger/local-date.ts";

const USD = 1_000_000_000n;
const PARIS = "Europe/Paris";
/** A Monday. */
const NOON = Date.parse("2026-11-23T11:00:00Z");

/** The days before now, and today, each at what it is said to cost. */
function daysOf(
  count: number,
  costOf: (weekday: number, age: number) => bigint,
  { nowMs = NOON, timeZone = PARIS } = {},
): readonly DaySpending[] {
  return lastDays(count + 1, nowMs, timeZone).map(({ date }, index) => ({
    date,
    costNanoUsd: index === count ? 0n : costOf(new Date(date).getUTCDay(), count - index),
    runsWithoutCost: 0,
  }));
}

function projected(
  days: readonly DaySpending[],
  {
    window = "month",
    nowMs = NOON,
    timeZone = PARIS,
    spentNanoUsd = 0n,
    cycle = null,
  }: {
    readonly window?: "day" | "week" | "month" | "cycle";
    readonly nowMs?: number;
    readonly timeZone?: string;
    readonly spentNanoUsd?: bigint;
    readonly cycle?: Span | null;
  } = {},
) {
  const instance = windowAt(window, nowMs, timeZone, cycle);
  if (instance === null) throw new Error("There is no window");
  return project({ days, window: instance, nowMs, timeZone, spentNanoUsd });
}

describe("a projection", () => {
  test("of spending that never changes is that spending, without a doubt worth a cent but of today", () => {
    const days = daysOf(56, () => 10n * USD);
    const month = projected(days, { spentNanoUsd: 220n * USD });
    expect(month?.days.map(({ date }) => date)).toEqual(
      ["23", "24", "25", "26", "27", "28", "29", "30"].map((day) => `2026-11-${day}`),
    );
    expect(month?.days[0]).toMatchObject({ date: "2026-11-23", expectedNanoUsd: 5n * USD });
    expect(month?.days[1]).toMatchObject({ date: "2026-11-24", expectedNanoUsd: 10n * USD });
    expect(month?.expectedNanoUsd).toBe(295n * USD);

    const midnight = Date.parse("2026-11-22T23:00:00Z");
    const whole = projected(
      daysOf(56, () => 10n * USD, { nowMs: midnight }),
      { nowMs: midnight },
    );
    expect(whole?.expectedNanoUsd).toBe(80n * USD);
    expect(whole && whole.highNanoUsd - whole.lowNanoUsd).toBeLessThan(10n);
  });

  test("tells of each day by itself what it may cost: less surely than of all of them together", () => {
    const week = projected(daysOf(56, (_weekday, ago) => BigInt(8 + (ago % 5)) * USD));
    const [today, ...others] = week?.days ?? [];
    const widthOf = ({ lowNanoUsd, highNanoUsd }: { lowNanoUsd: bigint; highNanoUsd: bigint }) =>
      highNanoUsd - lowNanoUsd;
    for (const { lowNanoUsd, expectedNanoUsd, highNanoUsd } of week?.days ?? []) {
      expect(lowNanoUsd).toBeGreaterThanOrEqual(0n);
      expect(lowNanoUsd).toBeLessThan(expectedNanoUsd);
      expect(highNanoUsd).toBeGreaterThan(expectedNanoUsd);
    }
    expect(today?.expectedNanoUsd).toBeLessThan(others[0]?.expectedNanoUsd ?? 0n);
    const sumOfWidths = (week?.days ?? []).reduce((sum, day) => sum + widthOf(day), 0n);
    expect(week && widthOf(week)).toBeLessThan(sumOfWidths);
  });

  test("follows the weekday: an idle weekend is expected to stay so", () => {
    const days = daysOf(56, (weekday) => (weekday === 0 || weekday === 6 ? 0n : 10n * USD));
    const week = projected(days, { window: "week" });
    const byDate = Object.fromEntries(week?.days.map(({ date, expectedNanoUsd }) => [date, expectedNanoUsd]) ?? []);
    expect(byDate["2026-11-25"]).toBeGreaterThan((97n * USD) / 10n);
    expect(byDate["2026-11-28"]).toBeLessThan((9n * USD) / 10n);
    expect(byDate["2026-11-29"]).toBeLessThan((9n * USD) / 10n);
  });

  test("leans to the newer weeks", () => {
    const risen = projected(
      daysOf(56, (_, age) => (age <= 28 ? 20n : 10n) * USD),
      { window: "week" },
    );
    const flat = projected(
      daysOf(56, () => 15n * USD),
      { window: "week" },
    );
    expect(risen?.expectedNanoUsd).toBeGreaterThan(flat?.expectedNanoUsd ?? 0n);
  });

  test("is less sure where whole weeks differ than where as many days do, one by one", () => {
    const widthOf = (days: readonly DaySpending[]): bigint => {
      const month = projected(days);
      if (month === null) throw new Error("There is no projection");
      return month.highNanoUsd - month.expectedNanoUsd;
    };
    const week = (age: number): number => Math.floor((age - 1) / 7);
    const byWeeks = daysOf(56, (_, age) => (week(age) % 2 === 0 ? 20n : 5n) * USD);
    const byDays = daysOf(56, (weekday, age) => ((week(age) + weekday) % 2 === 0 ? 20n : 5n) * USD);
    expect(widthOf(byWeeks) * 2n).toBeGreaterThan(widthOf(byDays) * 3n);
  });

  test("11: expects nothing beyond the window's end, in a day, a week, a month and a cycle", () => {
    const days = daysOf(56, () => 10n * USD);
    expect(projected(days, { window: "day" })?.expectedNanoUsd).toBe(5n * USD);
    expect(projected(days, { window: "week" })?.expectedNanoUsd).toBe(65n * USD);
    expect(projected(days, { window: "month" })?.expectedNanoUsd).toBe(75n * USD);
    const cycle = { fromMs: Date.parse("2026-10-26T00:00:00Z"), toMs: Date.parse("2026-11-26T00:00:00Z") };
    // It ends at one in the morning in Paris: a 24th of that day is the cycle's.
    expect(projected(days, { window: "cycle", cycle })?.days.map(({ expectedNanoUsd }) => expectedNanoUsd)).toEqual([
      5n * USD,
      10n * USD,
      10n * USD,
      416_666_667n,
    ]);
  });

  test("needs three days of data before today", () => {
    expect(projected(daysOf(56, (_, age) => (age <= 2 ? USD : 0n)))).toBeNull();
    expect(projected(daysOf(56, (_, age) => (age <= 3 ? USD : 0n)))).not.toBeNull();
    expect(projected(daysOf(56, (_, age) => (age === 3 ? USD : 0n)))).not.toBeNull();
    expect(projected([])).toBeNull();
    expect(projected(daysOf(56, () => 0n))).toBeNull();
  });

  test("takes a day whose runs have no known cost for no data, not for a day of nothing", () => {
    const days = daysOf(56, () => 10n * USD);
    const gaps = days.map((day, index) =>
      index % 3 === 0 && index < 56 ? { ...day, costNanoUsd: 0n, runsWithoutCost: 2 } : day,
    );
    expect(projected(gaps)?.expectedNanoUsd).toBe(projected(days)?.expectedNanoUsd);
    expect(projected(days.map((day) => ({ ...day, runsWithoutCost: 1 })))).toBeNull();
  });

  test("looks at no day before the eight weeks, nor at today or a day to come", () => {
    const days = daysOf(90, (_, age) => (age > 56 ? 1_000n : 10n) * USD);
    const today = days.map((day, index) => (index === 90 ? { ...day, costNanoUsd: 500n * USD } : day));
    const later = { date: "2026-12-01", costNanoUsd: 900n * USD, runsWithoutCost: 0 };
    expect(projected([...today, later])).toEqual(projected(daysOf(56, () => 10n * USD)));
  });

  test("is none of a window that is over or not yet begun", () => {
    const days = daysOf(56, () => USD);
    const window = windowAt("day", NOON, PARIS, null);
    if (window === null) throw new Error("There is no window");
    const at = (nowMs: number) => project({ days, window, nowMs, timeZone: PARIS, spentNanoUsd: 0n });
    expect(at(window.toMs)).toBeNull();
    expect(at(window.fromMs - 1)).toBeNull();
    expect(at(window.toMs - 1)).not.toBeNull();
  });

  test.each([
    ["Europe/Paris", "2026-03-29T10:00:00Z", 12n, 23n],
    ["Europe/Paris", "2026-10-25T11:00:00Z", 12n, 25n],
    ["America/New_York", "2026-03-08T16:00:00Z", 12n, 23n],
    ["America/New_York", "2026-11-01T17:00:00Z", 12n, 25n],
    ["Australia/Lord_Howe", "2026-10-04T01:00:00Z", 24n, 47n],
  ])(
    "counts the part of today still to come by the day's true length, in %s at %s",
    (timeZone, instant, part, whole) => {
      const nowMs = Date.parse(instant);
      const days = daysOf(56, () => whole * USD, { nowMs, timeZone });
      expect(projected(days, { window: "day", nowMs, timeZone })?.expectedNanoUsd).toBe(part * USD);
    },
  );

  test("expects nothing of the date that Apia skipped", () => {
    const nowMs = Date.parse("2011-12-29T10:00:00Z");
    const days = daysOf(56, () => USD, { nowMs, timeZone: "Pacific/Apia" });
    const month = projected(days, { nowMs, timeZone: "Pacific/Apia" });
    expect(month?.days.map(({ date }) => date)).toEqual(["2011-12-29", "2011-12-31"]);
  });

  test("adds up to the last digit, and lies in its interval, which never undoes what is spent", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.nat({ max: 4 })), {
          minLength: 90,
          maxLength: 90,
        }),
        fc.constantFrom("day", "week", "month"),
        fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) }),
        fc.constantFrom(...TIME_ZONES),
        fc.bigInt({ min: 0n, max: 10n ** 16n }),
        (costs, window, nowMs, timeZone, spentNanoUsd) => {
          const days = lastDays(90, nowMs, timeZone).map(({ date }, index) => {
            const [costNanoUsd = 0n, kind = 0] = costs[index] ?? [];
            return { date, costNanoUsd: kind === 1 ? 0n : costNanoUsd, runsWithoutCost: kind === 0 ? 1 : 0 };
          });
          const projection = projected(days, { window, nowMs, timeZone, spentNanoUsd });
          if (projection === null) throw new Error("There is no projection");
          const sum = projection.days.reduce((total, { expectedNanoUsd }) => total + expectedNanoUsd, spentNanoUsd);
          expect(projection.expectedNanoUsd).toBe(sum);
          expect(projection.days.every(({ expectedNanoUsd }) => expectedNanoUsd >= 0n)).toBe(true);
          expect(projection.lowNanoUsd >= spentNanoUsd).toBe(true);
          expect(projection.lowNanoUsd <= projection.expectedNanoUsd).toBe(true);
          expect(projection.expectedNanoUsd <= projection.highNanoUsd).toBe(true);
        },
      ),
    );
  });

  test("is the same for costs in another unit, to the rounding: nothing of it is a fixed amount", () => {
    const costs = daysOf(56, (weekday, age) => BigInt(weekday * 7 + age) * USD);
    const larger = costs.map((day) => ({ ...day, costNanoUsd: day.costNanoUsd * 1_000n }));
    const one = projected(costs);
    const thousand = projected(larger);
    if (one === null || thousand === null) throw new Error("There is no projection");
    const away = thousand.highNanoUsd - one.highNanoUsd * 1_000n;
    expect(away > -10_000n && away < 10_000n).toBe(true);
  });
});

test("a square root is the largest whole number whose square is not above", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 60n }), (square) => {
      const root = squareRoot(square);
      expect(root * root <= square).toBe(true);
      expect((root + 1n) * (root + 1n) > square).toBe(true);
    }),
  );
  expect([0n, 1n, 3n, 4n, 15n, 16n].map(squareRoot)).toEqual([0n, 1n, 1n, 2n, 3n, 4n]);
});
