import type { Summary } from "../../../shared/api/summary.ts";
import { lastDaysSpan } from "../../../shared/domain/day.ts";
import { PERIOD_DAYS, type Period } from "../../../shared/domain/period.ts";
import type { Ledger, Totals } from "../../ledger/ledger.ts";
import { totalsAnswer } from "./totals-answer.ts";

interface Asked {
  readonly userId: string;
  readonly period: Period;
  readonly timeZone: string;
}

export async function readSummary(
  context: { readonly ledger: Ledger; readonly now: () => number },
  asked: Asked,
): Promise<Summary> {
  // Together: over a network each is a way there and back.
  const [{ complete }, totals] = await Promise.all([context.ledger.history(asked.userId), totalsOf(context, asked)]);
  const completeFrom = complete === null ? null : new Date(complete.fromMs).toISOString();
  return { period: asked.period, ...totalsAnswer(totals), completeFrom };
}

async function totalsOf(
  { ledger, now }: { readonly ledger: Ledger; readonly now: () => number },
  { userId, period, timeZone }: Asked,
): Promise<Totals> {
  if (period === "all") return ledger.totalsOfAll(userId);
  const [totals] = await ledger.totalsOfSpans(userId, [lastDaysSpan(PERIOD_DAYS[period], now(), timeZone)]);
  if (totals === undefined) throw new Error("The ledger answered no totals for a span");
  return totals;
}
