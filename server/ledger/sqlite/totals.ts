import { and, eq, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { Span } from "../../../shared/domain/day.ts";
import { type Ledger, NO_TOTALS, type Totals } from "../ledger.ts";
import type { Database } from "./connect.ts";
import { decodeSum, guardedColumn } from "./guarded-column.ts";
import { matching } from "./matching.ts";
import { runRollup15m, runRollupAll, scraperRuns } from "./schema.ts";

/** As text, because a sum may pass what a JavaScript number holds exactly. */
interface TotalsRow {
  readonly costNanoUsd: string;
  readonly runs: number;
  readonly runsWithoutCost: number;
}

export const totalsFromRow = (row: TotalsRow): Totals => ({ ...row, costNanoUsd: decodeSum(row.costNanoUsd) });

type TotalsReader = Pick<Ledger, "totalsOfSpans" | "totalsOfFiltered" | "totalsOfAll">;

export function createTotalsReader(database: Database): TotalsReader {
  /** @param sums costs, runs and runs without a cost, selected of the rows of one span */
  async function sumSpans(spans: readonly Span[], sums: SQL, rowsOfSpan: SQL): Promise<readonly Totals[]> {
    // A sum for each span by itself: joined and grouped, the same rows take three times as long.
    const rows = await database.all<{ sums: string }>(sql`
      select (select json_array(${sums}) ${rowsOfSpan}) as sums
      from json_each(${JSON.stringify(spans)}) as span
      order by span.key`);
    return rows.map(({ sums: sumsOfSpan }) => {
      const [costNanoUsd, runs, runsWithoutCost] = JSON.parse(sumsOfSpan) as [string, number, number];
      return totalsFromRow({ costNanoUsd, runs, runsWithoutCost });
    });
  }

  return {
    totalsOfSpans(userId, spans) {
      const { costNanoUsd, runs, runsWithoutCost, bucketMs } = runRollup15m;
      return sumSpans(
        spans,
        sql`cast(coalesce(sum(${costNanoUsd}), 0) as text), coalesce(sum(${runs}), 0), coalesce(sum(${runsWithoutCost}), 0)`,
        sql`from ${runRollup15m} where ${runRollup15m.userId} = ${userId} and ${isInSpan(bucketMs)}`,
      );
    },

    totalsOfFiltered(userId, filter, spans) {
      const { costNanoUsd, createdAtMs } = scraperRuns;
      return sumSpans(
        spans,
        sql`cast(coalesce(sum(${costNanoUsd}), 0) as text), count(*), count(*) - count(${costNanoUsd})`,
        sql`from ${scraperRuns} where ${and(matching(userId, filter), isInSpan(createdAtMs))}`,
      );
    },

    async totalsOfAll(userId) {
      const [row] = await database
        .select({
          costNanoUsd: sql<string>`cast(cast(${runRollupAll.costNanoUsd} as integer) as text)`,
          runs: guardedColumn(runRollupAll.runs),
          runsWithoutCost: guardedColumn(runRollupAll.runsWithoutCost),
        })
        .from(runRollupAll)
        .where(eq(runRollupAll.userId, userId));
      return row === undefined ? NO_TOTALS : totalsFromRow(row);
    },
  };
}

const isInSpan = (instant: SQLiteColumn): SQL =>
  sql`${instant} >= cast(span.value ->> 'fromMs' as integer) and ${instant} < cast(span.value ->> 'toMs' as integer)`;
