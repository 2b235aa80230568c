import type { Language } from "../../../shared/domain/money.ts";
import { displayNow } from "../../i18n/display.ts";

export const MINUTE_MS = 60_000;

/** The time of day, with the date in front when it was not today: "10:32", "3 févr. 10:32", "3 févr. 2024 10:32". */
export function clockTime(atMs: number, nowMs: number, language: Language): string {
  const { timeZone } = displayNow();
  const [date, today] = [atMs, nowMs].map((ms) => dateIn(timeZone, ms));
  const isThisYear = date?.slice(0, 4) === today?.slice(0, 4);
  return new Intl.DateTimeFormat(language, {
    ...(date === today ? {} : { day: "numeric", month: "short" }),
    ...(isThisYear ? {} : { year: "numeric" }),
    hour: language === "fr" ? "2-digit" : "numeric",
    minute: "2-digit",
    timeZone,
  }).format(atMs);
}

/** "3 oct. 2026", "Oct 3, 2026". Without a zone, that of the days that are shown. */
export function calendarDay(atMs: number, language: Language, timeZone: string = displayNow().timeZone): string {
  const parts = { day: "numeric", month: "short", year: "numeric" } as const;
  return new Intl.DateTimeFormat(language, { ...parts, timeZone }).format(atMs);
}

/** The day on which an instant lies in a zone: "2026-10-03". */
export const dateIn = (timeZone: string, atMs: number): string => dateFormat(timeZone).format(atMs);

const dateFormats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(timeZone: string): Intl.DateTimeFormat {
  const known = dateFormats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat("sv", { timeZone });
  dateFormats.set(timeZone, format);
  return format;
}
