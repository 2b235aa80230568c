import type { Summary } from "../../../shared/api/summary.ts";
import { lastDaysSpan } from "../../../shared/domain/day.ts";
import { PERIOD_DAYS, type Period } from "../../../shared/domain/period.ts";
import type { History, Ledger, Totals } from "../../ledger/ledger.ts";
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
  const { totals, history } = await read(context, asked);
  const completeFrom = history.complete === null ? null : new Date(history.complete.fromMs).toISOString();
  return { period: asked.period, ...totalsAnswer(totals), completeFrom };
}

async function read(
  { ledger, now }: { readonly ledger: Ledger; readonly now: () => number },
  { userId, period, timeZone }: Asked,
): Promise<{ readonly totals: Totals; readonly history: History }> {
  if (period === "all") return ledger.totalsAndHistory(userId);
  const span = lastDaysSpan(PERIOD_DAYS[period], now(), timeZone);
  // Together: over a network each is a way there and back.
  const [[totals], history] = await Promise.all([ledger.totalsOfSpans(userId, [span]), ledger.history(userId)]);
  if (totals === undefined) throw new Error("The ledger answered no totals for a span");
  return { totals, history };
}
