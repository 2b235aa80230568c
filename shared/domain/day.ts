import { Temporal } from "temporal-polyfill";

/** Milliseconds since the epoch, start included, end excluded. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A calendar day in a zone: 23, 24 or 25 hours long, and empty where the zone skipped the date. */
export interface Day extends Span {
  /** `2025-02-01` */
  readonly date: string;
}

/** Names that were found to be zones, as every request asks by one. */
const knownZones = new Set<string>();
const MOST_KNOWN_ZONES = 1_024;

/** Whether `name` is an IANA zone that this runtime knows. Offsets such as `+02:00` are no zones: they have no rules. */
export function isTimeZone(name: string): boolean {
  if (knownZones.has(name)) return true;
  if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(name)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    if (knownZones.size >= MOST_KNOWN_ZONES) knownZones.clear();
    knownZones.add(name);
    return true;
  } catch {
    return false;
  }
}

/** The days made last, by zone and count: to make 90 of them takes longer than to read their sums. */
const madeLast = new Map<string, readonly Day[]>();
const MOST_KEPT = 256;

/** The `count` calendar days that end with today, oldest first, without a gap between them. */
export function lastDays(count: number, nowMs: number, timeZone: string): readonly Day[] {
  const key = `${count} ${timeZone}`;
  const known = madeLast.get(key);
  const today = known?.at(-1);
  if (known !== undefined && today !== undefined && today.fromMs <= nowMs && nowMs < today.toMs) return known;
  const days = makeLastDays(count, nowMs, timeZone);
  if (madeLast.size >= MOST_KEPT) madeLast.clear();
  madeLast.set(key, days);
  return days;
}

function makeLastDays(count: number, nowMs: number, timeZone: string): readonly Day[] {
  const today = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(timeZone).toPlainDate();
  return Array.from({ length: count }, (_, index) => dayOf(today.subtract({ days: count - 1 - index }), timeZone));
}

/** One span over the `count` calendar days that end with today: by construction what `lastDays` covers. */
export function lastDaysSpan(count: number, nowMs: number, timeZone: string): Span {
  const today = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(timeZone).toPlainDate();
  return {
    fromMs: startOfDayMs(today.subtract({ days: count - 1 }), timeZone),
    toMs: startOfDayMs(today.add({ days: 1 }), timeZone),
  };
}

const QUARTER_MS = 15 * 60 * 1_000;

/** Whether it begins and ends on a quarter of an hour, as every day of every zone does. */
export const isOfQuarters = ({ fromMs, toMs }: Span): boolean => fromMs % QUARTER_MS === 0 && toMs % QUARTER_MS === 0;

/** How many calendar days a span touches, at least one. */
export function countDays({ fromMs, toMs }: Span, timeZone: string): number {
  return dateAt(fromMs, timeZone).until(dateAt(Math.max(fromMs, toMs - 1), timeZone)).days + 1;
}

/** The calendar days that a span touches, oldest first, each with what of it lies in the span. */
export function daysOfSpan(span: Span, timeZone: string): readonly Day[] {
  const first = dateAt(span.fromMs, timeZone);
  return Array.from({ length: countDays(span, timeZone) }, (_, index) => {
    const day = dayOf(first.add({ days: index }), timeZone);
    return { ...day, fromMs: Math.max(day.fromMs, span.fromMs), toMs: Math.min(day.toMs, span.toMs) };
  });
}

/**
 * The span before one, of as many calendar days. Where the span has not ended, its counterpart ends as many days before
 * now at the same time of day, cut to the quarter of an hour by which sums are kept.
 */
export function spanBefore({ fromMs, toMs }: Span, nowMs: number, timeZone: string): Span {
  const untilMs = nowMs < toMs ? Math.max(fromMs, nowMs - (nowMs % QUARTER_MS)) : toMs;
  const days = countDays({ fromMs, toMs }, timeZone);
  const beforeMs = (ms: number): number => {
    const moment = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone);
    // Where a day begins at one o'clock, the one before may have begun at midnight.
    return ms === startOfDayMs(moment.toPlainDate(), timeZone)
      ? startOfDayMs(moment.toPlainDate().subtract({ days }), timeZone)
      : moment.subtract({ days }).epochMilliseconds;
  };
  const previousToMs = Math.min(beforeMs(untilMs), fromMs);
  return { fromMs: Math.min(beforeMs(fromMs), previousToMs), toMs: previousToMs };
}

/** The day that an ISO date names. */
export function dayOfIsoDate(date: string, timeZone: string): Day {
  return dayOf(Temporal.PlainDate.from(date), timeZone);
}

/** The instant at which the next day begins. */
export function nextMidnightMs(nowMs: number, timeZone: string): number {
  return lastDaysSpan(1, nowMs, timeZone).toMs;
}

/** Of JavaScript's dates. */
const LAST_DATE_MS = 8_640_000_000_000_000;

let offsetAt = { key: "", ms: 0 };

/** What the clocks of a zone show at an instant: `2025-02-01 13:00:00`. */
export function localDateTime(ms: number, timeZone: string): string {
  // Clocks turn on quarters of an hour alone, and to ask for each of many instants would take longer than to read them.
  const key = `${timeZone} ${Math.floor(ms / QUARTER_MS)}`;
  if (offsetAt.key !== key) {
    const { offsetNanoseconds } = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone);
    offsetAt = { key, ms: Math.round(offsetNanoseconds / 1_000_000) };
  }
  const shown = Math.min(Math.max(ms + offsetAt.ms, -LAST_DATE_MS), LAST_DATE_MS);
  return new Date(shown).toISOString().slice(0, 19).replace("T", " ");
}

const dateAt = (ms: number, timeZone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone).toPlainDate();

function dayOf(date: Temporal.PlainDate, timeZone: string): Day {
  return {
    date: date.toString(),
    fromMs: startOfDayMs(date, timeZone),
    toMs: startOfDayMs(date.add({ days: 1 }), timeZone),
  };
}

function startOfDayMs(date: Temporal.PlainDate, timeZone: string): number {
  return date.toZonedDateTime(timeZone).epochMilliseconds;
}
