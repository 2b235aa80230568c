import type { RangeQuery } from "../../../shared/api/run-filter.ts";
import type { RangeSummary, Summary } from "../../../shared/api/summary.ts";
import { lastDaysSpan, type Span } from "../../../shared/domain/day.ts";
import { PERIOD_DAYS, type Period } from "../../../shared/domain/period.ts";
import type { History, Ledger } from "../../ledger/ledger.ts";
import { previousAnswer, previousSpan } from "./previous-span.ts";
import { rangeSpan } from "./range-span.ts";
import { totalsAnswer } from "./totals-answer.ts";

interface Context {
  readonly ledger: Ledger;
  readonly now: () => number;
}

interface Asked {
  readonly userId: string;
  readonly period: Period;
  readonly timeZone: string;
}

export async function readSummary(context: Context, { userId, period, timeZone }: Asked): Promise<Summary> {
  if (period === "all") {
    const { totals, history } = await context.ledger.totalsAndHistory(userId);
    return { period, ...totalsAnswer(totals), completeFrom: completeFrom(history), previous: null };
  }
  const span = lastDaysSpan(PERIOD_DAYS[period], context.now(), timeZone);
  return { period, ...(await summaryOfSpan(context, { userId, span, timeZone })) };
}

/** @throws AppError as `rangeSpan` */
export async function readRangeSummary(
  context: Context,
  { userId, query }: { readonly userId: string; readonly query: RangeQuery },
): Promise<RangeSummary> {
  const span = rangeSpan(query, context.now());
  return { period: "range", ...(await summaryOfSpan(context, { userId, span, timeZone: query.tz })) };
}

async function summaryOfSpan(
  { ledger, now }: Context,
  { userId, span, timeZone }: { readonly userId: string; readonly span: Span; readonly timeZone: string },
) {
  const before = previousSpan(span, now(), timeZone);
  // Together: over a network each is a way there and back.
  const [sums, history] = await Promise.all([
    ledger.totalsOfSpans(userId, before === null ? [span] : [before, span]),
    ledger.history(userId),
  ]);
  const [totals, totalsBefore] = sums.toReversed();
  if (totals === undefined) throw new Error("The ledger answered no totals for a span");
  return {
    ...totalsAnswer(totals),
    completeFrom: completeFrom(history),
    previous: before && totalsBefore ? previousAnswer(before, totalsBefore) : null,
  };
}

const completeFrom = ({ complete }: History): string | null =>
  complete === null ? null : new Date(complete.fromMs).toISOString();
