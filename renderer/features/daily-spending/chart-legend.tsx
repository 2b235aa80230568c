import { clsx } from "clsx";
import type { ReactNode } from "react";
import { useWords } from "../../i18n/use-words.ts";
import { roughRange, roughUsd } from "../budgets/budget-words.ts";
import { calendarDay } from "../connection/relative-age.ts";
import type { ChartOutlook, DailyBudget, ProjectedWindow } from "./chart-outlook.ts";
import { hasRunsBefore, type KnownDays } from "./known-days.ts";
import { formatUsd } from "../../i18n/money.ts";

const HATCHED = "hatched mt-1 h-2.5 rounded-xs border border-input";

interface ChartLegendProps {
  readonly outlook: ChartOutlook;
  readonly known: KnownDays;
  /** Whether there is a day on which no run's cost is known. */
  readonly isSomeCostUnknown: boolean;
  readonly isBudgetDrawn: boolean;
  /** Null where there is no run to draw. */
  readonly runs: RunSeriesChoice | null;
}

export interface RunSeriesChoice {
  readonly isShown: boolean;
  readonly onChange: (isShown: boolean) => void;
}

/** What the chart draws. The runs can be left out of it. */
export function ChartLegend({ outlook, known, isSomeCostUnknown, isBudgetDrawn, runs }: ChartLegendProps) {
  const { t, language } = useWords();
  const { daily, projected } = outlook;
  const isAllKnown = known.completeFrom === null && !isSomeCostUnknown;
  const isCostAlone = runs === null && daily === null && projected === null && isAllKnown;
  if (isCostAlone) return null;
  return (
    <ul data-legend className="flex flex-wrap gap-x-5 gap-y-1 text-xs leading-4.5 text-muted-foreground">
      <Entry series="cost" mark="mt-2 border-t-2 border-chart">
        {t("chart.costSeries")}
      </Entry>
      {runs !== null && <RunSeriesEntry {...runs} />}
      {daily !== null && (
        <Entry series="budget" mark="mt-2 border-t-2 border-near">
          <DailyBudgetWords daily={daily} isDrawn={isBudgetDrawn} />
        </Entry>
      )}
      {projected !== null && (
        <Entry series="projection" mark="mt-2 border-t-2 border-dashed border-chart">
          <ProjectedWords projected={projected} />
        </Entry>
      )}
      {known.completeFrom !== null && (
        <Entry series="unknown" mark={HATCHED}>
          {t(hasRunsBefore(known) ? "chart.someDataBefore" : "chart.noDataBefore", {
            date: calendarDay(Date.parse(known.completeFrom), language, "UTC"),
          })}
        </Entry>
      )}
      {isSomeCostUnknown && (
        <Entry series="unknown" mark={HATCHED}>
          {t("chart.costUnknown")}
        </Entry>
      )}
    </ul>
  );
}

interface EntryProps {
  /** By this the picture of the chart knows what it draws before the words. */
  readonly series: "cost" | "budget" | "projection" | "unknown";
  readonly mark: string;
  readonly children: ReactNode;
}

function Entry({ series, mark, children }: EntryProps) {
  return (
    <li data-series={series} className="flex items-start gap-2">
      <span className={clsx("w-5 shrink-0", mark)} />
      <span className="tabular-nums">{children}</span>
    </li>
  );
}

function RunSeriesEntry({ isShown, onChange }: RunSeriesChoice) {
  const { t } = useWords();
  return (
    <li data-series={isShown ? "runs" : undefined}>
      <button
        type="button"
        aria-pressed={isShown}
        onClick={() => onChange(!isShown)}
        className="focus-ring -mx-1.5 -my-px flex items-center gap-2 rounded-sm px-1.5 py-px transition-colors hover:bg-muted hover:text-foreground"
      >
        <span className={clsx("flex items-end gap-0.5", !isShown && "opacity-30")}>
          <span className="h-2 w-1 rounded-t-xs bg-runs" />
          <span className="h-3 w-1 rounded-t-xs bg-runs" />
          <span className="h-1.5 w-1 rounded-t-xs bg-runs" />
        </span>
        <span className={clsx(!isShown && "line-through")}>{t("chart.runSeries")}</span>
      </button>
    </li>
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
  return notes.length === 0 ? words : `${words} (${notes.join(", ")})`;
}

function ProjectedWords({ projected }: { readonly projected: ProjectedWindow }) {
  const { t, language } = useWords();
  const { window, expectedNanoUsd, lowNanoUsd, highNanoUsd } = projected;
  const range = roughRange(lowNanoUsd, highNanoUsd, language);
  return (
    <span title={t("budgets.projectionText")}>
      {t(`budgets.projected.${window}`, { expected: roughUsd(expectedNanoUsd, language), range })}
    </span>
  );
}
