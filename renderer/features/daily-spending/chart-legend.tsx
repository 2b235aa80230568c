import { formatUsd } from "../../../shared/domain/money.ts";
import { useWords } from "../../i18n/use-words.ts";
import { roughRange, roughUsd } from "../budgets/budget-words.ts";
import type { ChartOutlook, DailyBudget, ProjectedWindow } from "./chart-outlook.ts";

interface ChartLegendProps {
  readonly outlook: ChartOutlook;
  readonly isBudgetDrawn: boolean;
}

/** What the lines beside the curve mean. */
export function ChartLegend({ outlook: { daily, projected }, isBudgetDrawn }: ChartLegendProps) {
  if (daily === null && projected === null) return null;
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-xs leading-4.5 text-muted-foreground">
      {daily !== null && (
        <li className="flex items-start gap-2">
          <span className="mt-2 w-5 shrink-0 border-t-2 border-near" />
          <DailyBudgetWords daily={daily} isDrawn={isBudgetDrawn} />
        </li>
      )}
      {projected !== null && (
        <li className="flex items-start gap-2">
          <span className="mt-2 w-5 shrink-0 border-t-2 border-dashed border-chart" />
          <ProjectedWords projected={projected} />
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

function ProjectedWords({ projected }: { readonly projected: ProjectedWindow }) {
  const { t, language } = useWords();
  const { window, expectedNanoUsd, lowNanoUsd, highNanoUsd } = projected;
  const range = roughRange(lowNanoUsd, highNanoUsd, language);
  return (
    <span className="tabular-nums" title={t("budgets.projectionText")}>
      {t(`budgets.projected.${window}`, { expected: roughUsd(expectedNanoUsd, language), range })}
    </span>
  );
}
