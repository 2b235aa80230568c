import type { RangeQuery, RunAttributesQuery } from "../../../shared/api/run-filter.ts";
import { MOST_CHART_DAYS, type SpendingChart } from "../../../shared/api/spending-chart.ts";
import { countDays, type Day, daysOfSpan, lastDays } from "../../../shared/domain/day.ts";
import { usdFromNanoUsd } from "../../../shared/domain/money.ts";
import { TIME_RANGE_DAYS, type TimeRange } from "../../../shared/domain/period.ts";
import { isFiltered } from "../../../shared/domain/run-filter.ts";
import type { Ledger, RunAttributes } from "../../ledger/ledger.ts";
import { attributesOf } from "../runs/run-filter.ts";
import { rangeSpan, refused } from "./range-span.ts";

export async function readSpendingChart(
  { ledger, now }: { readonly ledger: Ledger; readonly now: () => number },
  {
    userId,
    timeRange,
    filter,
    timeZone,
  }: {
    readonly userId: string;
    readonly timeRange: TimeRange;
    readonly filter: RunAttributes;
    readonly timeZone: string;
  },
): Promise<SpendingChart> {
  return chartOfDays(ledger, lastDays(TIME_RANGE_DAYS[timeRange], now(), timeZone), userId, filter);
}

/** @throws AppError as `rangeSpan`, and when it has more days than a curve may have */
export async function readRangeChart(
  { ledger, now }: { readonly ledger: Ledger; readonly now: () => number },
  { userId, query }: { readonly userId: string; readonly query: RangeQuery & RunAttributesQuery },
): Promise<SpendingChart> {
  const span = rangeSpan(query, now());
  if (countDays(span, query.tz) > MOST_CHART_DAYS) {
    throw refused("from", `must lie at most ${MOST_CHART_DAYS} days before the end`);
  }
  return chartOfDays(ledger, daysOfSpan(span, query.tz), userId, attributesOf(query));
}

async function chartOfDays(
  ledger: Ledger,
  days: readonly Day[],
  userId: string,
  filter: RunAttributes,
): Promise<SpendingChart> {
  const totals = await (isFiltered(filter)
    ? ledger.totalsOfFiltered(userId, filter, days)
    : ledger.totalsOfSpans(userId, days));
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
