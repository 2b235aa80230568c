import { Temporal } from "temporal-polyfill";
import { dayOfIsoDate, type Day } from "../day.ts";
import type { NanoUsd } from "../money.ts";
import type { Projection, WindowInstance } from "./budget.ts";
import type { DaySpending } from "./day-spending.ts";

/** Fewer days than this say nothing of the days to come. */
const LEAST_DAYS = 3;
const MOST_DAYS = 56;

/**
 * What the window will have cost at its end, from the weekdays of the last eight weeks; null before there are three days
 * of data, and once the window is over. `days` are calendar days of the zone, at least 56 of them where there are so many,
 * days without a run included; `spentNanoUsd` is what the window has cost until now.
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
  const today = dateAt(nowMs, timeZone);
  const known = knownDays(days, today.toString());
  if (known.length < LEAST_DAYS) return null;

  const expectations = daysToCome(today, window, timeZone).map(({ date, fromMs, toMs }) => {
    const leftMs = Math.min(toMs, window.toMs) - Math.max(fromMs, nowMs);
    const ofDay = meanOf(
      known.filter((day) => weekday(day.date) === weekday(date)).map((day) => day.costNanoUsd),
      known,
    );
    return { date, expectedNanoUsd: (ofDay * BigInt(leftMs)) / BigInt(toMs - fromMs) };
  });
  const expectedNanoUsd = expectations.reduce((sum, day) => sum + day.expectedNanoUsd, spentNanoUsd);
  return { expectedNanoUsd, lowNanoUsd: expectedNanoUsd, highNanoUsd: expectedNanoUsd, days: expectations };
}

/** The days before today since the first that has any spending. Those whose cost is known only in part are no data. */
function knownDays(days: readonly DaySpending[], today: string): readonly DaySpending[] {
  const former = days.filter(({ date }) => date < today).toSorted((one, other) => (one.date < other.date ? -1 : 1));
  const first = former.findIndex(({ costNanoUsd, runsWithoutCost }) => costNanoUsd > 0n || runsWithoutCost > 0);
  if (first === -1) return [];
  return former
    .slice(first)
    .slice(-MOST_DAYS)
    .filter(({ runsWithoutCost }) => runsWithoutCost === 0);
}

function daysToCome(today: Temporal.PlainDate, window: WindowInstance, timeZone: string): readonly Day[] {
  const days: Day[] = [];
  for (let date = today; ; date = date.add({ days: 1 })) {
    const day = dayOfIsoDate(date.toString(), timeZone);
    if (window.toMs <= day.fromMs) return days;
    if (day.fromMs < day.toMs) days.push(day);
  }
}

function meanOf(amounts: readonly NanoUsd[], known: readonly DaySpending[]): NanoUsd {
  const counted = amounts.length > 0 ? amounts : known.map(({ costNanoUsd }) => costNanoUsd);
  return counted.reduce((sum, amount) => sum + amount, 0n) / BigInt(counted.length);
}

const weekday = (date: string): number => Temporal.PlainDate.from(date).dayOfWeek;

const dateAt = (atMs: number, timeZone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone).toPlainDate();
