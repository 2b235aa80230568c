/** The windows of the total: today, the last 7 and 30 calendar days (today included), everything. */
export const PERIODS = ["day", "week", "month", "all"] as const;
export type Period = (typeof PERIODS)[number];

/** Calendar days in the viewer's zone, such as `2025-02-01`, both included. */
export interface DateRange {
  readonly from: string;
  readonly to: string;
}

/** What a total is shown of. `cycle` is Apify's billing cycle of the moment. */
export type ShownPeriod = Period | "cycle" | DateRange;

/** The windows of the daily curve. */
export const TIME_RANGES = ["7d", "30d", "90d"] as const;
export type TimeRange = (typeof TIME_RANGES)[number];

export const PERIOD_DAYS: Readonly<Record<Exclude<Period, "all">, number>> = { day: 1, week: 7, month: 30 };
export const TIME_RANGE_DAYS: Readonly<Record<TimeRange, number>> = { "7d": 7, "30d": 30, "90d": 90 };
