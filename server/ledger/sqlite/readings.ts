import { sql } from "drizzle-orm";
import { IMPORT_SOURCE } from "../../../shared/domain/run.ts";
import type { ImportedRun, KeptRun } from "../ledger.ts";
import { assignments, importedOverKnown, isOvertaken, newest, newestTold } from "../outranking.ts";
import { keptJson, readingsJson } from "../run-json.ts";
import type { Database } from "./connect.ts";
import { scraperRuns } from "./schema.ts";

/** The statements that keep a reading of each run: the former one, where it said something else, then the row itself. */
export function writeReadings(
  database: Database,
  userId: string,
  /** Null leaves the import that last met the run as it is. */
  importId: number | null,
  runs: readonly ImportedRun[],
) {
  const rows = readingsJson(runs);
  return [keepFormerReadings(database, userId, rows), upsertRuns(database, userId, importId, rows)] as const;
}

/** A cross join, so that each reading looks up its row: the other way round would walk over all of the user's rows. */
function keepFormerReadings(database: Database, userId: string, rows: string) {
  return database.run(sql`
    insert into cost_readings (user_id, run_id, read_at, status, cost_nano_usd)
    select known.user_id, known.run_id, known.cost_read_at, known.status, known.cost_read_nano_usd
    from json_each(${rows}) as reading
    cross join scraper_runs as known on known.user_id = ${userId} and known.run_id = reading.value ->> 'runId'
    where known.cost_read_at is not null
      and not ${isOvertaken(sql`(reading.value ->> 'costReadAtMs')`, sql`known.cost_read_at`)}
      and (known.status is not reading.value ->> 'status'
        or known.cost_read_nano_usd is not reading.value ->> 'costReadNanoUsd')
    on conflict do nothing`);
}

function upsertRuns(database: Database, userId: string, importId: number | null, rows: string) {
  return database.run(sql`
    insert into scraper_runs (
      user_id, import_id, source, run_id, scraper_id, status, cost_nano_usd, usage_details, item_count,
      created_at, finished_at, cost_read_at, cost_read_nano_usd, cost_agreed_at, settled_at, next_read_at,
      listed_nano_usd, repriced_nano_usd, repriced_at, gone_at, run_origin
    )
    select
      ${userId}, ${importId}, ${IMPORT_SOURCE}, value ->> 'runId', value ->> 'scraperId', value ->> 'status',
      value ->> 'costNanoUsd', value ->> 'usageDetails', value ->> 'itemCount',
      value ->> 'createdAtMs', value ->> 'finishedAtMs', value ->> 'costReadAtMs', value ->> 'costReadNanoUsd',
      value ->> 'costAgreedAtMs', value ->> 'settledAtMs', value ->> 'nextReadAtMs',
      value ->> 'listedNanoUsd', value ->> 'repricedNanoUsd', value ->> 'repricedAtMs', value ->> 'goneAtMs',
      value ->> 'origin'
    from json_each(${rows})
    where true
    on conflict (user_id, run_id) do update set
      ${assignments(scraperRuns, importedOverKnown)},
      created_at = ${newest("created_at")},
      cost_nano_usd = ${newestTold("cost_nano_usd")}`);
}

/** Runs that an import met and did not read: that it met them counts for a reset, and what the list says is kept. */
export function markKept(database: Database, userId: string, importId: number, kept: readonly KeptRun[]) {
  const ids = JSON.stringify(kept.map(({ runId }) => runId));
  const hints = keptJson(kept.filter(({ listedNanoUsd }) => listedNanoUsd !== null));
  return database.run(sql`
    update scraper_runs
    set
      import_id = ${importId},
      listed_nano_usd = coalesce(
        (select value ->> 'listedNanoUsd' from json_each(${hints}) where value ->> 'runId' = run_id), listed_nano_usd
      )
    where user_id = ${userId} and run_id in (select value from json_each(${ids}))`);
}
