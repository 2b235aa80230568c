import { getRequestListener } from "@hono/node-server";
import type pg from "pg";
import { createApp } from "../../../server/app.ts";
import type { ServerDatabase } from "../../../server/database/open-database.ts";
import { createImporter } from "../../../server/services/import/importer.ts";
import { createReconciler } from "../../../server/services/reconciliation/reconciler.ts";
import { lastDays } from "../../../shared/domain/day.ts";
import { compare, elapsedMs, type Comparison } from "../measure.ts";
import { USERS } from "./fill-runs.ts";
import { withClient } from "./with-client.ts";

/** Half an hour beside the full one: its days are not whole hours of UTC. */
const TIME_ZONE = "Asia/Kolkata";
const ROUNDS = 7;
const READS_OF_ROUND = 40;
/** What takes less than a few milliseconds is measured in turn, one by one: the middle of many is not moved by what else runs. */
const QUICK_ROUNDS = 401;

const SUMMARY = `/api/scraper-runs/summary?period=all&tz=${TIME_ZONE}`;
const CHART = `/api/dashboard/spending-chart?timeRange=90d&tz=${TIME_ZONE}`;

export interface ReadFigures {
  readonly summaryAllAgainstRows: Comparison;
  readonly summaryAllAgainstRoundTrip: Comparison;
  readonly chart90dAgainstRows: Comparison;
  readonly growthOfSummary: Comparison;
  readonly growthOfChart: Comparison;
}

/** Whole answers of the contract against plain SQL over the same rows, with the index by user and start that it has. */
export async function benchReads({ ledger }: ServerDatabase, url: string, nowMs: number): Promise<ReadFigures> {
  const now = () => nowMs;
  const context = { ledger, now, onUnexpectedError: (error: unknown) => console.error(error) };
  const importer = createImporter({ ledger, connectionOf: () => null, now });
  const reconciler = createReconciler({ ledger, connectionOf: () => null, now });
  const answering = (userId: string, path: string) => {
    const app = createApp({ ...context, importer, reconciler, authenticate: async () => ({ userId }) });
    // The HTTP server hands in requests of its own, and sends the text of answers of its own: neither is one of the
    // platform's, whose streams take longer to make and to read than the answer.
    getRequestListener(app.fetch);
    const request = new Request(`http://localhost${path}`);
    return async (): Promise<void> => {
      const response = await app.fetch(request);
      if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    };
  };
  const figures = await withClient(url, async (plain) => {
    const sumOfRows = async (): Promise<void> => void (await plain.query(SUM_OF_ROWS, [USERS.half]));
    const daysOfRows = daysByRows(plain, nowMs);
    const roundTrip = async (): Promise<void> => void (await plain.query("select 1"));
    return {
      summaryAllAgainstRows: await measured(once(sumOfRows), many(answering(USERS.half, SUMMARY))),
      summaryAllAgainstRoundTrip: await inTurn(roundTrip, answering(USERS.half, SUMMARY)),
      chart90dAgainstRows: await measured(once(daysOfRows), many(answering(USERS.half, CHART))),
      growthOfSummary: await inTurn(answering(USERS.few, SUMMARY), answering(USERS.million, SUMMARY)),
      growthOfChart: await inTurn(answering(USERS.few, CHART), answering(USERS.million, CHART)),
    };
  });
  await Promise.all([importer.stop(), reconciler.stop()]);
  return figures;
}

const SUM_OF_ROWS = `
  select sum(cost_usd) as cost, count(*) as runs, count(*) - count(cost_usd) as without_cost
  from scraper_runs where user_id = $1`;

function daysByRows(client: pg.Client, nowMs: number): () => Promise<void> {
  const days = lastDays(90, nowMs, TIME_ZONE);
  const [from, to] = [days[0]?.fromMs, days.at(-1)?.toMs].map((ms) => new Date(ms ?? 0).toISOString());
  return async () => {
    await client.query(
      `select (created_at at time zone $4)::date as day, sum(cost_usd) as cost, count(*) as runs
       from scraper_runs where user_id = $1 and created_at >= $2 and created_at < $3 group by 1 order by 1`,
      [USERS.half, from, to, TIME_ZONE],
    );
  };
}

const once = (read: () => Promise<void>) => (): Promise<number> => elapsedMs(read);

const many = (read: () => Promise<void>) => async (): Promise<number> => {
  const elapsed = await elapsedMs(async () => {
    for (let index = 0; index < READS_OF_ROUND; index += 1) await read();
  });
  return elapsed / READS_OF_ROUND;
};

/** One round more than is counted: the first finds nothing in memory. */
async function measured(baseline: () => Promise<number>, ours: () => Promise<number>): Promise<Comparison> {
  await baseline();
  await ours();
  return compare(ROUNDS, "ms", { baseline, ours });
}

async function inTurn(baseline: () => Promise<void>, ours: () => Promise<void>): Promise<Comparison> {
  await many(baseline)();
  await many(ours)();
  return compare(QUICK_ROUNDS, "ms", { baseline: once(baseline), ours: once(ours) });
}
