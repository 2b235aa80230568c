import { Temporal } from "temporal-polyfill";
import type { Span } from "../day.ts";
import type { NanoUsd } from "../money.ts";
import type { Budget, BudgetWindow, WindowInstance } from "./budget.ts";
import type { DaySpending } from "./day-spending.ts";
import { windowAt, windowBefore } from "./window-instance.ts";

/** What was crossed longer ago, such as while the computer was off, is no news any more. */
const NEWS_FOR_MS = 31 * 24 * 60 * 60 * 1_000;

/** A window that is over. */
export interface FormerWindow extends WindowInstance {
  /** Its first and its last day in the budget's zone; null for a billing cycle, which begins within a day. */
  readonly days: { readonly first: string; readonly last: string } | null;
}

/** The windows of a budget that ended while it stood as it does, and are still worth telling of; the latest first. */
export function formerWindows(
  { window, timeZone, effectiveSinceMs }: Pick<Budget, "window" | "timeZone" | "effectiveSinceMs">,
  nowMs: number,
  cycle: Span | null,
): readonly FormerWindow[] {
  const former = window === "cycle" ? formerCycle(nowMs, timeZone, cycle) : calendarWindows(window, nowMs, timeZone);
  return former.filter(({ toMs }) => isNews(toMs, effectiveSinceMs, nowMs));
}

/** Whether what a window that ended then has cost is still to be told of a budget that stands as it does since an instant. */
export const isNews = (endMs: number, effectiveSinceMs: number, nowMs: number): boolean =>
  effectiveSinceMs < endMs && nowMs - endMs < NEWS_FOR_MS;

/** What a window of whole days has cost by its days, oldest first; null where the first of them is not among these. */
export function spentByDays(
  { first, last }: NonNullable<FormerWindow["days"]>,
  days: readonly DaySpending[],
): NanoUsd | null {
  const [oldest] = days;
  if (oldest === undefined || first < oldest.date) return null;
  return days.reduce((sum, { date, costNanoUsd }) => (first <= date && date <= last ? sum + costNanoUsd : sum), 0n);
}

/** Of cycles one alone is ever told. */
function formerCycle(nowMs: number, timeZone: string, cycle: Span | null): readonly FormerWindow[] {
  const former = windowBefore("cycle", nowMs, timeZone, cycle);
  return former === null ? [] : [{ ...former, days: null }];
}

interface Made {
  readonly present: Span;
  readonly former: readonly FormerWindow[];
}
/** The lists made last: to make one of 31 days takes longer than to read their costs. */
const madeLast = new Map<string, Made>();
const MOST_KEPT = 64;

function calendarWindows(
  window: Exclude<BudgetWindow, "cycle">,
  nowMs: number,
  timeZone: string,
): readonly FormerWindow[] {
  const key = `${window} ${timeZone}`;
  const known = madeLast.get(key);
  if (known !== undefined && known.present.fromMs <= nowMs && nowMs < known.present.toMs) return known.former;
  const made = makeWindows(window, nowMs, timeZone);
  if (madeLast.size >= MOST_KEPT) madeLast.clear();
  madeLast.set(key, made);
  return made.former;
}

function makeWindows(window: Exclude<BudgetWindow, "cycle">, nowMs: number, timeZone: string): Made {
  const present = windowAt(window, nowMs, timeZone, null) ?? { fromMs: nowMs, toMs: nowMs };
  const dateAt = (atMs: number): string =>
    Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone).toPlainDate().toString();
  const former: FormerWindow[] = [];
  let next = windowBefore(window, present.fromMs, timeZone, null);
  while (next !== null && present.fromMs - next.toMs < NEWS_FOR_MS) {
    former.push({ ...next, days: { first: dateAt(next.fromMs), last: dateAt(next.toMs - 1) } });
    next = windowBefore(window, next.fromMs, timeZone, null);
  }
  return { present, former };
}
