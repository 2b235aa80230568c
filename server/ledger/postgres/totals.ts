import { sql } from "drizzle-orm";
import type { Span } from "../../../shared/domain/day.ts";
import { historyFromRow } from "../history-row.ts";
import type { History, Ledger, Totals } from "../ledger.ts";
import type { PooledDatabase, PostgresDatabase } from "./connect.ts";
import { matching } from "./matching.ts";
import { COST, wholeNumber } from "./run-columns.ts";

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

type TotalsReader = Pick<Ledger, "totalsOfSpans" | "totalsOfFiltered" | "totalsOfAll" | "totalsAndHistory">;

/** The question that is asked most by far: planning it, or building it anew, would take longer than reading the answer. */
const TOTALS_AND_HISTORY = {
  name: "decompte_totals_and_history",
  text: `
    select told.*, complete_from as "completeFromMs", complete_to as "completeToMs", retention_days as "retentionDays",
      retention_read_at as "retentionReadAtMs"
    from (
      select coalesce(sum(cost_nano_usd), 0) as "costNanoUsd", coalesce(sum(runs), 0) as runs,
        coalesce(sum(runs_without_cost), 0) as "runsWithoutCost", count(*) filter (where is_pending) as pending
      from (
        select cost_nano_usd, runs, runs_without_cost, false as is_pending
        from decompte.run_rollup_all where user_id = $1
        union all
        select cost_nano_usd, runs, runs_without_cost, true from decompte.run_rollup_pending where user_id = $1
      ) as part
    ) as told left join decompte.histories on user_id = $1`,
} as const;

interface AnsweredTotalsAndHistory extends AnsweredSums {
  readonly pending: string;
  readonly completeFromMs: string | null;
  readonly completeToMs: string | null;
  readonly retentionDays: number | null;
  readonly retentionReadAtMs: string | null;
}

export function createTotalsReader(database: PooledDatabase): TotalsReader {
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
    const { rows } = await database.$client.query({ ...TOTALS_AND_HISTORY, values: [userId] });
    const row = rows[0] as AnsweredTotalsAndHistory; // The query names them so, and answers one row.
    if (Number(row.pending) >= MANY_PENDING) await movePending(database, userId);
    const history = historyFromRow({
      completeFromMs: wholeNumber(row.completeFromMs),
      completeToMs: wholeNumber(row.completeToMs),
      retentionDays: row.retentionDays,
      retentionReadAtMs: wholeNumber(row.retentionReadAtMs),
    });
    return { totals: totalsFromRow(row), history };
  }

  return {
    async totalsOfSpans(userId, spans) {
      const groups = isInOrder(spans) ? [spans] : spans.map((span) => [span]);
      const totals = await Promise.all(groups.map((group) => totalsOfOrdered(userId, group)));
      return totals.flat();
    },

    async totalsOfFiltered(userId, filter, spans) {
      const from = sql.param(spans.map(({ fromMs }) => fromMs));
      const to = sql.param(spans.map(({ toMs }) => toMs));
      const { rows } = await database.execute<AnsweredSums>(sql`
        select sums.* from unnest(${from}::bigint[], ${to}::bigint[]) with ordinality as span (from_ms, to_ms, place)
        cross join lateral (
          select coalesce(sum(${COST}), 0)::text as "costNanoUsd", count(*)::text as runs,
            (count(*) - count(${COST}))::text as "runsWithoutCost"
          from scraper_runs
          where ${matching(userId, filter)}
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
