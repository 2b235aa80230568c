import { and, type Column, desc, eq, gt, inArray, isNull, lt, ne, notExists, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { IMPORT_SOURCE } from "../../../shared/domain/run.ts";
import { AppError } from "../../../shared/errors.ts";
import type { ImportedRun, ImportRecord, Ledger } from "../ledger.ts";
import type { Database } from "./connect.ts";
import { imports, scraperRuns } from "./schema.ts";

type ImportStore = Pick<
  Ledger,
  "startImport" | "commitImported" | "endImport" | "latestImport" | "unfinishedImport" | "isHistoryIncomplete"
>;

export function createImportStore(database: Database, now: () => number): ImportStore {
  const isImport = (userId: string, importId: number) => and(eq(imports.userId, userId), eq(imports.id, importId));

  return {
    async startImport(userId, window) {
      const values = { ...window, userId, cursorMs: window.toMs, state: "running" as const, startedAtMs: now() };
      return single(await database.insert(imports).values(values).returning());
    },

    async commitImported(userId, importId, batch) {
      const moveCursor = database
        .update(imports)
        .set({
          cursorMs: batch.cursorMs,
          runsRecorded: sql`${imports.runsRecorded} + ${batch.runs.length + batch.keptRunIds.length}`,
        })
        .where(isImport(userId, importId));
      const markKept = database
        .update(scraperRuns)
        .set({ importId })
        .where(and(eq(scraperRuns.userId, userId), inArray(scraperRuns.runId, [...batch.keptRunIds])));
      if (batch.runs.length === 0) await database.batch([markKept, moveCursor]);
      else await database.batch([upsertImported(database, userId, importId, batch.runs), markKept, moveCursor]);
    },

    async endImport(userId, importId, outcome) {
      const errorCode = outcome.state === "failed" ? outcome.errorCode : null;
      const end = database
        .update(imports)
        .set({
          state: outcome.state,
          errorCode,
          endedAtMs: sql`case when ${imports.errorCode} = ${errorCode} then ${imports.endedAtMs} else ${now()} end`,
          runsRemoved: sql`${imports.runsRemoved} + changes()`,
        })
        .where(isImport(userId, importId))
        .returning();
      const [, record] = await database.batch([
        removeNotMet(database, userId, importId, outcome.state === "completed"),
        end,
      ]);
      return single(record);
    },

    async latestImport(userId, state) {
      const [record] = await database
        .select()
        .from(imports)
        .where(and(eq(imports.userId, userId), state === undefined ? undefined : eq(imports.state, state)))
        .orderBy(desc(imports.id))
        .limit(1);
      return record ?? null;
    },

    async unfinishedImport(userId) {
      const later = alias(imports, "later");
      const hasCompletedAsFarBack = database
        .select({ found: sql`1` })
        .from(later)
        .where(
          and(
            eq(later.userId, userId),
            eq(later.state, "completed"),
            gt(later.id, imports.id),
            sql`${lengthOf(later)} >= ${lengthOf(imports)}`,
          ),
        );
      const [record] = await database
        .select()
        .from(imports)
        .where(and(eq(imports.userId, userId), ne(imports.state, "completed"), notExists(hasCompletedAsFarBack)))
        .orderBy(desc(imports.id))
        .limit(1);
      return record ?? null;
    },

    async isHistoryIncomplete(userId) {
      const isCompleted = sql`${imports.state} = 'completed'`;
      const longest = sql`max(${lengthOf(imports)})`;
      const [found] = await database
        .select({
          isIncomplete: sql<number | null>`
            ${longest} filter (where not ${isCompleted}) > coalesce(${longest} filter (where ${isCompleted}), -1)`,
        })
        .from(imports)
        .where(eq(imports.userId, userId));
      return found?.isIncomplete === 1;
    },
  };
}

/** How far back an import goes. Windows end at a fixed distance from their own now: their lengths compare exactly. */
const lengthOf = (table: Readonly<Record<"fromMs" | "toMs", Column>>) => sql`(${table.toMs} - ${table.fromMs})`;

/**
 * One statement whatever the count of runs, which go in as one JSON text: binding each of their values by itself takes
 * several times as long as writing them.
 */
function upsertImported(database: Database, userId: string, importId: number, runs: readonly ImportedRun[]) {
  const rows = runs.map((run) => ({
    ...run,
    costNanoUsd: run.costNanoUsd === null ? null : Number(run.costNanoUsd),
  }));
  // The source and the scraper's name stay those of the feature that recorded the run; a known cost is not lost to an absent one.
  return database.run(sql`
    insert into scraper_runs (
      user_id, import_id, source, run_id, scraper_id, status, cost_nano_usd, usage_details, item_count,
      created_at, finished_at, cost_read_at
    )
    select
      ${userId}, ${importId}, ${IMPORT_SOURCE}, value ->> 'runId', value ->> 'scraperId', value ->> 'status',
      value ->> 'costNanoUsd', value ->> 'usageDetails', value ->> 'itemCount',
      value ->> 'createdAtMs', value ->> 'finishedAtMs', value ->> 'costReadAtMs'
    from json_each(${JSON.stringify(rows)})
    where true
    on conflict (user_id, run_id) do update set
      status = excluded.status,
      cost_nano_usd = coalesce(excluded.cost_nano_usd, cost_nano_usd),
      usage_details = coalesce(excluded.usage_details, usage_details),
      item_count = coalesce(item_count, excluded.item_count),
      created_at = excluded.created_at,
      finished_at = excluded.finished_at,
      cost_read_at = excluded.cost_read_at,
      import_id = excluded.import_id`);
}

/** The end of a reset: imported rows that it did not meet again go, in the transaction that ends it. */
function removeNotMet(database: Database, userId: string, importId: number, isCompleted: boolean) {
  const isReset = sql`exists (select 1 from ${imports} where ${imports.id} = ${importId} and ${imports.isReset})`;
  return database.delete(scraperRuns).where(
    and(
      eq(scraperRuns.userId, userId),
      eq(scraperRuns.source, IMPORT_SOURCE),
      // A reset that was cut may end after a later import, which met its runs too.
      or(isNull(scraperRuns.importId), lt(scraperRuns.importId, importId)),
      isCompleted ? isReset : sql`false`,
    ),
  );
}

function single(records: readonly ImportRecord[]): ImportRecord {
  const [record] = records;
  if (record === undefined) throw new AppError("internal", "The import is not in the ledger");
  return record;
}
