import { lastDaysSpan, type Span, spanBefore } from "../../../shared/domain/day.ts";
import type { RunFilter, Totals } from "../../ledger/ledger.ts";
import { totalsAnswer } from "./totals-answer.ts";

/** The period before the one that a filter names; null where that has no beginning, or has not begun. */
export function previousSpan(
  { fromMs, toMs }: Pick<RunFilter, "fromMs" | "toMs">,
  nowMs: number,
  timeZone: string,
): Span | null {
  if (fromMs === undefined || fromMs >= nowMs) return null;
  return spanBefore({ fromMs, toMs: toMs ?? lastDaysSpan(1, nowMs, timeZone).toMs }, nowMs, timeZone);
}

export function previousAnswer(span: Span, totals: Totals) {
  return {
    from: new Date(span.fromMs).toISOString(),
    until: new Date(span.toMs).toISOString(),
    ...totalsAnswer(totals),
  };
}
