import type { Language } from "../../../shared/domain/money.ts";

export const MINUTE_MS = 60_000;
/** The time of day, with the date in front when it was not today: "10:32", "3 févr. 10:32", "3 févr. 2024 10:32". */
export function clockTime(atMs: number, nowMs: number, language: Language): string {
  const at = new Date(atMs);
  const now = new Date(nowMs);
  const isToday = at.toDateString() === now.toDateString();
  const isThisYear = at.getFullYear() === now.getFullYear();
  return new Intl.DateTimeFormat(language, {
    ...(isToday ? {} : { day: "numeric", month: "short" }),
    ...(isThisYear ? {} : { year: "numeric" }),
    hour: language === "fr" ? "2-digit" : "numeric",
    minute: "2-digit",
  }).format(at);
}

/** "3 oct. 2026", "Oct 3, 2026". Without a zone, the person's own. */
export function calendarDay(atMs: number, language: Language, timeZone?: string): string {
  return new Intl.DateTimeFormat(language, {
    day: "numeric",
    month: "short",
    year: "numeric",
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(atMs);
}
