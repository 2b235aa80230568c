import type { BudgetWindow } from "../../../shared/domain/budget/budget.ts";
import { type Language, magnitudeOf, type NanoUsd } from "../../../shared/domain/money.ts";
import type { BudgetReadingView, BudgetView } from "../../../shared/ipc/budgets.ts";
import { useWords } from "../../i18n/use-words.ts";
import { formatExactUsd, formatUsd, formatUsdApart } from "../../i18n/money.ts";

const WHOLE_FROM: NanoUsd = 10_000_000_000n;

/** "Budget du mois", "Budget du mois, apify/web-scraper". */
export function useBudgetName(): (budget: Pick<BudgetView, "window" | "scraperName">) => string {
  const { t } = useWords();
  return ({ window, scraperName }) => {
    const name = t(`budgets.names.${window}`);
    return scraperName === null ? name : `${name}, ${scraperName}`;
  };
}

/** What is spent, to the cent, and the amount as the person chose it. They read the same only where they are. */
export function amountsOf(
  { amountNanoUsd }: Pick<BudgetView, "amountNanoUsd">,
  { spentNanoUsd }: Pick<BudgetReadingView, "spentNanoUsd">,
  language: Language,
): { readonly spent: string; readonly amount: string } {
  const amount = BigInt(amountNanoUsd);
  const [spent] = formatUsdApart(BigInt(spentNanoUsd), amount, language);
  return { spent, amount: formatExactUsd(amount, language) };
}

/** Whole, and never clamped: "130 %", "130%". */
export function percentText(percent: number, language: Language): string {
  return new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 }).format(percent / 100);
}

/** Which day, week, month or cycle it is: "lun. 23 nov.", "17–23 nov.", "novembre 2026". */
export function windowDates(
  window: BudgetWindow,
  { startAt, endAt }: BudgetReadingView["window"],
  timeZone: string,
  language: Language,
): string {
  const startMs = Date.parse(startAt);
  if (window === "month") return dateFormat(language, timeZone, { month: "long", year: "numeric" }).format(startMs);
  if (window === "day")
    return dateFormat(language, timeZone, { weekday: "short", day: "numeric", month: "short" }).format(startMs);
  // Apify counts its cycles in days of UTC, wherever the person is.
  const zone = window === "cycle" ? "UTC" : timeZone;
  const format = dateFormat(language, zone, { day: "numeric", month: "short" });
  return brokenAtDash(format.formatRange(startMs, Date.parse(endAt) - 1));
}

/** Where the line is too short for both dates, each stays whole. */
function brokenAtDash(range: string): string {
  return range.replaceAll(/\s/g, "\u00a0").replace(/\s–\s/, " – ");
}

function dateFormat(language: Language, timeZone: string, options: Intl.DateTimeFormatOptions) {
  return new Intl.DateTimeFormat(language, { ...options, timeZone });
}

/** What is only expected is not told to the cent, unless it is little: `42 $`, `3.20 $`. */
export function roughUsd(amount: NanoUsd, language: Language): string {
  const text = formatUsd(amount, language);
  return magnitudeOf(amount) < WHOLE_FROM
    ? text
    : formatUsd(((amount + 500_000_000n) / 1_000_000_000n) * 1_000_000_000n, language).replace(".00", "");
}

/** `35 – 51 $`, `$35 – $51`. */
export function roughRange(low: NanoUsd, high: NanoUsd, language: Language): string {
  const [from, to] = [roughUsd(low, language), roughUsd(high, language)];
  return `${language === "fr" ? from.replace(/\s?\$$/, "") : from}\u00a0–\u00a0${to}`;
}
