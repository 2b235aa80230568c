import { and, eq, gte, lt, type SQL, sql } from "drizzle-orm";
import { UNKNOWN_ORIGIN } from "../../../shared/domain/breakdown.ts";
import type { RunFilter } from "../ledger.ts";
import { scraperRuns } from "./schema.ts";

/** As breakdowns name it. */
export const ORIGIN = sql`coalesce(${scraperRuns.origin}, ${UNKNOWN_ORIGIN})`;

/** The user's runs that a filter lets pass. */
export function matching(userId: string, filter: RunFilter): SQL | undefined {
  return and(
    eq(scraperRuns.userId, userId),
    filter.fromMs === undefined ? undefined : gte(scraperRuns.createdAtMs, filter.fromMs),
    filter.toMs === undefined ? undefined : lt(scraperRuns.createdAtMs, filter.toMs),
    filter.scraperId === undefined ? undefined : eq(scraperRuns.scraperId, filter.scraperId),
    filter.source === undefined ? undefined : eq(scraperRuns.source, filter.source),
    filter.status === undefined ? undefined : eq(scraperRuns.status, filter.status),
    filter.origin === undefined ? undefined : sql`${ORIGIN} = ${filter.origin}`,
  );
}
