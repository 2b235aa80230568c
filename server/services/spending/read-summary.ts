import type { Summary } from "../../../shared/api/summary.ts";
import { lastDaysSpan } from "../../../shared/domain/day.ts";
import { PERIOD_DAYS, type Period } from "../../../shared/domain/period.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import { totalsAnswer } from "./totals-answer.ts";

export async function readSummary(
  { ledger, now }: { readonly ledger: Ledger; readonly now: () => number },
  { userId, period, timeZone }: { readonly userId: string; readonly period: Period; readonly timeZone: string },
): Promise<Summary> {
  const { complete } = await ledger.history(userId);
  const completeFrom = complete === null ? null : new Date(complete.fromMs).toISOString();
  if (period === "all") return { period, ...totalsAnswer(await ledger.totalsOfAll(userId)), completeFrom };
  const span = lastDaysSpan(PERIOD_DAYS[period], now(), timeZone);
  const [totals] = await ledger.totalsOfSpans(userId, [span]);
  if (totals === undefined) throw new Error("The ledger answered no totals for a span");
  return { period, ...totalsAnswer(totals), completeFrom };
}
