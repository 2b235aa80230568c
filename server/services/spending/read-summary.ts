import type { RangeQuery, RunAttributesQuery } from "../../../shared/api/run-filter.ts";
import type { RangeSummary, Summary } from "../../../shared/api/summary.ts";
import { lastDaysSpan, type Span } from "../../../shared/domain/day.ts";
import { PERIOD_DAYS, type Period } from "../../../shared/domain/period.ts";
import { isFiltered } from "../../../shared/domain/run-filter.ts";
import type { History, Ledger, RunAttributes, Totals } from "../../ledger/ledger.ts";
import { attributesOf } from "../runs/run-filter.ts";
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
  readonly filter: RunAttributes;
  readonly timeZone: string;
}

export async function readSummary(context: Context, { userId, period, filter, timeZone }: Asked): Promise<Summary> {
  if (period === "all") {
    const { totals, history } = await everything(context.ledger, userId, filter);
    return { period, ...totalsAnswer(totals), completeFrom: completeFrom(history), previous: null };
  }
  const span = lastDaysSpan(PERIOD_DAYS[period], context.now(), timeZone);
  return { period, ...(await summaryOfSpan(context, { userId, span, filter, timeZone })) };
}

/** @throws AppError as `rangeSpan` */
export async function readRangeSummary(
  context: Context,
  { userId, query }: { readonly userId: string; readonly query: RangeQuery & RunAttributesQuery },
): Promise<RangeSummary> {
  const span = rangeSpan(query, context.now());
  const { fromMs, toMs } = span;
  return {
    period: "range",
    from: new Date(fromMs).toISOString(),
    until: new Date(toMs).toISOString(),
    ...(await summaryOfSpan(context, { userId, span, filter: attributesOf(query), timeZone: query.tz })),
  };
}

async function everything(
  ledger: Ledger,
  userId: string,
  filter: RunAttributes,
): Promise<{ readonly totals: Totals; readonly history: History }> {
  if (!isFiltered(filter)) return ledger.totalsAndHistory(userId);
  // A page of the list brings the sums over its whole filter.
  const [{ totals }, history] = await Promise.all([
    ledger.listRuns(userId, filter, { limit: 1 }),
    ledger.history(userId),
  ]);
  return { totals, history };
}

async function summaryOfSpan(
  { ledger, now }: Context,
  { userId, span, filter, timeZone }: Omit<Asked, "period"> & { readonly span: Span },
) {
  const before = previousSpan(span, now(), timeZone);
  const spans = before === null ? [span] : [before, span];
  // Together: over a network each is a way there and back.
  const [sums, history] = await Promise.all([
    isFiltered(filter) ? ledger.totalsOfFiltered(userId, filter, spans) : ledger.totalsOfSpans(userId, spans),
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
