import { eq, getTableColumns, sql } from "drizzle-orm";
import type { Span } from "../../../shared/domain/day.ts";
import { historyFromRow } from "../history-row.ts";
import { type History, type Ledger, NO_TOTALS, type Totals } from "../ledger.ts";
import type { PostgresDatabase } from "./connect.ts";
import { COST, isOfUser } from "./run-columns.ts";
import { histories, userTotals } from "./schema.ts";

/** Whole numbers of 64 bits and sums, which the drivers answer as texts. */
export interface AnsweredSums extends Record<string, unknown> {
  readonly costNanoUsd: string;
  readonly runs: string;
  readonly runsWithoutCost: string;
}

export const totalsFromRow = ({ costNanoUsd, runs, runsWithoutCost }: AnsweredSums): Totals => ({
  costNanoUsd: BigInt(costNanoUsd),
  runs: Number(runs),
  runsWithoutCost: Number(runsWithoutCost),
});

/** As many as are read in some tenths of a millisecond. */
const MANY_PENDING = 1_000;

type TotalsReader = Pick<Ledger, "totalsOfSpans" | "totalsOfScraper" | "totalsOfAll" | "totalsAndHistory">;

export function createTotalsReader(database: PostgresDatabase): TotalsReader {
  const ofUser = sql.placeholder("userId");
  const { costNanoUsd, runs, runsWithoutCost, pending } = userTotals;
  // Prepared once a connection: planning it takes three times as long as reading it.
  const totalsAndHistory = database
    .select({ told: { costNanoUsd, runs, runsWithoutCost, pending }, history: getTableColumns(histories) })
    .from(sql`(select) as one`)
    .leftJoin(userTotals, eq(userTotals.userId, ofUser))
    .leftJoin(histories, eq(histories.userId, ofUser))
    .prepare("decompte_totals_and_history");

  async function totalsOfOrdered(userId: string, spans: readonly Span[]): Promise<readonly Totals[]> {
    const from = sql.param(spans.map(({ fromMs }) => fromMs));
    const to = sql.param(spans.map(({ toMs }) => toMs));
    const { rows } = await database.execute<AnsweredSums>(
      sql`select cost_nano_usd as "costNanoUsd", runs, runs_without_cost as "runsWithoutCost"
        from decompte.totals_of_spans(${userId}, ${from}::bigint[], ${to}::bigint[])`,
    );
    return rows.map(totalsFromRow);
  }

  async function readAll(userId: string): Promise<{ readonly totals: Totals; readonly history: History }> {
    const [row] = await totalsAndHistory.execute({ userId });
    const history = historyFromRow(row?.history ?? undefined);
    if (!row?.told) return { totals: NO_TOTALS, history };
    const { pending: pendingRows, ...totals } = row.told;
    if (pendingRows >= MANY_PENDING) await movePending(database, userId);
    return { totals, history };
  }

  return {
    async totalsOfSpans(userId, spans) {
      const groups = isInOrder(spans) ? [spans] : spans.map((span) => [span]);
      const totals = await Promise.all(groups.map((group) => totalsOfOrdered(userId, group)));
      return totals.flat();
    },

    async totalsOfScraper(userId, scraperId, spans) {
      const from = sql.param(spans.map(({ fromMs }) => fromMs));
      const to = sql.param(spans.map(({ toMs }) => toMs));
      const { rows } = await database.execute<AnsweredSums>(sql`
        select sums.* from unnest(${from}::bigint[], ${to}::bigint[]) with ordinality as span (from_ms, to_ms, place)
        cross join lateral (
          select coalesce(sum(${COST}), 0)::text as "costNanoUsd", count(*)::text as runs,
            (count(*) - count(${COST}))::text as "runsWithoutCost"
          from scraper_runs
          where ${isOfUser(userId)} and scraper_id = ${scraperId}
            and created_at >= decompte.start_key(span.from_ms) and created_at < decompte.start_key(span.to_ms)
        ) as sums
        order by span.place`);
      return rows.map(totalsFromRow);
    },

    totalsOfAll: async (userId) => (await readAll(userId)).totals,
    totalsAndHistory: readAll,
  };
}

/** Whether each begins when the one before it has ended, as days do. */
const isInOrder = (spans: readonly Span[]): boolean =>
  spans.every(({ fromMs, toMs }, index) => fromMs <= toMs && fromMs >= (spans[index - 1]?.toMs ?? -Infinity));

/** Writers who are not at read committed leave all that they add as pending, and another may never come. */
async function movePending(database: PostgresDatabase, userId: string): Promise<void> {
  try {
    await database.transaction(
      (transaction) => transaction.execute(sql`select decompte.add_to_rollups('{}', array[${userId}])`),
      { isolationLevel: "read committed" },
    );
  } catch {
    // The sums are right without it, also where the database may be read only.
  }
}
