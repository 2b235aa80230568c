import { and, type SQL, sql } from "drizzle-orm";
import type { Grouping } from "../../../shared/domain/breakdown.ts";
import { breakdownFromRows } from "../breakdown-rows.ts";
import type { Ledger } from "../ledger.ts";
import type { PostgresDatabase } from "./connect.ts";
import { matching, ORIGIN } from "./matching.ts";
import { COST, SCRAPER_ID, SOURCE, STATUS } from "./run-columns.ts";

const KEY: Readonly<Record<Grouping, SQL>> = { actor: SCRAPER_ID, source: SOURCE, status: STATUS, origin: ORIGIN };

/** Whole numbers of 64 bits and sums, which the drivers answer as texts. */
interface AnsweredGroup extends Record<string, unknown> {
  readonly key: string | null;
  readonly name: string | null;
  readonly title: string | null;
  readonly groups: string;
  readonly cost: string;
  readonly runs: string;
  readonly withoutCost: string;
  readonly costBefore: string;
  readonly runsBefore: string;
  readonly withoutCostBefore: string;
}

export function createBreakdownReader(database: PostgresDatabase): Pick<Ledger, "breakdown"> {
  return {
    async breakdown(userId, { by, filter, previous, limit }) {
      const start = (ms: number | undefined) => sql`decompte.start_key(${ms})`;
      // The two spans may have a gap between them, and never overlap.
      const isNow = previous === null ? sql`true` : sql`scraper_runs.created_at >= ${start(filter.fromMs)}`;
      const isEither =
        previous === null ? undefined : sql`(${isNow} or scraper_runs.created_at < ${start(previous.toMs)})`;
      const matches = matching(userId, previous === null ? filter : { ...filter, fromMs: previous.fromMs });
      const { rows } = await database.execute<AnsweredGroup>(sql`
        with run as (
          select ${KEY[by]} as key, ${COST} as cost, ${isNow} as is_now
          from scraper_runs where ${and(matches, isEither)}
        ), sums as (
          select key,
            coalesce(sum(cost) filter (where is_now), 0) as cost, count(*) filter (where is_now) as runs,
            count(*) filter (where is_now and cost is null) as without_cost,
            coalesce(sum(cost) filter (where not is_now), 0) as cost_before,
            count(*) filter (where not is_now) as runs_before,
            count(*) filter (where not is_now and cost is null) as without_cost_before
          from run group by key
        ), ranked as (
          select *, least(
            row_number() over (order by cost desc, runs desc, cost_before desc, runs_before desc, key collate "C"),
            ${limit + 1}::bigint
          ) as place from sums
        ), shown as (
          select place, case when place <= ${limit} then max(key) end as key, count(*) as groups,
            sum(cost) as cost, sum(runs) as runs, sum(without_cost) as without_cost,
            sum(cost_before) as cost_before, sum(runs_before) as runs_before,
            sum(without_cost_before) as without_cost_before
          from ranked group by place
        )
        select shown.key, actor.name, actor.title, groups::text, cost::text, runs::text,
          without_cost::text as "withoutCost", cost_before::text as "costBefore", runs_before::text as "runsBefore",
          without_cost_before::text as "withoutCostBefore"
        from shown left join decompte.actors as actor
          on ${by === "actor"}::boolean and actor.user_id = ${userId} and actor.actor_id = shown.key
        order by place`);
      return breakdownFromRows(
        rows.map((row) => ({
          key: row.key,
          name: row.name,
          title: row.title,
          groups: Number(row.groups),
          cost: BigInt(row.cost),
          runs: Number(row.runs),
          withoutCost: Number(row.withoutCost),
          costBefore: BigInt(row.costBefore),
          runsBefore: Number(row.runsBefore),
          withoutCostBefore: Number(row.withoutCostBefore),
        })),
      );
    },
  };
}
