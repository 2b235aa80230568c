import type { RangeQuery } from "../../../shared/api/run-filter.ts";
import { MOST_CHART_DAYS, type SpendingChart } from "../../../shared/api/spending-chart.ts";
import { countDays, type Day, daysOfSpan, lastDays } from "../../../shared/domain/day.ts";
import { usdFromNanoUsd } from "../../../shared/domain/money.ts";
import { TIME_RANGE_DAYS, type TimeRange } from "../../../shared/domain/period.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import { rangeSpan, refused } from "./range-span.ts";

export async function readSpendingChart(
  { ledger, now }: { readonly ledger: Ledger; readonly now: () => number },
  {
    userId,
    timeRange,
    scraperId,
    timeZone,
  }: {
    readonly userId: string;
    readonly timeRange: TimeRange;
    /** Undefined: the runs of every scraper. */
    readonly scraperId: string | undefined;
    readonly timeZone: string;
  },
): Promise<SpendingChart> {
  return chartOfDays(ledger, lastDays(TIME_RANGE_DAYS[timeRange], now(), timeZone), { userId, scraperId });
}

/** @throws AppError as `rangeSpan`, and when it has more days than a curve may have */
export async function readRangeChart(
  { ledger, now }: { readonly ledger: Ledger; readonly now: () => number },
  {
    userId,
    query,
  }: { readonly userId: string; readonly query: RangeQuery & { readonly scraperId?: string | undefined } },
): Promise<SpendingChart> {
  const span = rangeSpan(query, now());
  if (countDays(span, query.tz) > MOST_CHART_DAYS) {
    throw refused("from", `must lie at most ${MOST_CHART_DAYS} days before the end`);
  }
  return chartOfDays(ledger, daysOfSpan(span, query.tz), { userId, scraperId: query.scraperId });
}

async function chartOfDays(
  ledger: Ledger,
  days: readonly Day[],
  { userId, scraperId }: { readonly userId: string; readonly scraperId: string | undefined },
): Promise<SpendingChart> {
  const totals = await (scraperId === undefined
    ? ledger.totalsOfSpans(userId, days)
    : ledger.totalsOfScraper(userId, scraperId, days));
  return days.map(({ date }, index) => {
    const ofDay = totals[index];
    if (ofDay === undefined) throw new Error("The ledger answered fewer totals than spans");
    return {
      date,
      costUsd: usdFromNanoUsd(ofDay.costNanoUsd),
      costNanoUsd: String(ofDay.costNanoUsd),
      runs: ofDay.runs,
      runsWithoutCost: ofDay.runsWithoutCost,
    };
  });
}
