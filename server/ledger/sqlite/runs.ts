import { and, count, desc, eq, gte, isNotNull, isNull, lt, min, notInArray, or, sql } from "drizzle-orm";
import { COST_AWAITED_MS, COST_MOVES_MS, TERMINAL_RUN_STATUSES } from "../../../shared/domain/run.ts";
import type { Ledger, LedgerRun, RunFilter } from "../ledger.ts";
import type { Database } from "./connect.ts";
import { scraperRuns } from "./schema.ts";
import { NO_TOTALS, totalsFromRow } from "./totals.ts";

type RunRow = typeof scraperRuns.$inferSelect;

export function createRunStore(
  database: Database,
): Pick<Ledger, "recordRun" | "findRun" | "listRuns" | "readingsOf" | "oldestUnsettledMs"> {
  return {
    async recordRun(userId, run) {
      // The first statement writes: a transaction that begins by reading fails when another process writes meanwhile.
      const [inserted, [row]] = await database.batch([
        insertReported(database, userId, run).onConflictDoNothing().returning({ id: scraperRuns.id }),
        upsertReported(database, userId, run),
      ]);
      if (row === undefined) throw new Error("The ledger wrote a run and answered no row");
      return { run: runFromRow(row), isNew: inserted.length === 1 };
    },

    async findRun(userId, runId) {
      const isSameRun = and(eq(scraperRuns.userId, userId), eq(scraperRuns.runId, runId));
      const [row] = await database.select().from(scraperRuns).where(isSameRun);
      return row === undefined ? null : runFromRow(row);
    },

    async listRuns(userId, filter, page) {
      const matches = matching(userId, filter);
      const [rows, [totals]] = await database.batch([
        database
          .select()
          .from(scraperRuns)
          .where(matches)
          .orderBy(desc(scraperRuns.createdAtMs), desc(scraperRuns.id))
          .limit(page.limit)
          .offset(page.offset),
        database
          .select({
            costNanoUsd: sql<string>`cast(coalesce(sum(${scraperRuns.costNanoUsd}), 0) as text)`,
            runs: count(),
            runsWithoutCost: sql<number>`count(*) - count(${scraperRuns.costNanoUsd})`,
          })
          .from(scraperRuns)
          .where(matches),
      ]);
      return { runs: rows.map(runFromRow), totals: totals === undefined ? NO_TOTALS : totalsFromRow(totals) };
    },

    async readingsOf(userId, runIds) {
      const rows = await database
        .select({
          runId: scraperRuns.runId,
          status: scraperRuns.status,
          costNanoUsd: scraperRuns.costNanoUsd,
          finishedAtMs: scraperRuns.finishedAtMs,
          costReadAtMs: scraperRuns.costReadAtMs,
          importId: scraperRuns.importId,
        })
        .from(scraperRuns)
        .where(
          and(
            eq(scraperRuns.userId, userId),
            sql`${scraperRuns.runId} in (select value from json_each(${JSON.stringify(runIds)}))`,
          ),
        );
      return new Map(rows.map((row) => [row.runId, { ...row, isCostKnown: row.costNanoUsd !== null }]));
    },

    async oldestUnsettledMs(userId) {
      const restedMs = sql`(${scraperRuns.costReadAtMs} - coalesce(${scraperRuns.finishedAtMs}, ${scraperRuns.createdAtMs}))`;
      const [row] = await database
        .select({ oldestMs: min(scraperRuns.createdAtMs) })
        .from(scraperRuns)
        .where(
          and(
            eq(scraperRuns.userId, userId),
            isNotNull(scraperRuns.costReadAtMs),
            or(
              notInArray(scraperRuns.status, [...TERMINAL_RUN_STATUSES]),
              lt(restedMs, COST_MOVES_MS),
              and(isNull(scraperRuns.costNanoUsd), lt(restedMs, COST_AWAITED_MS)),
            ),
          ),
        );
      return row?.oldestMs ?? null;
    },
  };
}

function insertReported(database: Database, userId: string, run: LedgerRun) {
  const costNanoUsd = run.costNanoUsd === null ? null : Number(run.costNanoUsd);
  return database.insert(scraperRuns).values({ ...run, userId, costNanoUsd });
}

function upsertReported(database: Database, userId: string, run: LedgerRun) {
  return insertReported(database, userId, run)
    .onConflictDoUpdate({
      target: [scraperRuns.userId, scraperRuns.runId],
      set: {
        scraperId: sql`excluded.scraper_id`,
        source: sql`excluded.source`,
        // Once Apify's own detail was read, it tells the status, the cost and the start better than the feature can.
        status: sql`iif(${scraperRuns.costReadAtMs} is null, excluded.status, ${scraperRuns.status})`,
        costNanoUsd: sql`iif(${scraperRuns.costReadAtMs} is null or ${scraperRuns.costNanoUsd} is null, coalesce(excluded.cost_nano_usd, ${scraperRuns.costNanoUsd}), ${scraperRuns.costNanoUsd})`,
        itemCount: sql`coalesce(excluded.item_count, ${scraperRuns.itemCount})`,
        usageDetails: sql`coalesce(excluded.usage_details, ${scraperRuns.usageDetails})`,
      },
    })
    .returning();
}

function matching(userId: string, filter: RunFilter) {
  return and(
    eq(scraperRuns.userId, userId),
    filter.fromMs === undefined ? undefined : gte(scraperRuns.createdAtMs, filter.fromMs),
    filter.toMs === undefined ? undefined : lt(scraperRuns.createdAtMs, filter.toMs),
    filter.scraperId === undefined ? undefined : eq(scraperRuns.scraperId, filter.scraperId),
    filter.source === undefined ? undefined : eq(scraperRuns.source, filter.source),
    filter.status === undefined ? undefined : eq(scraperRuns.status, filter.status),
  );
}

function runFromRow(row: RunRow): LedgerRun {
  return {
    runId: row.runId,
    scraperId: row.scraperId,
    source: row.source,
    status: row.status,
    costNanoUsd: row.costNanoUsd === null ? null : BigInt(row.costNanoUsd),
    itemCount: row.itemCount,
    usageDetails: row.usageDetails,
    createdAtMs: row.createdAtMs,
  };
}
