import { Temporal } from "temporal-polyfill";
import { dayOfIsoDate } from "../day.ts";
import { divideRounding, type NanoUsd } from "../money.ts";
import type { ProjectedDay, Projection, WindowInstance } from "./budget.ts";
import type { DaySpending } from "./day-spending.ts";
import { squareRoot } from "./square-root.ts";
import { weekdayPattern, type WeekdayPattern } from "./weekday-pattern.ts";

/** Parts of a day are counted in millionths. */
const WHOLE = 1_000_000n;
/** A day's cost comes in a few runs, about as if in four: how much is still to come of it is as uncertain as that. */
const RUNS_A_DAY = 4n;

/** A day of the window, and how much of it is still to come. */
interface DayToCome {
  readonly date: string;
  readonly weekday: number;
  readonly partMs: number;
  readonly wholeMs: number;
}

/**
 * What the window will have cost at its end, from the weekdays of the last eight weeks; null before there are three days
 * of data, and once the window is over. `days` are calendar days of the zone, at least 56 of them where there are so many,
 * days without a run included; `spentNanoUsd` is what the window has cost until now. Amounts are rounded half up, the
 * limits of the interval outwards.
 */
export function project({
  days,
  window,
  nowMs,
  timeZone,
  spentNanoUsd,
}: {
  readonly days: readonly DaySpending[];
  readonly window: WindowInstance;
  readonly nowMs: number;
  readonly timeZone: string;
  readonly spentNanoUsd: NanoUsd;
}): Projection | null {
  if (nowMs < window.fromMs || window.toMs <= nowMs) return null;
  const today = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(timeZone).toPlainDate();
  const pattern = weekdayPattern(days, today);
  if (pattern === null) return null;

  const toCome = daysToCome(today, window, nowMs, timeZone);
  const expectations = toCome.map((day) => projectedDay(pattern, day));
  const remainder = expectations.reduce((sum, { expectedNanoUsd }) => sum + expectedNanoUsd, 0n);
  const margin = marginOf(pattern, toCome);
  return {
    expectedNanoUsd: spentNanoUsd + remainder,
    // What is spent is spent.
    lowNanoUsd: margin < remainder ? spentNanoUsd + remainder - margin : spentNanoUsd,
    highNanoUsd: spentNanoUsd + remainder + margin,
    days: expectations,
  };
}

/** A day by itself is less certain than its share of the window: what it may cost more, another may cost less. */
function projectedDay(pattern: WeekdayPattern, day: DayToCome): ProjectedDay {
  const { date, weekday, partMs, wholeMs } = day;
  const expectedNanoUsd = divideRounding(meanOf(pattern, weekday) * BigInt(partMs), BigInt(wholeMs));
  const margin = marginOf(pattern, [day]);
  const lowNanoUsd = margin < expectedNanoUsd ? expectedNanoUsd - margin : 0n;
  return { date, expectedNanoUsd, lowNanoUsd, highNanoUsd: expectedNanoUsd + margin };
}

/** Today and the days after it, as far as they lie in the window. A date that the zone skips is no day. */
function daysToCome(
  today: Temporal.PlainDate,
  window: WindowInstance,
  nowMs: number,
  timeZone: string,
): readonly DayToCome[] {
  const days: DayToCome[] = [];
  for (let date = today; ; date = date.add({ days: 1 })) {
    const { fromMs, toMs } = dayOfIsoDate(date.toString(), timeZone);
    if (window.toMs <= fromMs) return days;
    const partMs = Math.min(toMs, window.toMs) - Math.max(fromMs, nowMs);
    if (partMs > 0) days.push({ date: date.toString(), weekday: date.dayOfWeek - 1, partMs, wholeMs: toMs - fromMs });
  }
}

/**
 * Half of the interval that holds nine windows in ten, were the sum of the days to come distributed normally:
 * 1.645 standard deviations, and more of them the fewer days the deviation was estimated from (Student's t, its first
 * term). Four things add up: how days differ from their weekday's mean, how well that mean is known, how whole weeks
 * differ, and when on its day today's cost comes.
 */
function marginOf({ weekdays, weekVariance, freedom }: WeekdayPattern, toCome: readonly DayToCome[]): NanoUsd {
  const parts = toCome.map(({ partMs, wholeMs }) => (BigInt(partMs) * WHOLE) / BigInt(wholeMs));
  const dayCount = parts.reduce((sum, part) => sum + part, 0n);
  let variance = weekVariance * dayCount * (dayCount < 7n * WHOLE ? dayCount : 7n * WHOLE);
  for (const [index, { meanNanoUsd, variance: ofDay, meanVariance }] of weekdays.entries()) {
    const count = parts.reduce((sum, part, day) => (toCome[day]?.weekday === index ? sum + part : sum), 0n);
    variance += ofDay * count * WHOLE + meanVariance * count * count;
    const today = toCome[0]?.weekday === index ? (parts[0] ?? 0n) : 0n;
    variance += (meanNanoUsd * meanNanoUsd * today * (WHOLE - today)) / RUNS_A_DAY;
  }
  const deviation = squareRoot(variance) / WHOLE + 1n;
  return (deviation * (1_645n + 1_524n / BigInt(freedom))) / 1_000n + 1n;
}

const meanOf = ({ weekdays }: WeekdayPattern, weekday: number): NanoUsd => weekdays[weekday]?.meanNanoUsd ?? 0n;
