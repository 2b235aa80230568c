import { type SQL, sql } from "drizzle-orm";
import { IMPORT_SOURCE } from "../../../shared/domain/run.ts";
import type { ImportedRun, KeptRun, LedgerRun, UsageDetails } from "../ledger.ts";
import { assignments, importedOverKnown, isOlder, newest, reportedOverKnown } from "../outranking.ts";
import { keptJson, readingsJson, reportsJson } from "../run-json.ts";
import { COST, DETAILS, isOfUser, READING_COLUMNS } from "./run-columns.ts";
import { scraperRuns } from "./schema.ts";

// Each is one statement that takes its rows in the order of their ids, so that two writers of the same runs wait for each
// other and are never in a deadlock. What follows from the rows is the triggers' work.

/** Answers the rows, and whether each is new; without the details of runs that told theirs, which come back as they went. */
export function upsertReported(userId: string, runs: readonly LedgerRun[]): SQL {
  const isCostTaken = sql`excluded.cost_nano_usd is not null and (scraper_runs.cost_read_at is null or ${COST} is null)`;
  return sql`
    insert into scraper_runs (
      user_id, run_id, scraper_id, source, status, cost_nano_usd, cost_usd, item_count, usage_details, created_at
    )
    select
      decompte.required(decompte.user_key(${userId})), "runId", "scraperId", source, status, "costNanoUsd", decompte.cost_key("costNanoUsd"),
      decompte.item_count_key("itemCount"), "usageDetails", decompte.start_key("createdAtMs")
    from json_to_recordset(${storable(reportsJson(runs))}::json) as run (
      "runId" text, "scraperId" text, source text, status text, "costNanoUsd" bigint, "itemCount" bigint,
      "usageDetails" jsonb, "createdAtMs" bigint
    )
    order by "runId"
    on conflict (user_id, run_id) do update set
      ${assignments(scraperRuns, reportedOverKnown)},
      ${costIf(isCostTaken)}
    returning
      ${READING_COLUMNS},
      case when scraper_runs.run_id <> all(${sql.param([...detailsOf(runs).keys()])}::text[]) then ${DETAILS} end as "usageDetails",
      xmax = 0 as "isNew"`;
}

/** Null as the import leaves the one that last met a run as it is. */
export function upsertImported(userId: string, importId: number | null, runs: readonly ImportedRun[]): SQL {
  return sql`
    insert into scraper_runs (
      user_id, import_id, source, run_id, scraper_id, status, cost_nano_usd, cost_usd, usage_details, item_count,
      created_at, finished_at, cost_read_at, cost_read_nano_usd, cost_agreed_at, settled_at, next_read_at,
      listed_nano_usd, repriced_nano_usd, repriced_at, gone_at, run_origin
    )
    select
      decompte.required(decompte.user_key(${userId})), ${importId}::bigint, ${IMPORT_SOURCE}, "runId", "scraperId", status, "costNanoUsd",
      decompte.cost_key("costNanoUsd"), "usageDetails", decompte.item_count_key("itemCount"),
      decompte.start_key("createdAtMs"), "finishedAtMs",
      "costReadAtMs", "costReadNanoUsd", "costAgreedAtMs", "settledAtMs", "nextReadAtMs", "listedNanoUsd",
      "repricedNanoUsd", "repricedAtMs", "goneAtMs", origin
    from json_to_recordset(${storable(readingsJson(runs))}::json) as run (
      "runId" text, "scraperId" text, status text, "costNanoUsd" bigint, "usageDetails" jsonb, "itemCount" bigint,
      "createdAtMs" bigint, "finishedAtMs" bigint, "costReadAtMs" bigint, "costReadNanoUsd" bigint,
      "costAgreedAtMs" bigint, "settledAtMs" bigint, "nextReadAtMs" bigint, "listedNanoUsd" bigint,
      "repricedNanoUsd" bigint, "repricedAtMs" bigint, "goneAtMs" bigint, origin text
    )
    order by "runId"
    on conflict (user_id, run_id) do update set
      ${assignments(scraperRuns, importedOverKnown)},
      created_at = ${newest("created_at")},
      ${costIf(sql`excluded.cost_nano_usd is not null and (${isOlder} is not true or ${COST} is null)`)}`;
}

/** Runs that an import met and did not read: that it met them counts for a reset, and what the list says is kept. */
export function markKept(userId: string, importId: number, kept: readonly KeptRun[]): SQL {
  return sql`
    with met as materialized (
      select run.run_id, kept."listedNanoUsd"
      from scraper_runs as run
      join json_to_recordset(${storable(keptJson(kept))}::json) as kept ("runId" text, "listedNanoUsd" bigint)
        on run.run_id = kept."runId"
      where run.user_id = decompte.user_key(${userId})
      order by run.run_id
      for update of run
    )
    update scraper_runs
    set import_id = ${importId}, listed_nano_usd = coalesce(met."listedNanoUsd", scraper_runs.listed_nano_usd)
    from met where ${isOfUser(userId)} and scraper_runs.run_id = met.run_id`;
}

/** Both columns of the cost, or neither. */
const costIf = (isTaken: SQL): SQL => sql`
  cost_nano_usd = case when ${isTaken} then excluded.cost_nano_usd else scraper_runs.cost_nano_usd end,
  cost_usd = case when ${isTaken} then excluded.cost_usd else scraper_runs.cost_usd end`;

/** What runs tell of their usage, as Postgres keeps it. */
export function detailsOf(runs: readonly LedgerRun[]): ReadonlyMap<string, UsageDetails> {
  const telling = runs.filter(({ usageDetails }) => usageDetails !== null);
  return new Map(
    telling.map(({ runId, usageDetails }) => [
      runId,
      JSON.parse(storable(JSON.stringify(usageDetails))) as UsageDetails, // An object before is one after.
    ]),
  );
}

/** Postgres has no text with a null character or half a character in it: a sign that one was there takes its place. */
function storable(json: string): string {
  return json.replaceAll(/\\\\|\\u(?:0000|d[89a-f][0-9a-f]{2})/g, (found) => (found === "\\\\" ? found : "\u{fffd}"));
}
