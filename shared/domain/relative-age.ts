import type { Language } from "./money.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** "il y a 3 min", "2 hr. ago". */
export function relativeAge(ageMs: number, language: Language): string {
  const words = new Intl.RelativeTimeFormat(language, { style: "short" });
  if (ageMs < HOUR_MS) return words.format(-Math.floor(ageMs / MINUTE_MS), "minute");
  if (ageMs < DAY_MS) return words.format(-Math.floor(ageMs / HOUR_MS), "hour");
  return words.format(-Math.floor(ageMs / DAY_MS), "day");
}
