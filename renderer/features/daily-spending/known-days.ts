import type { SpendingChart, SpendingChartDay } from "../../../shared/api/spending-chart.ts";
import { dateIn } from "../connection/relative-age.ts";

/** From which of the days on the ledger holds what Apify had, and from which it holds anything. */
export interface KnownDays {
  /** Its date, where days before it are on the chart; else null. */
  readonly completeFrom: string | null;
  readonly completeIndex: number;
  /** A feature may have recorded runs before the first day that was imported. */
  readonly firstIndex: number;
}

/** `completeFrom` is the ledger's own instant: null where nothing was imported, which says nothing about any day. */
export function knownDays(days: SpendingChart, completeFrom: string | null, timeZone: string): KnownDays {
  const from = completeFrom === null ? "" : dateIn(timeZone, Date.parse(completeFrom));
  const found = days.findIndex(({ date }) => date >= from);
  const completeIndex = found === -1 ? days.length : found;
  const firstRun = days.findIndex(({ runs }) => runs > 0);
  return {
    completeFrom: completeIndex === 0 ? null : from,
    completeIndex,
    firstIndex: firstRun === -1 ? completeIndex : Math.min(firstRun, completeIndex),
  };
}

/** Whether some runs of the days that the ledger does not hold whole are in it all the same. */
export const hasRunsBefore = ({ firstIndex, completeIndex }: KnownDays): boolean => firstIndex < completeIndex;

/** Whether no runs is all that is known of a day, rather than that it had none. */
export const isUnknown = ({ runs }: SpendingChartDay, index: number, { completeIndex }: KnownDays): boolean =>
  runs === 0 && index < completeIndex;

/** Whether runs are all that is known of a day: what they cost may be anything. */
export const isCostUnknown = (day: SpendingChartDay | undefined): boolean =>
  day !== undefined && day.runs > 0 && day.runsWithoutCost === day.runs;
