import { eq, sql } from "drizzle-orm";
import type { Span } from "../../../shared/domain/day.ts";
import { type Ledger, NO_TOTALS, type Totals } from "../ledger.ts";
import type { PostgresDatabase } from "./connect.ts";
import { userTotals } from "./schema.ts";

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

export function createTotalsReader(database: PostgresDatabase): Pick<Ledger, "totalsOfSpans" | "totalsOfAll"> {
  // Prepared once a connection: planning it takes three times as long as reading it.
  const totalsOfAll = database
    .select({
      costNanoUsd: userTotals.costNanoUsd,
      runs: userTotals.runs,
      runsWithoutCost: userTotals.runsWithoutCost,
      pending: userTotals.pending,
    })
    .from(userTotals)
    .where(eq(userTotals.userId, sql.placeholder("userId")))
    .prepare("decompte_totals_of_all");

  async function totalsOfOrdered(userId: string, spans: readonly Span[]): Promise<readonly Totals[]> {
    const from = sql.param(spans.map(({ fromMs }) => fromMs));
    const to = sql.param(spans.map(({ toMs }) => toMs));
    const { rows } = await database.execute<AnsweredSums>(
      sql`select cost_nano_usd as "costNanoUsd", runs, runs_without_cost as "runsWithoutCost"
        from decompte.totals_of_spans(${userId}, ${from}::bigint[], ${to}::bigint[])`,
    );
    return rows.map(totalsFromRow);
  }

  return {
    async totalsOfSpans(userId, spans) {
      const groups = isInOrder(spans) ? [spans] : spans.map((span) => [span]);
      const totals = await Promise.all(groups.map((group) => totalsOfOrdered(userId, group)));
      return totals.flat();
    },

    async totalsOfAll(userId) {
      const [row] = await totalsOfAll.execute({ userId });
      if (row === undefined) return NO_TOTALS;
      const { pending, ...totals } = row;
      if (pending >= MANY_PENDING) await movePending(database, userId);
      return totals;
    },
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
