import { type SQL, sql } from "drizzle-orm";
import { IMPORT_SOURCE } from "../../shared/domain/run.ts";

// What outranks what where a run is written that `scraper_runs` holds already (decision 5): the values of an upsert's
// columns, for both databases. What concerns the cost is each database's own.

const lastTold = sql`coalesce(excluded.usage_details, scraper_runs.usage_details)`;

/** Of what a feature reports. */
export const reportedOverKnown = {
  scraperId: sql`excluded.scraper_id`,
  source: sql`excluded.source`,
  // Once Apify's own detail was read, it tells the status, the cost and the start better than the feature can.
  status: sql`case when scraper_runs.cost_read_at is null then excluded.status else scraper_runs.status end`,
  itemCount: sql`coalesce(excluded.item_count, scraper_runs.item_count)`,
  usageDetails: lastTold,
};

/**
 * Of what Apify's detail tells. The source, the scraper's name and the items stay those of the feature that recorded the
 * run; what is known is not lost to what is absent.
 */
export const importedOverKnown = {
  status: sql`excluded.status`,
  usageDetails: lastTold,
  itemCount: sql`case when scraper_runs.source = ${IMPORT_SOURCE}
    then coalesce(excluded.item_count, scraper_runs.item_count)
    else coalesce(scraper_runs.item_count, excluded.item_count) end`,
  finishedAtMs: sql`excluded.finished_at`,
  costReadAtMs: sql`excluded.cost_read_at`,
  costReadNanoUsd: sql`excluded.cost_read_nano_usd`,
  costAgreedAtMs: sql`excluded.cost_agreed_at`,
  settledAtMs: sql`excluded.settled_at`,
  nextReadAtMs: sql`excluded.next_read_at`,
  listedNanoUsd: sql`coalesce(excluded.listed_nano_usd, scraper_runs.listed_nano_usd)`,
  repricedNanoUsd: sql`excluded.repriced_nano_usd`,
  repricedAtMs: sql`excluded.repriced_at`,
  goneAtMs: sql`excluded.gone_at`,
  importId: sql`coalesce(excluded.import_id, scraper_runs.import_id)`,
};

/** `status = excluded.status, …`: the values under the names that a table gives its columns. */
export function assignments<Name extends string>(
  columns: Readonly<Record<NoInfer<Name>, { readonly name: string }>>,
  values: Readonly<Record<Name, SQL>>,
): SQL {
  const all = Object.entries(values) as [Name, SQL][];
  return sql.join(
    all.map(([name, value]) => sql`${sql.identifier(columns[name].name)} = ${value}`),
    sql`, `,
  );
}
