import { sql } from "drizzle-orm";
import type { Span } from "../../../shared/domain/day.ts";
import { MAX_RUN_COST_USD, type NanoUsd } from "../../../shared/domain/money.ts";
import { UNNAMED_SERVICE } from "../../../shared/domain/service.ts";
import { servicesOf } from "../services-of-runs.ts";
import type { PostgresDatabase } from "./connect.ts";
import { COST, isOfUser } from "./run-columns.ts";

/** 64 bits and sums come as texts. */
interface AnsweredSum extends Record<string, unknown> {
  readonly remainderService: string;
  readonly service: string | null;
  readonly nanoUsd: string;
  readonly lines: string;
}

/** What the runs of a span used of each service; the sum over the services is that of the runs' costs. */
export async function readServicesOfRuns(
  database: PostgresDatabase,
  userId: string,
  { fromMs, toMs }: Span,
): Promise<ReadonlyMap<string, NanoUsd>> {
  // A feature may have recorded details of any form. Of a run whose platform usage its developer pays, the lines are no cost.
  const { rows } = await database.execute<AnsweredSum>(sql`
    with known as materialized (
      select
        ${COST} as cost,
        case
          when details ->> 'platformUsageBillingModel' is distinct from 'DEVELOPER'
            and jsonb_typeof(details -> 'usageUsd') = 'object' then details -> 'usageUsd'
          else '{}'
        end as lines,
        case details ->> 'pricingModel'
          when 'PAY_PER_EVENT' then 'PAID_ACTORS_PER_EVENT'
          when 'PRICE_PER_DATASET_ITEM' then 'PAID_ACTORS_PER_DATASET_ITEM'
          else ${UNNAMED_SERVICE}
        end as remainder
      from scraper_runs, decompte.details(usage_details) as details
      where ${isOfUser(userId)} and ${COST} is not null
        and created_at >= decompte.start_key(${fromMs}) and created_at < decompte.start_key(${toMs})
    ),
    line as materialized (
      select remainder, key as service, value::text::numeric as usd
      from known, jsonb_each(lines)
      where jsonb_typeof(value) = 'number'
    )
    select
      remainder as "remainderService", service, sum(round(usd * 1000000000))::text as "nanoUsd", count(*) as lines
    from line where usd between 0 and ${MAX_RUN_COST_USD} group by remainder, service
    union all
    select remainder, null, sum(cost)::text, 0 from known group by remainder`);
  return servicesOf(rows.map((row) => ({ ...row, nanoUsd: BigInt(row.nanoUsd), lines: Number(row.lines) })));
}
