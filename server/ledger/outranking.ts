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
 * Whether a reading was written after one that is newer, as happens where two processes read the same run at once. What
 * lies further back is none: then the clock of the known one was ahead, and has been put right since.
 */
export const isOvertaken = (readAtMs: SQL, knownReadAtMs: SQL): SQL =>
  sql`(${knownReadAtMs} - ${readAtMs} between 1 and ${sql.raw(String(60 * 60 * 1_000))})`;

/** Whether what Apify's detail tells is older than what is known. */
export const isOlder = isOvertaken(sql`excluded.cost_read_at`, sql`scraper_runs.cost_read_at`);

/** What the newest reading says, be it nothing. */
export const newest = (name: string): SQL => {
  const column = sql.identifier(name);
  return sql`case when ${isOlder} then scraper_runs.${column} else excluded.${column} end`;
};

/** What the newest reading says that says anything: what is known is not lost to what is absent. */
export const newestTold = (name: string): SQL => {
  const column = sql.identifier(name);
  return sql`case when ${isOlder} then coalesce(scraper_runs.${column}, excluded.${column})
    else coalesce(excluded.${column}, scraper_runs.${column}) end`;
};

/** Of what Apify's detail tells. The source, the scraper's name and the items stay those of the feature that recorded the run. */
export const importedOverKnown = {
  status: newest("status"),
  usageDetails: newestTold("usage_details"),
  itemCount: sql`case when scraper_runs.source = ${IMPORT_SOURCE} and ${isOlder} is not true
    then coalesce(excluded.item_count, scraper_runs.item_count)
    else coalesce(scraper_runs.item_count, excluded.item_count) end`,
  finishedAtMs: newest("finished_at"),
  costReadAtMs: newest("cost_read_at"),
  costReadNanoUsd: newest("cost_read_nano_usd"),
  costAgreedAtMs: newest("cost_agreed_at"),
  settledAtMs: newest("settled_at"),
  nextReadAtMs: newest("next_read_at"),
  listedNanoUsd: newestTold("listed_nano_usd"),
  repricedNanoUsd: newest("repriced_nano_usd"),
  repricedAtMs: newest("repriced_at"),
  goneAtMs: newest("gone_at"),
  origin: newestTold("run_origin"),
  // That an import met the run is true, whatever it read there.
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
