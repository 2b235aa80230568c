import type { Language } from "../../../shared/domain/money.ts";

// A day of the ledger is a date without a time: reading and writing it in UTC keeps it the same day everywhere.
const formats = (options: Intl.DateTimeFormatOptions) => ({
  fr: new Intl.DateTimeFormat("fr", { ...options, timeZone: "UTC" }),
  en: new Intl.DateTimeFormat("en", { ...options, timeZone: "UTC" }),
});

const SHORT = formats({ day: "numeric", month: "short" });
const FULL = formats({ weekday: "long", day: "numeric", month: "long", year: "numeric" });

/** "3 févr.", "Feb 3" */
export function shortDay(date: string, language: Language): string {
  return SHORT[language].format(Date.parse(date));
}

/** "lundi 3 février 2025", "Monday, February 3, 2025" */
export function fullDay(date: string, language: Language): string {
  return FULL[language].format(Date.parse(date));
}

// Canada writes dates as ISO does.
const LOCAL_DATE = new Intl.DateTimeFormat("en-CA", { year: "numeric", month: "2-digit", day: "2-digit" });

/** On which day an instant lies for whoever looks: "2025-02-03". */
export const dateOf = (atMs: number): string => LOCAL_DATE.format(atMs);
