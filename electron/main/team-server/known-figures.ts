import type { SpendingChart } from "../../../shared/api/spending-chart.ts";
import type { Summary } from "../../../shared/api/summary.ts";
import { lastDays } from "../../../shared/domain/day.ts";
import { usdFromNanoUsd } from "../../../shared/domain/money.ts";
import { type Period, PERIOD_DAYS, TIME_RANGE_DAYS, type TimeRange } from "../../../shared/domain/period.ts";
import type { RememberedFigures } from "./remembered-figures.ts";

/** The viewer's moment: what is "today" depends on it. */
export interface Moment {
  readonly nowMs: number;
  readonly timeZone: string;
}

/**
 * The total of a period as it was last known. The sums of days are added up here, from the curve: the contract has both
 * equal to the last digit, and two answers of different moments might not be. Null for today, where the figures are of
 * another day: what was spent on that is not what is spent today. The period before ends at the time of day of the
 * reading, which the sums of whole days can't tell.
 */
export function knownSummary(figures: RememberedFigures, period: Period, moment: Moment): Summary | null {
  if (period === "all") return figures.all;
  if (period === "day" && !isOfToday(figures, moment)) return null;
  const days = figures.chart.slice(-PERIOD_DAYS[period]);
  const sum = (part: (day: SpendingChart[number]) => number) => days.reduce((total, day) => total + part(day), 0);
  const costNanoUsd = days.reduce((total, day) => total + BigInt(day.costNanoUsd), 0n);
  return {
    ...figures.all,
    previous: null,
    period,
    totalCostUsd: usdFromNanoUsd(costNanoUsd),
    totalCostNanoUsd: String(costNanoUsd),
    totalRuns: sum(({ runs }) => runs),
    runsWithoutCost: sum(({ runsWithoutCost }) => runsWithoutCost),
  };
}

/** The curve as it was last known: each of its days carries its date. */
export const knownChart = ({ chart }: RememberedFigures, timeRange: TimeRange): SpendingChart =>
  chart.slice(-TIME_RANGE_DAYS[timeRange]);

/** Up to when they are known: no later than the server itself knew of Apify's runs, where it asks Apify at all. */
export function knownAt({ readAt, status, apify }: RememberedFigures): string {
  const { lastCompletedAt } = status;
  const isImporting = apify !== null && apify.state !== "none";
  return isImporting && lastCompletedAt !== null && lastCompletedAt < readAt ? lastCompletedAt : readAt;
}

function isOfToday({ readAt, timeZone }: RememberedFigures, moment: Moment): boolean {
  return timeZone === moment.timeZone && dateOf(Date.parse(readAt), timeZone) === dateOf(moment.nowMs, timeZone);
}

const dateOf = (atMs: number, timeZone: string) => lastDays(1, atMs, timeZone)[0]?.date;
