import { and, desc, eq, gte, max, ne, notExists, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Span } from "../../../shared/domain/day.ts";
import { IMPORT_SOURCE } from "../../../shared/domain/run.ts";
import { counted, coversLater, endedAt, isLongestOpen, lengthOf, single } from "../import-rules.ts";
import type { Ledger } from "../ledger.ts";
import type { PostgresDatabase } from "./connect.ts";
import { isOfUser } from "./run-columns.ts";
import { histories, imports } from "./schema.ts";
import { markKept, upsertImported } from "./write-runs.ts";

type ImportStore = Pick<
  Ledger,
  | "startImport"
  | "commitImported"
  | "commitReadings"
  | "endImport"
  | "latestImport"
  | "latestWindowEndMs"
  | "unfinishedImport"
  | "isHistoryIncomplete"
>;

export function createImportStore(database: PostgresDatabase, now: () => number): ImportStore {
  return {
    async startImport(userId, window) {
      const values = { ...window, userId, cursorMs: window.toMs, state: "running" as const, startedAtMs: now() };
      const [record] = await database.insert(imports).values(values).returning();
      return single(record);
    },

    async commitImported(userId, importId, { runs, kept, cursorMs, runsNew, runsChanged }) {
      // That a run was met is true even where the rest fails: a transaction of its own holds fewer rows at once.
      if (kept.length > 0) await database.execute(markKept(userId, importId, kept));
      await database.transaction(async (transaction) => {
        if (runs.length > 0) await transaction.execute(upsertImported(userId, importId, runs));
        await transaction
          .update(imports)
          .set({ cursorMs, ...counted(imports, { runs: runs.length + kept.length, runsNew, runsChanged }) })
          .where(isImport(userId, importId));
      });
    },

    async commitReadings(userId, runs) {
      if (runs.length > 0) await database.execute(upsertImported(userId, null, runs));
    },

    endImport: (userId, importId, outcome) =>
      database.transaction(async (transaction) => {
        // Runs first, then imports, the older ones before this one, then the history: writers never wait in a circle.
        const runsRemoved =
          outcome.state === "completed" ? await removeNotMet(transaction, userId, importId, outcome) : 0;
        if (outcome.state === "completed") await forgetCovered(transaction, userId, importId);
        const { errorCode, retryAtMs } = outcome.state === "failed" ? outcome : { errorCode: null, retryAtMs: null };
        const [record] = await transaction
          .update(imports)
          .set({
            state: outcome.state,
            errorCode,
            retryAtMs,
            endedAtMs: endedAt(imports, errorCode, now()),
            runsRemoved: sql`${imports.runsRemoved} + ${runsRemoved}`,
          })
          .where(isImport(userId, importId))
          .returning();
        if (outcome.state === "completed") await saveComplete(transaction, userId, outcome.complete);
        return single(record);
      }),

    async latestImport(userId, state) {
      const [record] = await database
        .select()
        .from(imports)
        .where(and(eq(imports.userId, userId), state === undefined ? undefined : eq(imports.state, state)))
        .orderBy(desc(imports.id))
        .limit(1);
      return record ?? null;
    },

    async latestWindowEndMs(userId, lengthMs) {
      const [row] = await database
        .select({ toMs: max(imports.toMs) })
        .from(imports)
        .where(and(eq(imports.userId, userId), eq(imports.state, "completed"), gte(lengthOf(imports), lengthMs)));
      return row?.toMs ?? null;
    },

    async unfinishedImport(userId) {
      const later = alias(imports, "later");
      const hasCompletedAsFarBack = database
        .select({ found: sql`1` })
        .from(later)
        .where(coversLater(later, imports));
      const [record] = await database
        .select()
        .from(imports)
        .where(and(eq(imports.userId, userId), ne(imports.state, "completed"), notExists(hasCompletedAsFarBack)))
        .orderBy(desc(imports.id))
        .limit(1);
      return record ?? null;
    },

    async isHistoryIncomplete(userId) {
      const [found] = await database
        .select({ isIncomplete: isLongestOpen(imports) })
        .from(imports)
        .where(eq(imports.userId, userId));
      return found?.isIncomplete === true;
    },
  };
}

const isImport = (userId: string, importId: number) => and(eq(imports.userId, userId), eq(imports.id, importId));

/** The end of a reset: imported rows that it did not meet again go, in the transaction that ends it. Answers how many. */
async function removeNotMet(
  database: PostgresDatabase,
  userId: string,
  importId: number,
  { keptFromMs }: { readonly keptFromMs: number | null },
): Promise<number> {
  const { rowCount } = await database.execute(sql`
    with lost as materialized (
      select run_id from scraper_runs
      where ${isOfUser(userId)} and source = ${IMPORT_SOURCE}
        and exists (select from ${imports} where ${isImport(userId, importId)} and ${imports.isReset})
        -- A reset that was cut may end after a later import, which met its runs too.
        and (import_id is null or import_id < ${importId})
        -- What Apify keeps no more can't come back: it stays.
        ${keptFromMs === null ? sql`` : sql`and created_at >= decompte.start_key(${keptFromMs})`}
      order by run_id
      for update of scraper_runs
    )
    delete from scraper_runs using lost where ${isOfUser(userId)} and scraper_runs.run_id = lost.run_id`);
  return rowCount ?? 0;
}

/** A completed import says all that older ones said that went no further back: there would be one more every few minutes. */
async function forgetCovered(database: PostgresDatabase, userId: string, importId: number): Promise<void> {
  await database.execute(sql`
    with covered as materialized (
      select older.id from ${imports} as older join ${imports} as ended on ended.id = ${importId}
      where older.user_id = ${userId} and older.id < ${importId}
        -- One that another process may still be at ends by itself.
        and older.state <> 'running'
        and older.to_at - older.from_at <= ended.to_at - ended.from_at
      order by older.id
      for update of older
    )
    delete from ${imports} using covered where ${imports.id} = covered.id`);
}

async function saveComplete(database: PostgresDatabase, userId: string, { fromMs, toMs }: Span): Promise<void> {
  const bounds = { completeFromMs: fromMs, completeToMs: toMs };
  await database
    .insert(histories)
    .values({ userId, ...bounds })
    .onConflictDoUpdate({ target: histories.userId, set: bounds });
}
