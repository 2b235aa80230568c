import type { Language } from "../../../shared/domain/money.ts";

export interface RunFormats {
  readonly day: (atMs: number) => string;
  readonly time: (atMs: number) => string;
  readonly exact: (atMs: number) => string;
  readonly count: (value: number) => string;
}

/** Made once for all rows: a format takes longer to make than a row does. */
export function runFormats(language: Language, timeZone: string): RunFormats {
  const day = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year: "numeric", timeZone });
  const time = new Intl.DateTimeFormat(language, {
    hour: language === "fr" ? "2-digit" : "numeric",
    minute: "2-digit",
    timeZone,
  });
  const exact = new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "long", timeZone });
  const count = new Intl.NumberFormat(language);
  return {
    day: (atMs) => day.format(atMs),
    time: (atMs) => time.format(atMs),
    exact: (atMs) => exact.format(atMs),
    count: (value) => count.format(value),
  };
}
