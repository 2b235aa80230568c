import type { SpendingChart } from "../../../shared/api/spending-chart.ts";
import { lastDays } from "../../../shared/domain/day.ts";
import { usdFromNanoUsd } from "../../../shared/domain/money.ts";
import { TIME_RANGE_DAYS, type TimeRange } from "../../../shared/domain/period.ts";
import type { Ledger } from "../../ledger/ledger.ts";

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
  const days = lastDays(TIME_RANGE_DAYS[timeRange], now(), timeZone);
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
