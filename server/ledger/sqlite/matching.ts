import { and, type Column, eq, gte, lt, or, type SQL, sql } from "drizzle-orm";
import { UNKNOWN_ORIGIN } from "../../../shared/domain/breakdown.ts";
import type { RunFilter } from "../ledger.ts";
import { searchPattern } from "../search-pattern.ts";
import { actors, scraperRuns } from "./schema.ts";

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
    filter.search === undefined ? undefined : found(userId, filter.search),
  );
}

function found(userId: string, text: string): SQL | undefined {
  const { userId: ofUser, actorId, name, title } = actors;
  return or(
    isLike(scraperRuns.runId, text),
    isLike(scraperRuns.scraperId, text),
    sql`${scraperRuns.scraperId} in (
      select ${actorId} from ${actors} where ${ofUser} = ${userId} and ${or(isLike(name, text), isLike(title, text))}
    )`,
  );
}

/** SQLite knows large and small of ASCII's letters alone: others are asked for as they are commonly written. */
function isLike(column: Column, text: string): SQL | undefined {
  const capital = text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();
  const writings = new Set([text, text.toLowerCase(), text.toUpperCase(), capital].map(searchPattern));
  return or(...[...writings].map((pattern) => sql`${column} like ${pattern} escape '\\'`));
}
