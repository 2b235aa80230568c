import type { useWords } from "../../i18n/use-words.ts";

type Words = ReturnType<typeof useWords>;

export interface RunFormats extends Pick<Words, "t" | "language"> {
  readonly day: (atMs: number) => string;
  readonly time: (atMs: number) => string;
  readonly exact: (atMs: number) => string;
  readonly count: (value: number) => string;
}

/** Made once for all rows: to make one, or to ask for words, takes longer than all else of a row. */
export function runFormats({ t, language, timeZone }: Words): RunFormats {
  const day = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year: "numeric", timeZone });
  const time = new Intl.DateTimeFormat(language, {
    hour: language === "fr" ? "2-digit" : "numeric",
    minute: "2-digit",
    timeZone,
  });
  const exact = new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "long", timeZone });
  const count = new Intl.NumberFormat(language);
  return {
    t,
    language,
    day: (atMs) => day.format(atMs),
    time: (atMs) => time.format(atMs),
    exact: (atMs) => exact.format(atMs),
    count: (value) => count.format(value),
  };
}
