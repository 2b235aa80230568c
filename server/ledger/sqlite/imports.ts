import { and, desc, eq, gte, isNull, lt, ne, notExists, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { IMPORT_SOURCE } from "../../../shared/domain/run.ts";
import type { Span } from "../../../shared/domain/day.ts";
import { counted, coversLater, endedAt, isLongestOpen, lengthOf, single } from "../import-rules.ts";
import type { Ledger } from "../ledger.ts";
import type { Database } from "./connect.ts";
import { guarded } from "./guarded-column.ts";
import { markKept, writeReadings } from "./readings.ts";
import { histories, imports, scraperRuns } from "./schema.ts";

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

const RECORD = guarded(imports);

export function createImportStore(database: Database, now: () => number): ImportStore {
  const isImport = (userId: string, importId: number) => and(eq(imports.userId, userId), eq(imports.id, importId));

  return {
    async startImport(userId, window) {
      const values = { ...window, userId, cursorMs: window.toMs, state: "running" as const, startedAtMs: now() };
      const [record] = await database.insert(imports).values(values).returning(RECORD);
      return single(record);
    },

    async commitImported(userId, importId, { runs, kept, cursorMs, runsNew, runsChanged }) {
      const moveCursor = database
        .update(imports)
        .set({ cursorMs, ...counted(imports, { runs: runs.length + kept.length, runsNew, runsChanged }) })
        .where(isImport(userId, importId));
      await database.batch([
        ...writeReadings(database, userId, importId, runs),
        markKept(database, userId, importId, kept),
        moveCursor,
      ]);
    },

    async commitReadings(userId, runs) {
      await database.batch(writeReadings(database, userId, null, runs));
    },

    async endImport(userId, importId, outcome) {
      const { errorCode, retryAtMs } = outcome.state === "failed" ? outcome : { errorCode: null, retryAtMs: null };
      const end = database
        .update(imports)
        .set({
          state: outcome.state,
          errorCode,
          retryAtMs,
          endedAtMs: endedAt(imports, errorCode, now()),
          runsRemoved: sql`${imports.runsRemoved} + changes()`,
        })
        .where(isImport(userId, importId))
        .returning(RECORD);
      const [, [record]] =
        outcome.state === "completed"
          ? await database.batch([
              removeNotMet(database, userId, importId, outcome.keptFromMs),
              end,
              saveComplete(database, userId, outcome.complete),
              forgetCovered(database, userId, importId),
            ])
          : await database.batch([removeNothing(database), end]);
      return single(record);
    },

    async latestImport(userId, state) {
      const [record] = await database
        .select(RECORD)
        .from(imports)
        .where(and(eq(imports.userId, userId), state === undefined ? undefined : eq(imports.state, state)))
        .orderBy(desc(imports.id))
        .limit(1);
      return record ?? null;
    },

    async latestWindowEndMs(userId, lengthMs) {
      const [row] = await database
        .select({ toMs: sql<number | null>`cast(max(${imports.toMs}) as integer)` })
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
        .select(RECORD)
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
      return found?.isIncomplete === 1;
    },
  };
}

/** The end of a reset: imported rows that it did not meet again go, in the transaction that ends it. */
function removeNotMet(database: Database, userId: string, importId: number, keptFromMs: number | null) {
  const isReset = sql`exists (select 1 from ${imports} where ${imports.id} = ${importId} and ${imports.isReset})`;
  return database.delete(scraperRuns).where(
    and(
      isReset,
      eq(scraperRuns.userId, userId),
      eq(scraperRuns.source, IMPORT_SOURCE),
      // What Apify keeps no more can't come back: it stays.
      keptFromMs === null ? undefined : gte(scraperRuns.createdAtMs, keptFromMs),
      // A reset that was cut may end after a later import, which met its runs too.
      or(isNull(scraperRuns.importId), lt(scraperRuns.importId, importId)),
    ),
  );
}

/** A completed import says all that older ones said that went no further back: there would be one more every few minutes. */
function forgetCovered(database: Database, userId: string, importId: number) {
  const ended = alias(imports, "ended");
  const length = database
    .select({ length: lengthOf(ended) })
    .from(ended)
    .where(eq(ended.id, importId));
  return database.delete(imports).where(
    and(
      eq(imports.userId, userId),
      lt(imports.id, importId),
      // One that another process may still be at ends by itself.
      ne(imports.state, "running"),
      sql`${lengthOf(imports)} <= ${length}`,
    ),
  );
}

/** Leaves `changes()` at zero for the statement after it. */
const removeNothing = (database: Database) => database.delete(scraperRuns).where(sql`false`);

function saveComplete(database: Database, userId: string, { fromMs, toMs }: Span) {
  const bounds = { completeFromMs: fromMs, completeToMs: toMs };
  return database
    .insert(histories)
    .values({ userId, ...bounds })
    .onConflictDoUpdate({ target: histories.userId, set: bounds });
}
