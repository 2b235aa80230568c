import type { UseQueryResult } from "@tanstack/react-query";
import { clsx } from "clsx";
import type { SpendingChart } from "../../../shared/api/spending-chart.ts";
import type { TimeRange } from "../../../shared/domain/period.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Card, CardHeader } from "../../ui/card.tsx";
import { LoadFailure, OutdatedNote } from "../../ui/load-failure.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import type { RunSeriesChoice } from "./chart-legend.tsx";
import { DailyFigures } from "./daily-figures.tsx";
import { TimeRangeSelect } from "./time-range-select.tsx";

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
        corner={<TimeRangeSelect timeRange={timeRange} onChange={onTimeRangeChange} />}
      />
      {chart.data ? (
        <div
          aria-busy={chart.isPlaceholderData}
          className={clsx(
            "flex min-h-0 grow flex-col gap-5 transition-opacity duration-150",
            chart.isPlaceholderData && "opacity-50",
          )}
        >
          <DailyFigures account={account} days={chart.data} runs={runs} />
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
