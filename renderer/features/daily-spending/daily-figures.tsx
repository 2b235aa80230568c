import { useQuery } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import type { SpendingChart } from "../../../shared/api/spending-chart.ts";
import type { BudgetView } from "../../../shared/ipc/budgets.ts";
import { useDisplay } from "../../i18n/display.ts";
import { useWords } from "../../i18n/use-words.ts";
import { budgetsQuery, importStatusQuery } from "../../queries.ts";
import { later } from "../../ui/later.tsx";
import { useNow } from "../connection/use-now.ts";
import { isImported } from "../import-progress/is-imported.ts";
import { UnreliableNote } from "../ledger/unreliable-note.tsx";
import { useRunFilter } from "../run-filter/use-run-filter.ts";
import { useZoneTitle, ZoneNote } from "../time-zone/zone-note.tsx";
import type { RunSeriesChoice } from "./chart-legend.tsx";
import { chartOutlook } from "./chart-outlook.ts";
import { ChartTools } from "./chart-tools.tsx";
import { knownDays } from "./known-days.ts";
import { SpendingChartView } from "./spending-chart.tsx";
import { useHasNeverRun } from "./use-has-never-run.ts";

const EmptyChart = later(async () => (await import("./empty-chart.tsx")).EmptyChart);
const DayTable = later(async () => (await import("./day-table.tsx")).DayTable);

const NO_BUDGETS: readonly BudgetView[] = [];

interface DailyFiguresProps {
  readonly account: string;
  readonly days: SpendingChart;
  readonly runs: RunSeriesChoice;
}

/** The days of the card, as a chart or as a table of the same figures. */
export function DailyFigures({ account, days, runs }: DailyFiguresProps) {
  const [isTable, setIsTable] = useState(false);
  const shown = useRef<HTMLDivElement>(null);
  const hasNeverRun = useHasNeverRun(account, days);
  const { isFiltered } = useRunFilter();
  const { data: budgets = NO_BUDGETS } = useQuery(budgetsQuery(account));
  // Budgets and their projections are about every run.
  const outlook = useMemo(() => chartOutlook(isFiltered ? NO_BUDGETS : budgets, days), [budgets, days, isFiltered]);
  const completeFrom = useQuery(importStatusQuery).data?.completeFrom ?? null;
  const { timeZone, areAmountsHidden } = useDisplay();
  const known = useMemo(() => knownDays(days, completeFrom, timeZone), [days, completeFrom, timeZone]);
  const subtitle = useSubtitle(days);
  return (
    <>
      <div className="flex items-start justify-between gap-3">
        <div>
          <p title={useZoneTitle()} className="text-sm text-muted-foreground">
            {subtitle}
            <ZoneNote />
          </p>
          <UnreliableNote />
        </div>
        {!hasNeverRun && (
          <ChartTools chart={shown} days={days} subtitle={subtitle} isTable={isTable} onTable={setIsTable} />
        )}
      </div>
      <div ref={shown} className="flex min-h-0 grow flex-col gap-5">
        {hasNeverRun ? (
          <EmptyChart />
        ) : isTable ? (
          <DayTable days={days} outlook={outlook} known={known} />
        ) : (
          // Its labels, and what room they take, are others with hidden amounts.
          <SpendingChartView key={String(areAmountsHidden)} days={days} outlook={outlook} known={known} runs={runs} />
        )}
      </div>
    </>
  );
}

function useSubtitle(days: SpendingChart): string {
  const { t } = useWords();
  const { data: status } = useQuery(importStatusQuery);
  const isFirstImport = status?.state === "running" && status.lastCompletedAt === null;
  const isWhole = isImported(status, days.length, useNow()) && !isFirstImport;
  const runs = days.reduce((total, day) => total + day.runs, 0);
  const unknown = days.reduce((total, day) => total + day.runsWithoutCost, 0);
  const words =
    runs === 0 ? t(isWhole ? "chart.noRuns" : "connection.incomplete") : t("chart.subtitle", { count: runs });
  return unknown === 0 ? words : `${words}, ${t("total.unknown", { count: unknown })}`;
}
