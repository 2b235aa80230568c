import { and, type SQL, sql } from "drizzle-orm";
import type { Grouping } from "../../../shared/domain/breakdown.ts";
import { breakdownFromRows } from "../breakdown-rows.ts";
import type { Breakdown, Ledger } from "../ledger.ts";
import type { Database } from "./connect.ts";
import { decodeSum, decodeText } from "./guarded-column.ts";
import { matching, ORIGIN } from "./matching.ts";
import { actors, scraperRuns } from "./schema.ts";

const KEY: Readonly<Record<Grouping, SQL>> = {
  actor: sql`${scraperRuns.scraperId}`,
  source: sql`${scraperRuns.source}`,
  status: sql`${scraperRuns.status}`,
  origin: ORIGIN,
};

interface AnsweredGroup {
  readonly key: unknown;
  readonly name: unknown;
  readonly title: unknown;
  readonly groups: number;
  readonly cost: string;
  readonly runs: number;
  readonly withoutCost: number;
  readonly costBefore: string;
  readonly runsBefore: number;
  readonly withoutCostBefore: number;
}

export function createBreakdownReader(database: Database): Pick<Ledger, "breakdown"> {
  return {
    async breakdown(userId, { by, filter, previous, limit }): Promise<Breakdown> {
      const { costNanoUsd, createdAtMs } = scraperRuns;
      // The two spans may have a gap between them, and never overlap.
      const isNow = previous === null ? sql`true` : sql`${createdAtMs} >= ${filter.fromMs}`;
      const isEither = previous === null ? undefined : sql`(${isNow} or ${createdAtMs} < ${previous.toMs})`;
      const matches = matching(userId, previous === null ? filter : { ...filter, fromMs: previous.fromMs });
      const sums = (isIn: SQL) => sql`coalesce(sum(${costNanoUsd}) filter (where ${isIn}), 0),
        count(*) filter (where ${isIn}), count(*) filter (where ${isIn} and ${costNanoUsd} is null)`;
      const rows = await database.all<AnsweredGroup>(sql`
        with sums (key, cost, runs, without_cost, cost_before, runs_before, without_cost_before) as (
          select ${KEY[by]}, ${sums(isNow)}, ${sums(sql`not (${isNow})`)}
          from ${scraperRuns} where ${and(matches, isEither)} group by 1
        ), ranked as (
          select *, min(
            row_number() over (order by cost desc, runs desc, cost_before desc, runs_before desc, key), ${limit + 1}
          ) as place from sums
        ), shown as (
          select place, iif(place > ${limit}, null, max(key)) as key, count(*) as groups,
            sum(cost) as cost, sum(runs) as runs, sum(without_cost) as without_cost,
            sum(cost_before) as cost_before, sum(runs_before) as runs_before,
            sum(without_cost_before) as without_cost_before
          from ranked group by place
        )
        select cast(key as blob) as key, cast(${actors.name} as blob) as name, cast(${actors.title} as blob) as title,
          groups, cast(cost as text) as cost, runs, without_cost as withoutCost,
          cast(cost_before as text) as costBefore, runs_before as runsBefore, without_cost_before as withoutCostBefore
        from shown left join ${actors}
          on ${by === "actor" ? 1 : 0} = 1 and ${actors.userId} = ${userId} and ${actors.actorId} = shown.key
        order by place`);
      return breakdownFromRows(
        rows.map((row) => ({
          ...row,
          key: row.key === null ? null : decodeText(row.key),
          name: row.name === null ? null : decodeText(row.name),
          title: row.title === null ? null : decodeText(row.title),
          cost: decodeSum(row.cost),
          costBefore: decodeSum(row.costBefore),
        })),
      );
    },
  };
}
