import type { Language } from "../../../shared/domain/money.ts";

// A day of the ledger is a date without a time: reading and writing it in UTC keeps it the same day everywhere.
const formats = (options: Intl.DateTimeFormatOptions) => ({
  fr: new Intl.DateTimeFormat("fr", { ...options, timeZone: "UTC" }),
  en: new Intl.DateTimeFormat("en", { ...options, timeZone: "UTC" }),
});

const SHORT = formats({ day: "numeric", month: "short" });
const FULL = formats({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
const WITH_WEEKDAY = formats({ weekday: "short", day: "numeric", month: "short" });
const WITH_YEAR = formats({ weekday: "short", day: "numeric", month: "short", year: "numeric" });

/** "lun. 3 févr.", "Mon, Feb 3"; of another year than `year`, with it. */
export function weekdayAndDay(date: string, year: string, language: Language): string {
  const format = date.startsWith(year) ? WITH_WEEKDAY : WITH_YEAR;
  return format[language].format(Date.parse(date));
}

const SPAN = formats({ day: "numeric", month: "short", year: "numeric" });

/** "3–9 févr. 2025", "Feb 3 – 9, 2025" */
export function daySpan(first: string, last: string, language: Language): string {
  return SPAN[language].formatRange(Date.parse(first), Date.parse(last));
}

/** "3 févr.", "Feb 3" */
export function shortDay(date: string, language: Language): string {
  return SHORT[language].format(Date.parse(date));
}

/** "lundi 3 février 2025", "Monday, February 3, 2025" */
export function fullDay(date: string, language: Language): string {
  return FULL[language].format(Date.parse(date));
}
