import type { Ledger } from "../../../server/ledger/ledger.ts";

const DAY_MS = 86_400_000;
const DAYS = 21;

/** Every figure that a window shows, as one text: the sums of all, of each of the last days, of the list, and each cost. */
export async function figuresOf(ledger: Ledger, userId: string, nowMs: number): Promise<string> {
  const todayMs = Math.floor(nowMs / DAY_MS) * DAY_MS;
  const spans = Array.from({ length: DAYS }, (_, days) => ({
    fromMs: todayMs - days * DAY_MS,
    toMs: todayMs - (days - 1) * DAY_MS,
  }));
  const listed = await ledger.listRuns(userId, {}, { limit: 1_000, offset: 0 });
  const figures = {
    all: await ledger.totalsOfAll(userId),
    days: await ledger.totalsOfSpans(userId, spans),
    listed: listed.totals,
    costs: listed.runs.map(({ runId, costNanoUsd }) => [runId, costNanoUsd]),
  };
  return JSON.stringify(figures, (_, value: unknown) => (typeof value === "bigint" ? value.toString() : value));
}
