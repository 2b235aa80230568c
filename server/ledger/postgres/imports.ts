import { and, desc, eq, gt, gte, lt, max, ne, notExists, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { IMPORT_SOURCE } from "../../../shared/domain/run.ts";
import { counted, endedAt, isLongestOpen, lengthOf, single } from "../import-rules.ts";
import type { ImportOutcome, Ledger } from "../ledger.ts";
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
        await transaction
          .update(imports)
          .set({ cursorMs, ...counted(imports, { runs: runs.length + kept.length, runsNew, runsChanged }) })
          .where(isImport(userId, importId));
        if (runs.length > 0) await transaction.execute(upsertImported(userId, importId, runs));
      });
    },

    async commitReadings(userId, runs) {
      if (runs.length > 0) await database.execute(upsertImported(userId, null, runs));
    },

    endImport: (userId, importId, outcome) =>
      database.transaction(async (transaction) => {
        const [current] = await transaction.select().from(imports).where(isImport(userId, importId)).for("update");
        const { isReset } = single(current);
        const hasCompleted = outcome.state === "completed";
        const runsRemoved =
          hasCompleted && isReset ? await removeNotMet(transaction, userId, importId, outcome.keptFromMs) : 0;
        if (hasCompleted) await saveCompleted(transaction, userId, importId, outcome);
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
      const [found] = await database
        .select({ isIncomplete: isLongestOpen(imports) })
        .from(imports)
        .where(eq(imports.userId, userId));
      return found?.isIncomplete === true;
    },
  };
}

const isImport = (userId: string, importId: number) => and(eq(imports.userId, userId), eq(imports.id, importId));

/** The end of a reset: imported rows that it did not meet again go, in the transaction that ends it. */
async function removeNotMet(
  database: PostgresDatabase,
  userId: string,
  importId: number,
  keptFromMs: number | null,
): Promise<number> {
  const { rowCount } = await database.execute(sql`
    with lost as materialized (
      select run_id from scraper_runs
      where ${isOfUser(userId)} and source = ${IMPORT_SOURCE}
        -- A reset that was cut may end after a later import, which met its runs too.
        and (import_id is null or import_id < ${importId})
        -- What Apify keeps no more can't come back: it stays.
        ${keptFromMs === null ? sql`` : sql`and created_at >= decompte.start_key(${keptFromMs})`}
      order by run_id
      for update
    )
    delete from scraper_runs using lost where ${isOfUser(userId)} and scraper_runs.run_id = lost.run_id`);
  return rowCount ?? 0;
}

/** The history's bounds; and older imports go that a completed one covers: there would be one more every few minutes. */
async function saveCompleted(
  database: PostgresDatabase,
  userId: string,
  importId: number,
  { complete }: Extract<ImportOutcome, { state: "completed" }>,
): Promise<void> {
  const bounds = { completeFromMs: complete.fromMs, completeToMs: complete.toMs };
  await database
    .insert(histories)
    .values({ userId, ...bounds })
    .onConflictDoUpdate({ target: histories.userId, set: bounds });
  const ended = alias(imports, "ended");
  const length = database
    .select({ length: lengthOf(ended) })
    .from(ended)
    .where(eq(ended.id, importId));
  await database
    .delete(imports)
    .where(and(eq(imports.userId, userId), lt(imports.id, importId), sql`${lengthOf(imports)} <= ${length}`));
}
