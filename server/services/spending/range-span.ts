import type { RangeQuery } from "../../../shared/api/run-filter.ts";
import { isOfQuarters, lastDaysSpan, type Span } from "../../../shared/domain/day.ts";
import { AppError } from "../../../shared/errors.ts";
import { runFilter } from "../runs/run-filter.ts";

/**
 * What a range covers; without `to`, all days up to today's end.
 *
 * @throws AppError `invalid_request` when it ends before it begins, or not on a quarter of an hour
 */
export function rangeSpan(query: RangeQuery, nowMs: number): Span {
  const endOfToday = lastDaysSpan(1, nowMs, query.tz).toMs;
  const { fromMs, toMs = endOfToday } = runFilter(query);
  if (fromMs === undefined) throw new Error("A range has no beginning");
  if (query.to === undefined && fromMs >= endOfToday) throw refused("from", "must not lie after today");
  if (!isOfQuarters({ fromMs, toMs: 0 })) throw refused("from", "must be a date, or begin a quarter of an hour");
  if (!isOfQuarters({ fromMs, toMs })) {
    throw refused("to", "must be a date, or the last millisecond of a quarter of an hour");
  }
  return { fromMs, toMs };
}

export function refused(parameter: string, rule: string): AppError {
  return new AppError("invalid_request", `Parameter "${parameter}" ${rule}`, { details: { parameter } });
}
