import { useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { clsx } from "clsx";
import { Clock } from "lucide-react";
import { PERIOD_DAYS, PERIODS, type ShownPeriod } from "../../../shared/domain/period.ts";
import { relativeAge } from "../../../shared/domain/relative-age.ts";
import type { ShownSummary } from "../../../shared/ipc/figures.ts";
import { AGE_PLACE } from "../../../shared/ipc/remembered-screen.ts";
import { formatExactUsd, formatUsd } from "../../i18n/money.ts";
import { useWords } from "../../i18n/use-words.ts";
import { importStatusQuery, summaryQuery } from "../../queries.ts";
import { Card, CardHeader } from "../../ui/card.tsx";
import { later } from "../../ui/later.tsx";
import { LoadFailure, OutdatedNote } from "../../ui/load-failure.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { PeriodBudget } from "../budgets/period-budget.tsx";
import { calendarDay } from "../connection/relative-age.ts";
import { useFiguresAge } from "../connection/use-connection.ts";
import { useNow } from "../connection/use-now.ts";
import { isImported } from "../import-progress/is-imported.ts";
import { UnreliableNote } from "../ledger/unreliable-note.tsx";
import { useRunFilter } from "../run-filter/use-run-filter.ts";
import { useZoneTitle, ZoneNote } from "../time-zone/zone-note.tsx";
import { CycleDates } from "./cycle-dates.tsx";
import { PeriodChange } from "./period-change.tsx";
import { PeriodList } from "./period-list.tsx";
import { PeriodSelect } from "./period-select.tsx";

const DateRangeFields = later(async () => (await import("./date-range-fields.tsx")).DateRangeFields);

const DAY_MS = 86_400_000;
/** In a narrow window, and beside the chart, a longer amount is written smaller, so that it stays on its line. */
const LONGEST_LARGE_TEXT = 11;

interface TotalSpentCardProps {
  readonly account: string;
  readonly summary: UseQueryResult<ShownSummary | null>;
  readonly period: ShownPeriod;
  readonly onPeriodChange: (period: ShownPeriod) => void;
}

export function TotalSpentCard({ account, summary, period, onPeriodChange }: TotalSpentCardProps) {
  const { t } = useWords();
  const { data: status } = useQuery(importStatusQuery);
  const { filter, isFiltered } = useRunFilter();
  const client = useQueryClient();
  const readPeriods = () => {
    for (const each of PERIODS) void client.prefetchQuery(summaryQuery(account, each, filter));
  };
  const retry = () => void summary.refetch();
  // Before the first runs are in, nothing is known of the spend: not even that it is zero.
  const nowMs = useNow();
  const hasNoRuns = summary.data?.totalRuns === 0;
  const isComing = hasNoRuns && status?.state === "running" && status.lastCompletedAt === null;
  const isCut = hasNoRuns && !isComing && !isImported(status, daysBack(summary.data, nowMs), nowMs);
  return (
    <Card label={t("total.title")} isRemembered>
      <CardHeader
        title={t("total.title")}
        corner={
          <PeriodSelect
            account={account}
            label={t("total.select")}
            period={period}
            onChange={onPeriodChange}
            onOpen={readPeriods}
          />
        }
      />
      {typeof period === "object" && <DateRangeFields range={period} onChange={onPeriodChange} />}
      {isCut ? (
        <NothingKnown text={t("import.notImported")} />
      ) : summary.data === null ? (
        <NothingKnown text={t("teamServer.todayUnknown")} />
      ) : summary.data && !isComing ? (
        <Total summary={summary.data} isCycle={period === "cycle"} isFormer={summary.isPlaceholderData} />
      ) : summary.isError ? (
        <LoadFailure title={t("total.loadFailed")} error={summary.error} onRetry={retry} />
      ) : (
        <LoadingTotal />
      )}
      <div className="mt-auto">
        {!isCut && summary.data && !isComing && !isFiltered && (
          <>
            <PeriodList account={account} period={period} onPeriodChange={onPeriodChange} />
            {typeof period === "string" && <PeriodBudget account={account} period={period} />}
          </>
        )}
      </div>
      {summary.data && summary.isError && <OutdatedNote text={t("total.outdated")} onRetry={retry} />}
    </Card>
  );
}

interface TotalProps {
  readonly summary: ShownSummary;
  readonly isCycle: boolean;
  /** The one of another period, until this one's is there. */
  readonly isFormer: boolean;
}

function Total({ summary, isCycle, isFormer }: TotalProps) {
  const { t, language } = useWords();
  const { totalRuns, runsWithoutCost } = summary;
  const total = BigInt(summary.totalCostNanoUsd);
  const text = formatUsd(total, language);
  return (
    <div aria-busy={isFormer} className={clsx("transition-opacity duration-150", isFormer && "opacity-50")}>
      <p
        title={formatExactUsd(total, language)}
        className={clsx(
          "mt-1 font-semibold tracking-tight whitespace-nowrap tabular-nums sm:text-figure-wide",
          text.length > LONGEST_LARGE_TEXT ? "text-figure-long xl:text-figure-long" : "text-figure",
        )}
      >
        {text}
      </p>
      <p title={useZoneTitle()} className="mt-1 text-sm text-muted-foreground">
        {totalRuns === 0 ? t("total.noRuns") : t("total.runs", { count: totalRuns })}
        {runsWithoutCost > 0 && `, ${t("total.unknown", { count: runsWithoutCost })}`}
        <ZoneNote />
      </p>
      {isCycle && summary.period === "range" && <CycleDates from={summary.from} until={summary.until} />}
      <PeriodChange summary={summary} />
      <DataSince summary={summary} />
      <AgedNote />
      <UnreliableNote />
    </div>
  );
}

/** Said of everything, and of days that the ledger holds a part of. */
function DataSince({ summary }: { readonly summary: ShownSummary }) {
  const { t, language } = useWords();
  const { completeFrom } = summary;
  if (completeFrom === null || isWhole(summary)) return null;
  return (
    <p className="mt-1 text-note text-muted-foreground">
      {t("total.completeFrom", { date: calendarDay(Date.parse(completeFrom), language) })}
    </p>
  );
}

function isWhole(summary: ShownSummary): boolean {
  const { previous, completeFrom } = summary;
  if (summary.period === "all") return false;
  if (completeFrom === null) return true;
  if (summary.period === "range") return Date.parse(completeFrom) <= Date.parse(summary.from);
  // The period before begins as many days earlier: but for an hour, where the clocks were turned.
  const lengthMs = PERIOD_DAYS[summary.period] * DAY_MS;
  return previous === null || Date.parse(completeFrom) <= Date.parse(previous.from) + lengthMs;
}

/** How many days of the past count; null: all of them. */
function daysBack(summary: ShownSummary | null | undefined, nowMs: number): number | null {
  if (!summary || summary.period === "all") return null;
  return summary.period === "range" ? (nowMs - Date.parse(summary.from)) / DAY_MS : PERIOD_DAYS[summary.period];
}

/** Nothing to add up is no zero: an import was cut before its first runs, or a server is away since yesterday. */
function NothingKnown({ text }: { readonly text: string }) {
  return (
    <>
      <p aria-hidden className="mt-1 text-figure font-semibold sm:text-figure-wide">
        –
      </p>
      <p className="mt-1 text-sm text-muted-foreground">{text}</p>
    </>
  );
}

/** An old figure says so itself, whatever the reason; a remembered one too, which was not old yet when it was kept. */
function AgedNote() {
  const { t, language } = useWords();
  const figures = useFiguresAge(useNow());
  if (figures === null) return null;
  const { isStale, ageMs } = figures;
  return (
    <p
      hidden={!isStale}
      data-aged={t("total.aged", { age: AGE_PLACE })}
      className="mt-1.5 flex items-center gap-1.5 text-note text-warning"
    >
      <Clock aria-hidden className="size-3.5 shrink-0" />
      {isStale && t("total.aged", { age: relativeAge(ageMs, language) })}
    </p>
  );
}

function LoadingTotal() {
  const { t } = useWords();
  return (
    <div role="status" aria-label={t("app.loading")}>
      <Skeleton className="mt-2.5 h-9 w-44 sm:h-11 sm:w-52" />
      <Skeleton className="mt-3 h-4 w-28" />
    </div>
  );
}
