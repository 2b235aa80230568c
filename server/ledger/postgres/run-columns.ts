import { type SQL, sql } from "drizzle-orm";
import type { ReadingRow, RunRow } from "../run-rows.ts";
import type { UsageDetails } from "../ledger.ts";

/** What counts as a run's cost: ours, exact; else what another application wrote. */
export const COST = sql`coalesce(scraper_runs.cost_nano_usd, decompte.nano_usd(scraper_runs.cost_usd))`;

/** What a row of another application lacks. */
export const UNKNOWN = "unknown";

export const SCRAPER_ID = sql`coalesce(scraper_runs.scraper_id::text, ${sql.raw(`'${UNKNOWN}'`)})`;
export const SOURCE = sql`coalesce(scraper_runs.source::text, ${sql.raw(`'${UNKNOWN}'`)})`;
export const STATUS = sql`coalesce(scraper_runs.status::text, ${sql.raw(`'${UNKNOWN}'`)})`;

/** A run's columns, whatever their types are in an adopted table. A row of another application may lack some. */
export const READING_COLUMNS = sql`
  coalesce(scraper_runs.run_id::text, 'row ' || scraper_runs.id) as "runId",
  ${SCRAPER_ID} as "scraperId",
  ${SOURCE} as "source",
  ${STATUS} as "status",
  ${COST} as "costNanoUsd",
  scraper_runs.item_count as "itemCount",
  decompte.instant_ms(decompte.started(scraper_runs.created_at)) as "createdAtMs",
  scraper_runs.finished_at as "finishedAtMs",
  scraper_runs.cost_read_at as "costReadAtMs",
  scraper_runs.cost_read_nano_usd as "costReadNanoUsd",
  scraper_runs.cost_agreed_at as "costAgreedAtMs",
  scraper_runs.settled_at as "settledAtMs",
  scraper_runs.next_read_at as "nextReadAtMs",
  scraper_runs.listed_nano_usd as "listedNanoUsd",
  scraper_runs.repriced_nano_usd as "repricedNanoUsd",
  scraper_runs.repriced_at as "repricedAtMs",
  scraper_runs.gone_at as "goneAtMs",
  scraper_runs.import_id as "importId",
  scraper_runs.run_origin as "origin"`;

export const DETAILS = sql`decompte.details(scraper_runs.usage_details)`;

/** The details may be many times as large as all else. */
export const RUN_COLUMNS = sql`${READING_COLUMNS}, ${DETAILS} as "usageDetails"`;

export const NEWEST_FIRST = sql`scraper_runs.created_at desc nulls last, scraper_runs.id desc nulls last`;

/** The rows of a user, by an index, whatever the type of the column is. */
export const isOfUser = (userId: string): SQL => sql`scraper_runs.user_id = decompte.user_key(${userId})`;

/** A row as the drivers answer it: whole numbers of 64 bits are texts. */
export type AnsweredReading = Readonly<Record<keyof ReadingRow, string | number | null>>;
export type AnsweredRun = AnsweredReading & { readonly usageDetails: UsageDetails | null };

export const runRowOf = (row: AnsweredRun): RunRow => ({ ...readingRowOf(row), usageDetails: row.usageDetails });

export function readingRowOf(row: AnsweredReading): ReadingRow {
  return {
    runId: String(row.runId),
    scraperId: String(row.scraperId),
    source: String(row.source),
    status: String(row.status),
    costNanoUsd: row.costNanoUsd,
    itemCount: wholeNumber(row.itemCount),
    createdAtMs: Number(row.createdAtMs),
    finishedAtMs: wholeNumber(row.finishedAtMs),
    costReadAtMs: wholeNumber(row.costReadAtMs),
    costReadNanoUsd: row.costReadNanoUsd,
    costAgreedAtMs: wholeNumber(row.costAgreedAtMs),
    settledAtMs: wholeNumber(row.settledAtMs),
    nextReadAtMs: wholeNumber(row.nextReadAtMs),
    listedNanoUsd: row.listedNanoUsd,
    repricedNanoUsd: row.repricedNanoUsd,
    repricedAtMs: wholeNumber(row.repricedAtMs),
    goneAtMs: wholeNumber(row.goneAtMs),
    importId: wholeNumber(row.importId),
    origin: row.origin === null ? null : String(row.origin),
  };
}

export const wholeNumber = (value: string | number | null): number | null => (value === null ? null : Number(value));
