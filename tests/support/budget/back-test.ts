import type { DaySpending } from "../../../shared/domain/budget/day-spending.ts";
import { project } from "../../../shared/domain/budget/project.ts";
import { windowAt } from "../../../shared/domain/budget/window-instance.ts";
import { type Day, lastDays } from "../../../shared/domain/day.ts";
import { type HabitName, HABITS, Random, type SpendingYear, spendingYear, spentBetween } from "./seasonal-spending.ts";

const DAY_MS = 24 * 3_600_000;
const WINDOWS = ["day", "week", "month"] as const;
type Window = (typeof WINDOWS)[number];

/** One projection, and what came of it. */
export interface Trial {
  readonly habit: HabitName;
  readonly window: Window;
  readonly isWithin: boolean;
  /** In dollars, only to be compared. */
  readonly actual: number;
  readonly errors: Readonly<Record<Method, number>>;
}

/** Ours, and what other monitors do. */
export const METHODS = ["pattern", "elapsed", "median", "mean"] as const;
export type Method = (typeof METHODS)[number];

/**
 * Projects at random instants of generated years, turns of the clocks among them, with so many days of history, and looks
 * how the windows ended. Where nothing can be projected there is no trial.
 */
export function backTest(seeds: readonly number[], historyDays: number): readonly Trial[] {
  return (Object.keys(HABITS) as HabitName[]).flatMap((habit) =>
    seeds.flatMap((seed) => {
      const random = new Random(seed + 1_000_003);
      const year = spendingYear(habit, seed, random.next() < 0.5 ? "Europe/Paris" : "America/New_York");
      return Array.from({ length: 4 }, () => Date.UTC(2026, 2, 20) + random.next() * 240 * DAY_MS).flatMap((nowMs) =>
        WINDOWS.flatMap((window) => tryOnce(habit, year, window, Math.floor(nowMs), historyDays) ?? []),
      );
    }),
  );
}

function tryOnce(
  habit: HabitName,
  year: SpendingYear,
  window: Window,
  nowMs: number,
  historyDays: number,
): Trial | null {
  const { timeZone } = year;
  const instance = windowAt(window, nowMs, timeZone, null);
  if (instance === null) throw new Error("There is no window");
  const days = daysUntil(year, nowMs, historyDays);
  const spentNanoUsd = spentBetween(year, instance.fromMs, nowMs);
  const projection = project({ days, window: instance, nowMs, timeZone, spentNanoUsd });
  if (projection === null) return null;

  const actual = spentBetween(year, instance.fromMs, instance.toMs);
  const spent = Number(spentNanoUsd);
  const past = days.slice(0, -1).map(({ costNanoUsd }) => Number(costNanoUsd));
  const leftDays = (instance.toMs - nowMs) / DAY_MS;
  const expected: Record<Method, number> = {
    pattern: Number(projection.expectedNanoUsd),
    elapsed: (spent * (instance.toMs - instance.fromMs)) / (nowMs - instance.fromMs),
    median: spent + medianOf(past.filter((cost) => cost > 0).slice(-7)) * leftDays,
    mean: spent + (past.slice(-30).reduce((sum, cost) => sum + cost, 0) / Math.min(30, past.length)) * leftDays,
  };
  const errorOf = (method: Method): number => Math.abs(expected[method] - Number(actual)) / 1e9;
  return {
    habit,
    window,
    isWithin: projection.lowNanoUsd <= actual && actual <= projection.highNanoUsd,
    actual: Number(actual) / 1e9,
    errors: {
      pattern: errorOf("pattern"),
      elapsed: errorOf("elapsed"),
      median: errorOf("median"),
      mean: errorOf("mean"),
    },
  };
}

/** What the ledger knows at an instant: nothing of what is still to come, today in part. */
function daysUntil(year: SpendingYear, nowMs: number, historyDays: number): readonly DaySpending[] {
  const today = dayOfNow(nowMs, year.timeZone);
  const index = year.days.findIndex(({ date }) => date === today.date);
  return [
    ...year.days.slice(Math.max(0, index - historyDays), index),
    { date: today.date, costNanoUsd: spentBetween(year, today.fromMs, nowMs), runsWithoutCost: 0 },
  ];
}

function dayOfNow(nowMs: number, timeZone: string): Day {
  const [today] = lastDays(1, nowMs, timeZone);
  if (today === undefined) throw new Error("There is no day");
  return today;
}

function medianOf(amounts: readonly number[]): number {
  return amounts.toSorted((one, other) => one - other)[Math.floor(amounts.length / 2)] ?? 0;
}

/** The share of windows that ended within their interval. */
export const coverageOf = (trials: readonly Trial[]): number =>
  trials.filter(({ isWithin }) => isWithin).length / trials.length;

/** The sum of the errors over what was spent. */
export const errorOf = (trials: readonly Trial[], method: Method): number =>
  trials.reduce((sum, { errors }) => sum + errors[method], 0) / trials.reduce((sum, { actual }) => sum + actual, 0);
