import type { Words } from "./words/fr.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const DAYS_TOLD = 30;

/** How long ago something was; of what is long past, the date. A server doesn't know the visitor's time zone. */
export function past(instant: Date, nowMs: number, { language, justNow }: Words): string {
  const agoMs = nowMs - instant.getTime();
  if (agoMs < MINUTE_MS) return justNow;
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  if (agoMs < HOUR_MS) return relative.format(-Math.floor(agoMs / MINUTE_MS), "minute");
  if (agoMs < DAY_MS) return relative.format(-Math.floor(agoMs / HOUR_MS), "hour");
  if (agoMs < DAYS_TOLD * DAY_MS) return relative.format(-Math.floor(agoMs / DAY_MS), "day");
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" }).format(instant);
}
