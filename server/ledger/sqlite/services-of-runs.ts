import { and, eq, gte, lt, sql } from "drizzle-orm";
import { setImmediate as otherTasks } from "node:timers/promises";
import type { Span } from "../../../shared/domain/day.ts";
import { MAX_RUN_COST_USD, type NanoUsd } from "../../../shared/domain/money.ts";
import { UNNAMED_SERVICE } from "../../../shared/domain/service.ts";
import { type ServiceSum, servicesOf } from "../services-of-runs.ts";
import type { Database } from "./connect.ts";
import { decodeSum, decodeText, guardedColumn } from "./guarded-column.ts";
import { runRollup15m, scraperRuns } from "./schema.ts";

/** Runs whose lines are summed in one statement: some 8 ms of work. */
const RUNS_PER_STATEMENT = 1_000;
const QUARTER_MS = 15 * 60 * 1_000;

/** What the runs of a span used of each service; the sum over the services is that of the runs' costs. */
export async function readServicesOfRuns(
  database: Database,
  userId: string,
  span: Span,
): Promise<ReadonlyMap<string, NanoUsd>> {
  const sums: ServiceSum[] = [];
  for (const part of await partsOf(database, userId, span)) {
    sums.push(...(await sumServices(database, userId, part)));
    // The window's process reads this: between two statements it does what else there is to do.
    await otherTasks();
  }
  return servicesOf(sums);
}

/** A sum as SQLite answers it: the service as bytes, or null. */
interface AnsweredSum {
  readonly remainderService: string;
  readonly service: unknown;
  readonly nanoUsd: string;
  readonly lines: number;
}

async function sumServices(database: Database, userId: string, { fromMs, toMs }: Span): Promise<readonly ServiceSum[]> {
  const { costNanoUsd, usageDetails, createdAtMs } = scraperRuns;
  // A feature may have recorded details of any form. Of a run whose platform usage its developer pays, the lines are no cost.
  const rows = await database.all<AnsweredSum>(sql`
    with known as materialized (
      select
        ${costNanoUsd} as cost,
        iif(${usageDetails} ->> '$.platformUsageBillingModel' is 'DEVELOPER', null, ${usageDetails}) as details,
        case ${usageDetails} ->> '$.pricingModel'
          when 'PAY_PER_EVENT' then 'PAID_ACTORS_PER_EVENT'
          when 'PRICE_PER_DATASET_ITEM' then 'PAID_ACTORS_PER_DATASET_ITEM'
          else ${UNNAMED_SERVICE}
        end as remainder
      from ${scraperRuns}
      where ${scraperRuns.userId} = ${userId} and ${createdAtMs} >= ${fromMs} and ${createdAtMs} < ${toMs}
        and ${costNanoUsd} is not null
    )
    select
      remainder as remainderService,
      cast(line.key as blob) as service,
      cast(sum(cast(round(line.value * 1e9) as integer)) as text) as nanoUsd,
      count(*) as lines
    from known, json_each(known.details, '$.usageUsd') as line
    where typeof(line.key) = 'text' and line.type in ('integer', 'real')
      and line.value between 0 and ${MAX_RUN_COST_USD}
    group by remainder, line.key
    union all
    select remainder, null, cast(sum(cost) as text), 0 from known group by remainder`);
  return rows.map(({ service, nanoUsd, ...row }) => ({
    ...row,
    service: service === null ? null : decodeText(service),
    nanoUsd: decodeSum(nanoUsd),
  }));
}

/** The span in parts of few runs each, cut at quarters of an hour. */
async function partsOf(database: Database, userId: string, { fromMs, toMs }: Span): Promise<readonly Span[]> {
  const { bucketMs, runs } = runRollup15m;
  const buckets = await database
    .select({ bucketMs: guardedColumn(bucketMs), runs: guardedColumn(runs) })
    .from(runRollup15m)
    .where(and(eq(runRollup15m.userId, userId), gte(bucketMs, fromMs), lt(bucketMs, toMs)))
    .orderBy(bucketMs);
  const parts: { fromMs: number; toMs: number; runs: number }[] = [];
  for (const bucket of buckets) {
    const part = parts.at(-1);
    const endMs = bucket.bucketMs + QUARTER_MS;
    if (part !== undefined && part.runs + bucket.runs <= RUNS_PER_STATEMENT) {
      part.toMs = endMs;
      part.runs += bucket.runs;
    } else {
      parts.push({ fromMs: bucket.bucketMs, toMs: endMs, runs: bucket.runs });
    }
  }
  return parts;
}
