import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { clsx } from "clsx";
import { useMemo } from "react";
import type { SpendingChart } from "../../../shared/api/spending-chart.ts";
import type { BudgetView } from "../../../shared/ipc/budgets.ts";
import { TIME_RANGES, type TimeRange } from "../../../shared/domain/period.ts";
import { useWords } from "../../i18n/use-words.ts";
import { budgetsQuery, importStatusQuery } from "../../queries.ts";
import { Card, CardHeader } from "../../ui/card.tsx";
import { later } from "../../ui/later.tsx";
import { LoadFailure, OutdatedNote } from "../../ui/load-failure.tsx";
import { Select } from "../../ui/select.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useNow } from "../connection/use-now.ts";
import { isImported } from "../import-progress/is-imported.ts";
import { UnreliableNote } from "../ledger/unreliable-note.tsx";
import { useZoneTitle, ZoneNote } from "../time-zone/zone-note.tsx";
import { chartOutlook } from "./chart-outlook.ts";
import type { RunSeriesChoice } from "./chart-legend.tsx";
import { knownDays } from "./known-days.ts";
import { SpendingChartView } from "./spending-chart.tsx";
import { useHasNeverRun } from "./use-has-never-run.ts";

const EmptyChart = later(async () => (await import("./empty-chart.tsx")).EmptyChart);

const NO_BUDGETS: readonly BudgetView[] = [];

interface DailySpendingCardProps {
  readonly account: string;
  readonly chart: UseQueryResult<SpendingChart>;
  readonly timeRange: TimeRange;
  readonly onTimeRangeChange: (timeRange: TimeRange) => void;
  readonly runs: RunSeriesChoice;
}

export function DailySpendingCard({ account, chart, timeRange, onTimeRangeChange, runs }: DailySpendingCardProps) {
  const { t } = useWords();
  const retry = () => void chart.refetch();
  const isBroken = chart.isError && chart.data === undefined;
  return (
    <Card label={t("chart.title")} isRemembered isTall={!isBroken}>
      <CardHeader
        title={t("chart.title")}
        corner={
          <Select
            label={t("chart.select")}
            value={timeRange}
            options={TIME_RANGES.map((value) => ({ value, label: t(`chart.${value}`) }))}
            onChange={onTimeRangeChange}
          />
        }
      />
      {chart.data ? (
        <div
          aria-busy={chart.isPlaceholderData}
          className={clsx(
            "flex grow flex-col gap-5 transition-opacity duration-150",
            chart.isPlaceholderData && "opacity-50",
          )}
        >
          <div>
            <Subtitle days={chart.data} />
            <UnreliableNote />
          </div>
          <Days account={account} days={chart.data} runs={runs} />
        </div>
      ) : isBroken ? (
        <LoadFailure title={t("chart.loadFailed")} error={chart.error} onRetry={retry} />
      ) : (
        <div role="status" aria-label={t("app.loading")} className="flex grow flex-col gap-6">
          <Skeleton className="h-4 w-44" />
          <Skeleton className="min-h-56 grow" />
        </div>
      )}
      {chart.data && chart.isError && <OutdatedNote text={t("chart.outdated")} onRetry={retry} />}
    </Card>
  );
}

function Subtitle({ days }: { readonly days: SpendingChart }) {
  const { t } = useWords();
  const { data: status } = useQuery(importStatusQuery);
  const isWhole = isImported(status, days.length, useNow());
  const runs = days.reduce((total, day) => total + day.runs, 0);
  const unknown = days.reduce((total, day) => total + day.runsWithoutCost, 0);
  return (
    <p title={useZoneTitle()} className="text-sm text-muted-foreground">
      {runs === 0 ? t(isWhole ? "chart.noRuns" : "connection.incomplete") : t("chart.subtitle", { count: runs })}
      {unknown > 0 && `, ${t("total.unknown", { count: unknown })}`}
      <ZoneNote />
    </p>
  );
}

interface DaysProps {
  readonly account: string;
  readonly days: SpendingChart;
  readonly runs: RunSeriesChoice;
}

function Days({ account, days, runs }: DaysProps) {
  const hasNeverRun = useHasNeverRun(account, days);
  const { data: budgets = NO_BUDGETS } = useQuery(budgetsQuery(account));
  const outlook = useMemo(() => chartOutlook(budgets, days), [budgets, days]);
  const completeFrom = useQuery(importStatusQuery).data?.completeFrom ?? null;
  const known = useMemo(() => knownDays(days, completeFrom), [days, completeFrom]);
  if (hasNeverRun) return <EmptyChart />;
  return <SpendingChartView days={days} outlook={outlook} known={known} runs={runs} />;
}
