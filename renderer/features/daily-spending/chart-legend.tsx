import { formatUsd } from "../../../shared/domain/money.ts";
import { useWords } from "../../i18n/use-words.ts";
import type { ChartOutlook, DailyBudget } from "./chart-outlook.ts";

interface ChartLegendProps {
  readonly outlook: ChartOutlook;
  readonly isBudgetDrawn: boolean;
}

/** What the lines beside the curve mean. */
export function ChartLegend({ outlook: { daily, expected }, isBudgetDrawn }: ChartLegendProps) {
  const { t } = useWords();
  if (daily === null && expected.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-xs leading-4.5 text-muted-foreground">
      {daily !== null && (
        <li className="flex items-center gap-2">
          <span className="w-5 shrink-0 border-t-2 border-near" />
          <DailyBudgetWords daily={daily} isDrawn={isBudgetDrawn} />
        </li>
      )}
      {expected.length > 0 && (
        <li className="flex items-center gap-2">
          <span className="w-5 shrink-0 border-t-2 border-dashed border-chart" />
          {t("budgets.projected")}
        </li>
      )}
    </ul>
  );
}

/** The share of a longer budget says that it is one. */
function DailyBudgetWords({ daily, isDrawn }: { readonly daily: DailyBudget; readonly isDrawn: boolean }) {
  const { t, language } = useWords();
  const words = t(`budgets.perDay.${daily.window}`, { amount: formatUsd(daily.nanoUsdPerDay, language) });
  const notes = [
    ...(daily.windowDays === 1
      ? []
      : [t("budgets.spread", { amount: formatUsd(daily.amountNanoUsd, language), days: daily.windowDays })]),
    ...(isDrawn ? [] : [t("budgets.aboveScale")]),
  ];
  return <span className="tabular-nums">{notes.length === 0 ? words : `${words} (${notes.join(", ")})`}</span>;
}
