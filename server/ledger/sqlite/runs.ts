import { and, desc, eq, gt, gte, inArray, isNotNull, lt, lte, or, sql } from "drizzle-orm";
import { TERMINAL_RUN_STATUSES } from "../../../shared/domain/run.ts";
import { LONGEST_PLAN_MS } from "../../../shared/domain/settling.ts";
import { type Ledger, type LedgerRun, NEWEST_PAGE, NO_TOTALS, type RunFilter, type RunPage } from "../ledger.ts";
import { readingFromRow, recordedInOrder, runFromRow } from "../run-rows.ts";
import { reportedOverKnown } from "../outranking.ts";
import type { Database } from "./connect.ts";
import { decodeText, guarded, guardedColumn } from "./guarded-column.ts";
import { matching } from "./matching.ts";
import { isAfter, orderOf, sortValue } from "./run-page.ts";
import { actors, runRollup15m, runRollupAll, scraperRuns } from "./schema.ts";
import { totalsFromRow } from "./totals.ts";

const RUN = guarded(scraperRuns);
/** The details may be many times as large as all else. */
const { usageDetails: _, ...READING } = RUN;

/** A row with its Actor's name beside it. */
const WITH_ACTOR = { ...RUN, actorName: guardedColumn(actors.name), actorTitle: guardedColumn(actors.title) };
const isItsActor = and(eq(actors.userId, scraperRuns.userId), eq(actors.actorId, scraperRuns.scraperId));

export function createRunStore(
  database: Database,
): Pick<
  Ledger,
  | "recordRuns"
  | "findRun"
  | "listRuns"
  | "pageOfRuns"
  | "costReadings"
  | "readingsOf"
  | "dueReadings"
  | "openReadings"
  | "newestRunMs"
> {
  return {
    async recordRuns(userId, runs) {
      if (runs.length === 0) return [];
      // The first statement writes: a transaction that begins by reading fails when another process writes meanwhile.
      const [inserted, written] = await database.batch([
        insertReported(database, userId, runs)
          .onConflictDoNothing()
          .returning({ runId: guardedColumn(scraperRuns.runId) }),
        upsertReported(database, userId, runs),
      ]);
      const isNew = new Set(inserted.map(({ runId }) => runId));
      return recordedInOrder(runs, written, (row) => isNew.has(row.runId));
    },

    async findRun(userId, runId) {
      const isSameRun = and(eq(scraperRuns.userId, userId), eq(scraperRuns.runId, runId));
      const [row] = await database.select(WITH_ACTOR).from(scraperRuns).leftJoin(actors, isItsActor).where(isSameRun);
      return row === undefined ? null : runFromRow(row);
    },

    async listRuns(userId, filter, asked) {
      const page = { ...NEWEST_PAGE, ...asked };
      const [rows, [totals]] = await database.batch([
        selectPage(database, userId, filter, page),
        selectTotals(database, userId, filter),
      ]);
      return { ...pageFromRows(rows, page), totals: totals === undefined ? NO_TOTALS : totalsFromRow(totals) };
    },

    async pageOfRuns(userId, filter, asked) {
      const page = { ...NEWEST_PAGE, ...asked };
      return pageFromRows(await selectPage(database, userId, filter, page), page);
    },

    async costReadings(userId, runId) {
      const rows = await database.all<{ readAtMs: number; status: unknown; cost: number | null }>(sql`
        select read_at as readAtMs, cast(status as blob) as status, cost_nano_usd as cost from (
          select read_at, status, cost_nano_usd, 0 as is_last from cost_readings
          where user_id = ${userId} and run_id = ${runId}
          union all
          select cost_read_at, status, cost_read_nano_usd, 1 from ${scraperRuns}
          where user_id = ${userId} and run_id = ${runId} and cost_read_at is not null
        ) order by is_last, read_at`);
      return rows.map(({ readAtMs, status, cost }) => ({
        readAtMs,
        status: decodeText(status),
        costNanoUsd: cost === null ? null : BigInt(cost),
      }));
    },

    async readingsOf(userId, runIds) {
      const isOne = sql`${scraperRuns.runId} in (select value from json_each(${JSON.stringify(runIds)}))`;
      const rows = await database
        .select(READING)
        .from(scraperRuns)
        .where(and(eq(scraperRuns.userId, userId), isOne));
      return new Map(rows.map((row) => [row.runId, readingFromRow(row)]));
    },

    async dueReadings(userId, nowMs, limit) {
      const rows = await database
        .select(READING)
        .from(scraperRuns)
        .where(and(eq(scraperRuns.userId, userId), isNotNull(scraperRuns.nextReadAtMs), isDue(nowMs)))
        .orderBy(scraperRuns.nextReadAtMs, scraperRuns.runId)
        .limit(limit);
      return rows.map(readingFromRow);
    },

    async openReadings(userId, nowMs) {
      const hasEnded = inArray(scraperRuns.status, [...TERMINAL_RUN_STATUSES]);
      const [row] = await database
        .select({
          nextReadAtMs: sql<
            number | null
          >`cast(min(iif(${isDue(nowMs)}, ${nowMs}, ${scraperRuns.nextReadAtMs})) as integer)`,
          runsInProgress: sql<number>`count(*) filter (where not ${hasEnded})`,
          unsettledRuns: sql<number>`count(*) filter (where ${hasEnded})`,
        })
        .from(scraperRuns)
        .where(and(eq(scraperRuns.userId, userId), isNotNull(scraperRuns.nextReadAtMs)));
      return row ?? { nextReadAtMs: null, runsInProgress: 0, unsettledRuns: 0 };
    },

    async newestRunMs(userId) {
      const [row] = await database
        .select({ createdAtMs: guardedColumn(scraperRuns.createdAtMs) })
        .from(scraperRuns)
        .where(and(eq(scraperRuns.userId, userId), isNotNull(scraperRuns.costReadAtMs)))
        .orderBy(desc(scraperRuns.createdAtMs))
        .limit(1);
      return row?.createdAtMs ?? null;
    },
  };
}

/** The page's rows are found by an index that holds all that is asked for, and none but these is read. */
function selectPage(database: Database, userId: string, filter: RunFilter, page: RunPage) {
  const all = database.select({ id: scraperRuns.id }).from(scraperRuns).$dynamic();
  const ids = (page.sort === "actor" ? all.leftJoin(actors, isItsActor) : all)
    .where(and(matching(userId, filter), isAfter(page)))
    .orderBy(orderOf(page))
    .limit(page.limit)
    .offset(page.offset);
  return database
    .select({ ...WITH_ACTOR, sortValue: sortValue(page.sort).as("sort_value") })
    .from(scraperRuns)
    .leftJoin(actors, isItsActor)
    .where(inArray(scraperRuns.id, ids))
    .orderBy(orderOf(page));
}

type PageRow = Awaited<ReturnType<typeof selectPage>>[number];

function pageFromRows(rows: readonly PageRow[], { limit }: RunPage) {
  const last = rows.length < limit ? undefined : rows.at(-1);
  const next =
    last === undefined
      ? null
      : {
          value: last.sortValue === null ? null : decodeText(last.sortValue),
          start: String(last.createdAtMs),
          id: String(last.id),
        };
  return { runs: rows.map(runFromRow), next };
}

const QUARTER_MS = 15 * 60 * 1_000;

/** The sums over a whole filter; where a span alone is asked for, or everything, the shorter rollups have them. */
function selectTotals(database: Database, userId: string, { fromMs, toMs, ...others }: RunFilter) {
  const isOfBuckets = [fromMs, toMs].every((bound) => bound === undefined || bound % QUARTER_MS === 0);
  if (!isOfBuckets || Object.values(others).some((value) => value !== undefined)) {
    const { costNanoUsd } = scraperRuns;
    return database
      .select({
        costNanoUsd: sql<string>`cast(coalesce(sum(${costNanoUsd}), 0) as text)`,
        runs: sql<number>`count(*)`,
        runsWithoutCost: sql<number>`count(*) - count(${costNanoUsd})`,
      })
      .from(scraperRuns)
      .where(matching(userId, { fromMs, toMs, ...others }));
  }
  if (fromMs === undefined && toMs === undefined)
    return database.select(sumsOf(runRollupAll)).from(runRollupAll).where(eq(runRollupAll.userId, userId));
  const { bucketMs } = runRollup15m;
  const isFrom = fromMs === undefined ? undefined : gte(bucketMs, fromMs);
  const isTo = toMs === undefined ? undefined : lt(bucketMs, toMs);
  return database
    .select(sumsOf(runRollup15m))
    .from(runRollup15m)
    .where(and(eq(runRollup15m.userId, userId), isFrom, isTo));
}

const sumsOf = ({ costNanoUsd, runs, runsWithoutCost }: typeof runRollup15m | typeof runRollupAll) => ({
  costNanoUsd: sql<string>`cast(coalesce(sum(${costNanoUsd}), 0) as text)`,
  runs: sql<number>`coalesce(sum(${runs}), 0)`,
  runsWithoutCost: sql<number>`coalesce(sum(${runsWithoutCost}), 0)`,
});

function isDue(nowMs: number) {
  const next = scraperRuns.nextReadAtMs;
  return or(lte(next, nowMs), gt(next, nowMs + LONGEST_PLAN_MS));
}

function insertReported(database: Database, userId: string, runs: readonly LedgerRun[]) {
  const rowOf = (run: LedgerRun) => ({
    ...run,
    userId,
    costNanoUsd: run.costNanoUsd === null ? null : Number(run.costNanoUsd),
  });
  return database.insert(scraperRuns).values(runs.map(rowOf));
}

function upsertReported(database: Database, userId: string, runs: readonly LedgerRun[]) {
  return insertReported(database, userId, runs)
    .onConflictDoUpdate({
      target: [scraperRuns.userId, scraperRuns.runId],
      set: {
        ...reportedOverKnown,
        costNanoUsd: sql`case
          when scraper_runs.cost_read_at is null or scraper_runs.cost_nano_usd is null
          then coalesce(excluded.cost_nano_usd, scraper_runs.cost_nano_usd)
          else scraper_runs.cost_nano_usd end`,
      },
    })
    .returning(RUN);
}
