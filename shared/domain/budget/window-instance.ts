import { Temporal } from "temporal-polyfill";
import { dayOfIsoDate, type Span } from "../day.ts";
import type { BudgetWindow, WindowInstance } from "./budget.ts";

const HOUR_MS = 3_600_000;

/**
 * The window that holds an instant; null for a cycle that is not known, not yet begun, or over. `cycle` is the billing
 * cycle as Apify told it last; the other windows need none.
 */
export function windowAt(
  window: BudgetWindow,
  atMs: number,
  timeZone: string,
  cycle: Span | null,
): WindowInstance | null {
  if (window !== "cycle") return calendarWindow(window, dateAt(atMs, timeZone), timeZone);
  const known = cycle === null ? null : cycleWindow(cycle);
  return known !== null && known.fromMs <= atMs && atMs < known.toMs ? known : null;
}

/** The window that ended where the one at an instant begins. Of cycles the one that is given, once it is over; otherwise null. */
export function windowBefore(
  window: BudgetWindow,
  atMs: number,
  timeZone: string,
  cycle: Span | null,
): WindowInstance | null {
  if (window !== "cycle") {
    const present = calendarWindow(window, dateAt(atMs, timeZone), timeZone);
    return calendarWindow(window, dateAt(present.fromMs - 1, timeZone), timeZone);
  }
  const known = cycle === null ? null : cycleWindow(cycle);
  return known !== null && known.toMs <= atMs ? known : null;
}

/** How many dates of the window are still to end, today included: 1 on its last day, 0 once it is over. */
export function daysLeft({ toMs }: Pick<Span, "toMs">, nowMs: number, timeZone: string): number {
  if (toMs <= nowMs) return 0;
  return dateAt(nowMs, timeZone).until(dateAt(toMs - 1, timeZone), { largestUnit: "day" }).days + 1;
}

function calendarWindow(
  window: Exclude<BudgetWindow, "cycle">,
  date: Temporal.PlainDate,
  timeZone: string,
): WindowInstance {
  switch (window) {
    case "day":
      return between(`day:${date.toString()}`, date, date.add({ days: 1 }), timeZone);
    case "week": {
      const monday = date.subtract({ days: date.dayOfWeek - 1 });
      return between(`week:${monday.toString()}`, monday, monday.add({ days: 7 }), timeZone);
    }
    case "month": {
      const first = date.with({ day: 1 });
      return between(`month:${first.toPlainYearMonth().toString()}`, first, first.add({ months: 1 }), timeZone);
    }
  }
}

/** Apify's instants move by seconds from one answer to the next, and the end is told as a last millisecond. */
function cycleWindow({ fromMs, toMs }: Span): WindowInstance {
  const startMs = Math.round(fromMs / HOUR_MS) * HOUR_MS;
  return {
    label: `cycle:${dateAt(startMs, "UTC").toString()}`,
    fromMs: startMs,
    toMs: Math.round(toMs / HOUR_MS) * HOUR_MS,
  };
}

function between(label: string, from: Temporal.PlainDate, to: Temporal.PlainDate, timeZone: string): WindowInstance {
  return { label, fromMs: startMs(from, timeZone), toMs: startMs(to, timeZone) };
}

const startMs = (date: Temporal.PlainDate, timeZone: string): number => dayOfIsoDate(date.toString(), timeZone).fromMs;

const dateAt = (atMs: number, timeZone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone).toPlainDate();
