import { Temporal } from "temporal-polyfill";
import type { NanoUsd } from "../money.ts";
import type { Announcement } from "./alert.ts";
import type { Mark } from "./budget.ts";
import type { DaySpending } from "./day-spending.ts";

const WEEKS = 8;
/** One or two earlier days are no habit. */
const LEAST_DAYS = 3;
/** Less than a dollar above the usual is nothing to be woken for. */
const LEAST_EXCESS_NANO_USD = 1_000_000_000n;

/**
 * Whether today cost far more than its weekday does: more than three standard deviations above the median of that weekday
 * in the eight weeks before, at least three times that median, and at least a dollar more. The deviation is estimated by the
 * median of the distances from the median, which one heavy day among them does not move. Null too when it was announced.
 * The mark is to be kept with the announcement.
 */
export function findAnomaly({
  days,
  marks,
  nowMs,
  timeZone,
}: {
  readonly days: readonly DaySpending[];
  readonly marks: readonly Mark[];
  readonly nowMs: number;
  readonly timeZone: string;
}): { readonly announcement: Announcement; readonly mark: Mark } | null {
  const today = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(timeZone).toPlainDate();
  const date = today.toString();
  const windowLabel = `day:${date}`;
  if (marks.some((mark) => mark.trigger === "anomaly" && mark.windowLabel === windowLabel)) return null;

  const earlier = new Set(Array.from({ length: WEEKS }, (_, index) => today.subtract({ weeks: index + 1 }).toString()));
  const usual = days
    .filter((day) => earlier.has(day.date) && day.costNanoUsd > 0n && day.runsWithoutCost === 0)
    .map(({ costNanoUsd }) => costNanoUsd);
  const spentNanoUsd = days.find((day) => day.date === date)?.costNanoUsd;
  if (spentNanoUsd === undefined || usual.length < LEAST_DAYS) return null;

  const usualNanoUsd = median(usual);
  const spread = median(usual.map((cost) => (cost < usualNanoUsd ? usualNanoUsd - cost : cost - usualNanoUsd)));
  const excess = spentNanoUsd - usualNanoUsd;
  // A standard deviation is 1.4826 of those medians of distances; three of them are 4.4478.
  const isFarAbove = excess * 10_000n > spread * 44_478n;
  if (!isFarAbove || spentNanoUsd < usualNanoUsd * 3n || excess < LEAST_EXCESS_NANO_USD) return null;
  return {
    announcement: { kind: "anomaly", date, spentNanoUsd, usualNanoUsd },
    mark: { budgetId: "", windowLabel, trigger: "anomaly", amountNanoUsd: usualNanoUsd },
  };
}

/** Of an even count the mean of the middle two, rounded down. */
function median(amounts: readonly NanoUsd[]): NanoUsd {
  const sorted = amounts.toSorted((one, other) => (one < other ? -1 : one > other ? 1 : 0));
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0n;
  return sorted.length % 2 === 1 ? upper : ((sorted[sorted.length / 2 - 1] ?? 0n) + upper) / 2n;
}
