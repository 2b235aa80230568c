import type { SpendingChart, SpendingChartDay } from "../../../shared/api/spending-chart.ts";
import type { NanoUsd } from "../../../shared/domain/money.ts";
import { useWords } from "../../i18n/use-words.ts";
import { roughRange } from "../budgets/budget-words.ts";
import type { ChartOutlook, ExpectedDay } from "./chart-outlook.ts";
import { fullDay } from "./day-names.ts";
import { isCostUnknown, isUnknown, type KnownDays } from "./known-days.ts";
import { formatExactUsd, formatUsd } from "../../i18n/money.ts";

/** One day of the chart: past, today, or to come. */
export interface ShownDay {
  readonly date: string;
  /** Null for a day to come. */
  readonly spent: SpendingChartDay | null;
  /** How much of it the ledger holds. */
  readonly held: "all" | "some" | "nothing";
  /** Null for a day that is over. */
  readonly expected: ExpectedDay | null;
  /** Null without a budget. */
  readonly budgetNanoUsd: NanoUsd | null;
}

interface WhatIsShown {
  readonly days: SpendingChart;
  readonly outlook: ChartOutlook;
  readonly known: KnownDays;
}

export function shownDay({ days, outlook, known }: WhatIsShown, index: number): ShownDay | null {
  const spent = days[index] ?? null;
  const expected = outlook.expected[index - days.length + 1] ?? null;
  const date = spent?.date ?? expected?.date;
  if (date === undefined) return null;
  const isBefore = index < known.completeIndex;
  const held = !isBefore ? "all" : spent !== null && isUnknown(spent, index, known) ? "nothing" : "some";
  return { date, spent, held, expected, budgetNanoUsd: outlook.daily?.nanoUsdPerDay ?? null };
}

export interface DayWords {
  readonly date: string;
  readonly cost: string;
  readonly notes: readonly string[];
  readonly warning: string | null;
}

export function useDayWords(): (day: ShownDay) => DayWords {
  const { t, language } = useWords();
  return ({ date: isoDate, spent, held, expected, budgetNanoUsd }) => {
    const date = fullDay(isoDate, language);
    if (held === "nothing") return { date, cost: t("chart.noData"), notes: [t("chart.noDataText")], warning: null };
    const range = expected === null ? [] : [rangeWords(expected)];
    const budget =
      budgetNanoUsd === null ? [] : [t("budgets.dayBudget", { amount: formatUsd(budgetNanoUsd, language) })];
    const amount = expected === null ? "" : formatUsd(expected.expectedNanoUsd, language);
    if (spent === null)
      return { date, cost: t("budgets.expectedDay", { amount }), notes: [...range, ...budget], warning: null };
    const runs = t("total.runs", { count: spent.runs });
    const today = expected === null ? [] : [t("budgets.expectedToday", { amount }), ...range];
    const unknown = spent.runsWithoutCost > 0 ? t("chart.unknown", { count: spent.runsWithoutCost }) : null;
    return {
      date,
      cost: isCostUnknown(spent) ? t("chart.costUnknown") : formatExactUsd(BigInt(spent.costNanoUsd), language),
      notes: [runs, ...today, ...budget],
      warning: unknown ?? (held === "some" ? t("chart.someData") : null),
    };
  };

  function rangeWords({ lowNanoUsd, highNanoUsd }: ExpectedDay): string {
    return t("budgets.expectedRange", { range: roughRange(lowNanoUsd, highNanoUsd, language) });
  }
}

/** What the tooltip shows, as one sentence for those who hear it. */
export function useDaySentence(): (day: ShownDay) => string {
  const wordsOf = useDayWords();
  return (day) => {
    const { date, cost, notes, warning } = wordsOf(day);
    return [date, cost, ...notes, ...(warning === null ? [] : [warning])].join(", ");
  };
}
