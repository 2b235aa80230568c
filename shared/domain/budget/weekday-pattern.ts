import { Temporal } from "temporal-polyfill";
import { divideRounding, type NanoUsd } from "../money.ts";
import type { DaySpending } from "./day-spending.ts";

/** Fewer days than this say nothing of the days to come. */
const LEAST_DAYS = 3;
const WEEKS = 8;
/** Half of what a day of the last week weighs: so much the mean of all days counts with that of a weekday. */
const PRIOR_WEIGHT = 4n;
/** So many days the spread of all days counts with that of a weekday. */
const PRIOR_DAYS = 3n;
const LEAST_WHOLE_WEEKS = 3;

/** What days of one weekday cost. Variances are squares of nano-dollars. */
interface Weekday {
  readonly meanNanoUsd: NanoUsd;
  /** Of a day around the mean. */
  readonly variance: bigint;
  /** Of the mean itself, which is known from a few days only. */
  readonly meanVariance: bigint;
}

export interface WeekdayPattern {
  /** Monday first. */
  readonly weekdays: readonly Weekday[];
  /** By how much whole weeks differ beyond what their days do, for a day: spending that comes in episodes. */
  readonly weekVariance: bigint;
  /** Of how many more days than means the variances come. */
  readonly freedom: number;
}

interface KnownDay {
  /** From 0, Monday. */
  readonly weekday: number;
  /** 1 is yesterday. */
  readonly age: number;
  readonly costNanoUsd: NanoUsd;
}

/**
 * How spending follows the week, from the eight weeks before today; null before there are three days of data. Newer weeks
 * weigh more, from 8 down to 1, and each weekday leans towards the mean of all.
 */
export function weekdayPattern(days: readonly DaySpending[], today: Temporal.PlainDate): WeekdayPattern | null {
  const known = knownDays(days, today);
  if (known.length < LEAST_DAYS) return null;

  const overall = divideRounding(sum(known.map(weighted)), sum(known.map(weightOf)));
  const means = byWeekday(known).map((ofWeekday) =>
    divideRounding(sum(ofWeekday.map(weighted)) + PRIOR_WEIGHT * overall, sum(ofWeekday.map(weightOf)) + PRIOR_WEIGHT),
  );
  const residualOf = ({ weekday, costNanoUsd }: KnownDay): bigint => costNanoUsd - (means[weekday] ?? 0n);
  const squares = (ofDays: readonly KnownDay[]): bigint => sum(ofDays.map((day) => residualOf(day) ** 2n));

  const seen = new Set(known.map(({ weekday }) => weekday)).size;
  const freedom = Math.max(1, known.length - seen);
  const pooled = squares(known) / BigInt(freedom);
  const weekdays = byWeekday(known).map((ofWeekday, weekday) => {
    const others = BigInt(Math.max(0, ofWeekday.length - 1));
    const variance = (squares(ofWeekday) + PRIOR_DAYS * pooled) / (others + PRIOR_DAYS);
    return {
      meanNanoUsd: means[weekday] ?? 0n,
      variance,
      meanVariance: meanVarianceOf(ofWeekday, variance, overall),
    };
  });
  const daily = sum(weekdays.map(({ variance }) => variance));
  return { weekdays, weekVariance: weekVarianceOf(known, residualOf, daily), freedom };
}

/** Days whose cost is known only in part are no data, nor is what lies before the first run. */
function knownDays(days: readonly DaySpending[], today: Temporal.PlainDate): readonly KnownDay[] {
  const former = days.filter(({ date }) => date < today.toString());
  const first = former
    .filter(({ costNanoUsd, runsWithoutCost }) => costNanoUsd > 0n || runsWithoutCost > 0)
    .reduce<string | null>((earliest, { date }) => (earliest === null || date < earliest ? date : earliest), null);
  return former
    .filter(({ date, runsWithoutCost }) => first !== null && first <= date && runsWithoutCost === 0)
    .map(({ date, costNanoUsd }) => {
      const day = Temporal.PlainDate.from(date);
      return { weekday: day.dayOfWeek - 1, age: day.until(today, { largestUnit: "day" }).days, costNanoUsd };
    })
    .filter(({ age }) => age <= WEEKS * 7);
}

/** A weekday that was never seen may be anything: an idle one, for instance. */
function meanVarianceOf(ofWeekday: readonly KnownDay[], variance: bigint, overall: NanoUsd): bigint {
  if (ofWeekday.length === 0) return (variance * 2n) / 3n + (overall * overall * 3n) / 10n;
  // With weights w, a mean is as good as one of (Σw)² / Σw² days; the mean of all days adds half a day to it.
  const weight = sum(ofWeekday.map(weightOf));
  const weightSquares = sum(ofWeekday.map((day) => weightOf(day) ** 2n));
  return (2n * variance * weightSquares) / (2n * weight * weight + weightSquares);
}

function weekVarianceOf(known: readonly KnownDay[], residualOf: (day: KnownDay) => bigint, daily: bigint): bigint {
  const weeks = Array.from({ length: WEEKS }, (_, week) => known.filter(({ age }) => weekOf(age) === week));
  const whole = weeks.filter((week) => week.length === 7).map((week) => sum(week.map(residualOf)) ** 2n);
  if (whole.length < LEAST_WHOLE_WEEKS) return 0n;
  const beyond = sum(whole) / BigInt(whole.length - 1) - daily;
  return beyond > 0n ? beyond / 49n : 0n;
}

const byWeekday = (known: readonly KnownDay[]): readonly (readonly KnownDay[])[] =>
  Array.from({ length: 7 }, (_, weekday) => known.filter((day) => day.weekday === weekday));

const weekOf = (age: number): number => Math.floor((age - 1) / 7);
const weightOf = ({ age }: KnownDay): bigint => BigInt(WEEKS - weekOf(age));
const weighted = (day: KnownDay): bigint => weightOf(day) * day.costNanoUsd;
const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);
