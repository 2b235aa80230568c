import { and, type SQL, sql } from "drizzle-orm";
import { UNKNOWN_ORIGIN } from "../../../shared/domain/breakdown.ts";
import type { RunFilter } from "../ledger.ts";
import { searchPattern } from "../search-pattern.ts";
import { isOfUser, UNKNOWN } from "./run-columns.ts";

/** As breakdowns name it. */
export const ORIGIN = sql`coalesce(scraper_runs.run_origin, ${UNKNOWN_ORIGIN})`;

/** The user's runs that a filter lets pass. */
export function matching(userId: string, filter: RunFilter): SQL | undefined {
  return and(
    isOfUser(userId),
    filter.fromMs === undefined ? undefined : sql`scraper_runs.created_at >= decompte.start_key(${filter.fromMs})`,
    filter.toMs === undefined ? undefined : sql`scraper_runs.created_at < decompte.start_key(${filter.toMs})`,
    filter.scraperId === undefined ? undefined : isOne(sql`scraper_runs.scraper_id`, filter.scraperId),
    filter.source === undefined ? undefined : isOne(sql`scraper_runs.source`, filter.source),
    filter.status === undefined ? undefined : isOne(sql`scraper_runs.status`, filter.status),
    filter.origin === undefined ? undefined : sql`${ORIGIN} = ${filter.origin}`,
    filter.search === undefined ? undefined : found(userId, searchPattern(filter.search)),
  );
}

const found = (userId: string, pattern: string): SQL => sql`(
  scraper_runs.run_id ilike ${pattern} or scraper_runs.scraper_id ilike ${pattern} or scraper_runs.scraper_id in (
    select actor_id from decompte.actors where user_id = ${userId} and (name ilike ${pattern} or title ilike ${pattern})
  )
)`;

/** What an adopted row lacks is answered as unknown, and found so. */
const isOne = (column: SQL, value: string): SQL =>
  value === UNKNOWN ? sql`coalesce(${column}::text, ${UNKNOWN}) = ${value}` : sql`${column} = ${value}`;
