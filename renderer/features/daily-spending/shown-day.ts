import type { SpendingChart, SpendingChartDay } from "../../../shared/api/spending-chart.ts";
import { formatExactUsd, formatUsd, type NanoUsd } from "../../../shared/domain/money.ts";
import { useWords } from "../../i18n/use-words.ts";
import type { ChartOutlook } from "./chart-outlook.ts";
import { fullDay } from "./day-names.ts";

/** One day of the chart: past, today, or to come. */
export interface ShownDay {
  readonly date: string;
  /** Null for a day to come. */
  readonly spent: SpendingChartDay | null;
  /** Null for a day that is over. */
  readonly expectedNanoUsd: NanoUsd | null;
  /** Null without a budget. */
  readonly budgetNanoUsd: NanoUsd | null;
}

export function shownDay(days: SpendingChart, { daily, expected }: ChartOutlook, index: number): ShownDay | null {
  const spent = days[index] ?? null;
  const projected = expected[index - days.length + 1] ?? null;
  const date = spent?.date ?? projected?.date;
  if (date === undefined) return null;
  const budgetNanoUsd = daily?.nanoUsdPerDay ?? null;
  return { date, spent, expectedNanoUsd: projected?.expectedNanoUsd ?? null, budgetNanoUsd };
}

export interface DayWords {
  readonly date: string;
  readonly cost: string;
  readonly notes: readonly string[];
  readonly warning: string | null;
}

export function useDayWords(): (day: ShownDay) => DayWords {
  const { t, language } = useWords();
  return ({ date, spent, expectedNanoUsd, budgetNanoUsd }) => {
    const expected = expectedNanoUsd === null ? null : formatUsd(expectedNanoUsd, language);
    const budget =
      budgetNanoUsd === null ? [] : [t("budgets.dayBudget", { amount: formatUsd(budgetNanoUsd, language) })];
    if (spent === null) {
      const cost = t("budgets.expectedDay", { amount: expected ?? "" });
      return { date: fullDay(date, language), cost, notes: budget, warning: null };
    }
    return {
      date: fullDay(date, language),
      cost: formatExactUsd(BigInt(spent.costNanoUsd), language),
      notes: [
        t("total.runs", { count: spent.runs }),
        ...(expected === null ? [] : [t("budgets.expectedToday", { amount: expected })]),
        ...budget,
      ],
      warning: spent.runsWithoutCost > 0 ? t("chart.unknown", { count: spent.runsWithoutCost }) : null,
    };
  };
}

/** What the tooltip shows, as one sentence for those who hear it. */
export function useDaySentence(): (day: ShownDay) => string {
  const wordsOf = useDayWords();
  return (day) => {
    const { date, cost, notes, warning } = wordsOf(day);
    return [date, cost, ...notes, ...(warning === null ? [] : [warning])].join(", ");
  };
}
