import type { Ledger } from "../../../server/ledger/ledger.ts";

const DAY_MS = 86_400_000;
const DAYS = 31;

/** Every figure that a window shows, as one text: sums, days, each run's cost and state, the cycle and its services. */
export async function figuresOf(ledger: Ledger, userId: string, nowMs: number): Promise<string> {
  const todayMs = Math.floor(nowMs / DAY_MS) * DAY_MS;
  const spans = Array.from({ length: DAYS }, (_, days) => ({
    fromMs: todayMs - days * DAY_MS,
    toMs: todayMs - (days - 1) * DAY_MS,
  }));
  const cycle = { fromMs: todayMs - DAYS * DAY_MS, toMs: todayMs + DAY_MS };
  const listed = await ledger.listRuns(userId, {}, { limit: 1_000, offset: 0 });
  const figures = {
    all: await ledger.totalsOfAll(userId),
    days: await ledger.totalsOfSpans(userId, spans),
    scrapers: (await ledger.scrapers(userId, 100)).map(({ scraperId }) => scraperId),
    ofScraper: await ledger.totalsOfFiltered(userId, { scraperId: listed.runs[0]?.scraperId ?? "" }, spans),
    listed: listed.totals,
    runs: listed.runs.map(({ runId, costNanoUsd, settledAtMs, repriced }) => [
      runId,
      costNanoUsd,
      settledAtMs !== null,
      repriced?.costNanoUsd,
    ]),
    open: await ledger.openReadings(userId, nowMs),
    unsettled: await ledger.unsettledInSpan(userId, cycle),
    services: [...(await ledger.servicesOfRuns(userId, cycle))],
    usage: await ledger.accountUsage(userId, nowMs),
  };
  return JSON.stringify(figures, (_, value: unknown) => (typeof value === "bigint" ? value.toString() : value));
}
