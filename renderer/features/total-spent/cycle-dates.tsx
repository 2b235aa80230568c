import { useWords } from "../../i18n/use-words.ts";

interface CycleDatesProps {
  readonly from: string;
  /** Not included. */
  readonly until: string;
}

/** Apify counts its cycles in days of UTC, wherever the person is. */
export function CycleDates({ from, until }: CycleDatesProps) {
  const { t, language } = useWords();
  const format = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" });
  return (
    <p className="mt-1 text-note text-muted-foreground tabular-nums">
      {t("total.cycleDates", { dates: format.formatRange(Date.parse(from), Date.parse(until) - 1) })}
    </p>
  );
}
