import { eq, sql } from "drizzle-orm";
import type { Ledger, Totals } from "../ledger.ts";
import type { Database } from "./open-sqlite-ledger.ts";
import { runRollup15m, runRollupAll } from "./schema.ts";

export const NO_TOTALS: Totals = { costNanoUsd: 0n, runs: 0, runsWithoutCost: 0 };

/** As text, because a sum may pass what a JavaScript number holds exactly. */
interface TotalsRow {
  readonly costNanoUsd: string;
  readonly runs: number;
  readonly runsWithoutCost: number;
}

export const totalsFromRow = (row: TotalsRow): Totals => ({ ...row, costNanoUsd: BigInt(row.costNanoUsd) });

export function createTotalsReader(database: Database): Pick<Ledger, "totalsOfSpans" | "totalsOfAll"> {
  return {
    async totalsOfSpans(userId, spans) {
      const rollup = runRollup15m;
      const rows = await database.all<TotalsRow>(sql`
        select
          cast(coalesce(sum(${rollup.costNanoUsd}), 0) as text) as costNanoUsd,
          coalesce(sum(${rollup.runs}), 0) as runs,
          coalesce(sum(${rollup.runsWithoutCost}), 0) as runsWithoutCost
        from json_each(${JSON.stringify(spans)}) as span
        left join ${rollup} on ${rollup.userId} = ${userId}
          and ${rollup.bucketMs} >= span.value ->> 'fromMs'
          and ${rollup.bucketMs} < span.value ->> 'toMs'
        group by span.key
        order by span.key`);
      return rows.map(totalsFromRow);
    },

    async totalsOfAll(userId) {
      const [row] = await database
        .select({
          costNanoUsd: sql<string>`cast(${runRollupAll.costNanoUsd} as text)`,
          runs: runRollupAll.runs,
          runsWithoutCost: runRollupAll.runsWithoutCost,
        })
        .from(runRollupAll)
        .where(eq(runRollupAll.userId, userId));
      return row === undefined ? NO_TOTALS : totalsFromRow(row);
    },
  };
}
