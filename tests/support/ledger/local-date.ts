/** Zones with quarter and half hours, half-hour DST, clocks that change at midnight, and a date that was skipped. */
export const TIME_ZONES = [
  "UTC",
  "Europe/Paris",
  "America/New_York",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Pacific/Chatham",
  "Africa/Cairo",
  "America/Santiago",
  "America/Havana",
  "Asia/Tehran",
] as const;

const formats = new Map<string, Intl.DateTimeFormat>();

/** The date that a calendar on the wall shows, by the platform's own formatter: nothing that Décompte computes. */
export function localDate(instantMs: number, timeZone: string): string {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
    formats.set(timeZone, format);
  }
  return format.format(instantMs);
}
