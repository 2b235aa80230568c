import { and, desc, eq, gt, inArray, isNull, lt, ne, notExists, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { IMPORT_SOURCE } from "../../../shared/domain/run.ts";
import { AppError } from "../../../shared/errors.ts";
import type { ImportedRun, ImportRecord, Ledger } from "../ledger.ts";
import type { Database } from "./open-sqlite-ledger.ts";
import { imports, scraperRuns } from "./schema.ts";

export function createImportStore(
  database: Database,
  now: () => number,
): Pick<Ledger, "startImport" | "commitImported" | "endImport" | "latestImport" | "unfinishedImport"> {
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
      const end = database
        .update(imports)
        .set({
          state: outcome.state,
          errorCode: outcome.state === "failed" ? outcome.errorCode : null,
          endedAtMs: now(),
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
            sql`${later.startedAtMs} - ${later.fromMs} >= ${imports.startedAtMs} - ${imports.fromMs}`,
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
  };
}

function upsertImported(database: Database, userId: string, importId: number, runs: readonly ImportedRun[]) {
  const rows = runs.map((run) => ({
    ...run,
    userId,
    importId,
    source: IMPORT_SOURCE,
    costNanoUsd: run.costNanoUsd === null ? null : Number(run.costNanoUsd),
  }));
  return database
    .insert(scraperRuns)
    .values(rows)
    .onConflictDoUpdate({
      target: [scraperRuns.userId, scraperRuns.runId],
      // The source and the scraper's name stay those of the feature that recorded the run; a known cost is not lost to an absent one.
      set: {
        status: sql`excluded.status`,
        costNanoUsd: sql`coalesce(excluded.cost_nano_usd, ${scraperRuns.costNanoUsd})`,
        usageDetails: sql`coalesce(excluded.usage_details, ${scraperRuns.usageDetails})`,
        itemCount: sql`coalesce(${scraperRuns.itemCount}, excluded.item_count)`,
        createdAtMs: sql`excluded.created_at`,
        finishedAtMs: sql`excluded.finished_at`,
        costReadAtMs: sql`excluded.cost_read_at`,
        importId: sql`excluded.import_id`,
      },
    });
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
