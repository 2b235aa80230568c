import { Temporal } from "temporal-polyfill";
import type { Span } from "../day.ts";
import type { NanoUsd } from "../money.ts";
import type { Budget, WindowInstance } from "./budget.ts";
import type { DaySpending } from "./day-spending.ts";
import { windowBefore } from "./window-instance.ts";

/** What was crossed longer ago, such as while the computer was off, is no news any more. */
const NEWS_FOR_MS = 31 * 24 * 60 * 60 * 1_000;

/** The windows of a budget that ended while it stood as it does, and are still worth telling of; the latest first. */
export function formerWindows(
  { window: kind, timeZone, effectiveSinceMs }: Pick<Budget, "window" | "timeZone" | "effectiveSinceMs">,
  nowMs: number,
  cycle: Span | null,
): readonly WindowInstance[] {
  const windows: WindowInstance[] = [];
  const isNews = ({ toMs }: Span): boolean => effectiveSinceMs < toMs && nowMs - toMs < NEWS_FOR_MS;
  let window = windowBefore(kind, nowMs, timeZone, cycle);
  while (window !== null && isNews(window)) {
    windows.push(window);
    // Of cycles one alone is ever told.
    window = kind === "cycle" ? null : windowBefore(kind, window.fromMs, timeZone, null);
  }
  return windows;
}

/** What a window of whole days has cost by its days, oldest first; null where the first of them is not among these. */
export function spentByDays(window: Span, days: readonly DaySpending[], timeZone: string): NanoUsd | null {
  const [first, last] = [window.fromMs, window.toMs - 1].map((atMs) =>
    Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone).toPlainDate().toString(),
  );
  const [oldest] = days;
  if (first === undefined || last === undefined || oldest === undefined || first < oldest.date) return null;
  return days.reduce((sum, { date, costNanoUsd }) => (first <= date && date <= last ? sum + costNanoUsd : sum), 0n);
}
