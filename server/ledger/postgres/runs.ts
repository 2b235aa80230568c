import { and, type SQL, sql } from "drizzle-orm";
import { TERMINAL_RUN_STATUSES } from "../../../shared/domain/run.ts";
import { LONGEST_PLAN_MS } from "../../../shared/domain/settling.ts";
import { type Ledger, NEWEST_PAGE, NO_TOTALS, type RunFilter, type RunPage } from "../ledger.ts";
import { readingFromRow, recordedInOrder, runFromRow } from "../run-rows.ts";
import { wrongPosition } from "../wrong-position.ts";
import type { PostgresDatabase } from "./connect.ts";
import { causesOf, codeOf } from "./failure-reasons.ts";
import { tellingRefusals } from "./failures.ts";
import { matching } from "./matching.ts";
import {
  type AnsweredReading,
  type AnsweredRun,
  COST,
  isOfUser,
  NEWEST_FIRST,
  READING_COLUMNS,
  readingRowOf,
  RUN_COLUMNS,
  runRowOf,
  STATUS,
  wholeNumber,
} from "./run-columns.ts";
import { isAfter, isStartless, orderOf, sortValue, WITHOUT_START } from "./run-page.ts";
import { type AnsweredSums, totalsFromRow } from "./totals.ts";
import { detailsOf, upsertReported } from "./write-runs.ts";

/** A run with its Actor's name beside it. */
type AnsweredRunWithActor = AnsweredRun & { readonly actorName: string | null; readonly actorTitle: string | null };

export function createRunStore(
  database: PostgresDatabase,
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
  async function readPage(userId: string, matches: SQL | undefined, page: RunPage): Promise<readonly PageRow[]> {
    const { rows } = await tellingWrongPosition(page, () =>
      database.execute<PageRow>(sql`
      select page.*, actor.name as "actorName", actor.title as "actorTitle"
      from (${pageOf(userId, matches, page)}) as page
      left join decompte.actors as actor on actor.user_id = ${userId} and actor.actor_id = page."scraperId"
      order by page.place`),
    );
    return rows;
  }

  async function withStartless(
    userId: string,
    matches: SQL | undefined,
    page: RunPage,
    found: readonly PageRow[],
  ): Promise<readonly PageRow[]> {
    if (found.length === page.limit || !isStartless(page)) return found;
    const rest = { ...page, limit: page.limit - found.length };
    return [...found, ...(await readPage(userId, and(matches, WITHOUT_START), rest))];
  }

  return {
    async recordRuns(userId, runs) {
      if (runs.length === 0) return [];
      const { rows } = await tellingRefusals(() =>
        database.execute<AnsweredRun & { isNew: boolean }>(upsertReported(userId, runs)),
      );
      const told = detailsOf(runs);
      return recordedInOrder(
        runs,
        rows.map(runRowOf).map((row, index) => ({
          ...row,
          usageDetails: told.get(row.runId) ?? row.usageDetails,
          isNew: rows[index]?.isNew === true,
        })),
        ({ isNew }) => isNew,
      );
    },

    async findRun(userId, runId) {
      const { rows } = await database.execute<AnsweredRunWithActor>(sql`
        select ${RUN_COLUMNS}, actor.name as "actorName", actor.title as "actorTitle"
        from scraper_runs left join ${itsActor(userId)}
        where ${isOfUser(userId)} and scraper_runs.run_id = ${runId}`);
      return rows[0] === undefined ? null : runOf(rows[0]);
    },

    async listRuns(userId, filter, asked) {
      const page = { ...NEWEST_PAGE, ...asked };
      const matches = matching(userId, filter);
      // One statement, so that the page and the sums are of one snapshot. The sums stand in a row of their own.
      const { rows } = await tellingWrongPosition(page, () =>
        database.execute<PageRow & { totals: AnsweredSums }>(sql`
        with page as (${pageOf(userId, and(matches, isAfter(page)), page)})
        select page.*, actor.name as "actorName", actor.title as "actorTitle", sums.totals
        from (${isWhole(filter) ? totalsOfUser(userId) : totalsOfRows(matches)}) as sums
        left join page on true
        left join decompte.actors as actor on actor.user_id = ${userId} and actor.actor_id = page."scraperId"
        order by page.place`),
      );
      const totals = rows[0]?.totals;
      const found = rows.filter(({ runId }) => runId !== null);
      return {
        ...pageFromRows(await withStartless(userId, matches, page, found), page),
        totals: totals === undefined ? NO_TOTALS : totalsFromRow(totals),
      };
    },

    async pageOfRuns(userId, filter, asked) {
      const page = { ...NEWEST_PAGE, ...asked };
      const matches = matching(userId, filter);
      const found = await readPage(userId, and(matches, isAfter(page)), page);
      return pageFromRows(await withStartless(userId, matches, page, found), page);
    },

    async costReadings(userId, runId) {
      const { rows } = await database.execute<{ readAtMs: string; status: string; cost: string | null }>(sql`
        select read_at::text as "readAtMs", status, cost_nano_usd::text as cost from (
          select read_at, status, cost_nano_usd, false as is_last from decompte.cost_readings
          where user_id = ${userId} and run_id = ${runId}
          union all
          select cost_read_at, ${STATUS}, cost_read_nano_usd, true from scraper_runs
          where ${isOfUser(userId)} and run_id = ${runId} and cost_read_at is not null
        ) as reading order by is_last, read_at`);
      return rows.map(({ readAtMs, status, cost }) => ({
        readAtMs: Number(readAtMs),
        status,
        costNanoUsd: cost === null ? null : BigInt(cost),
      }));
    },

    async readingsOf(userId, runIds) {
      const { rows } = await database.execute<AnsweredReading>(sql`
        select ${READING_COLUMNS} from scraper_runs
        where ${isOfUser(userId)} and scraper_runs.run_id = any(${sql.param(runIds)}::text[])`);
      return new Map(rows.map(readingRowOf).map((row) => [row.runId, readingFromRow(row)]));
    },

    async dueReadings(userId, nowMs, limit) {
      const { rows } = await database.execute<AnsweredReading>(sql`
        select ${READING_COLUMNS} from scraper_runs
        where ${isOfUser(userId)} and next_read_at is not null and ${isDue(nowMs)}
        order by next_read_at, run_id limit ${limit}`);
      return rows.map((row) => readingFromRow(readingRowOf(row)));
    },

    async openReadings(userId, nowMs) {
      const hasEnded = sql`status = any(${sql.param([...TERMINAL_RUN_STATUSES])}::text[])`;
      const { rows } = await database.execute<{ next: string | null; inProgress: string; unsettled: string }>(sql`
        select
          min(case when ${isDue(nowMs)} then ${nowMs} else next_read_at end) as next,
          count(*) filter (where not ${hasEnded}) as "inProgress",
          count(*) filter (where ${hasEnded}) as unsettled
        from scraper_runs where ${isOfUser(userId)} and next_read_at is not null`);
      const { next = null, inProgress = 0, unsettled = 0 } = rows[0] ?? {};
      return {
        nextReadAtMs: wholeNumber(next),
        runsInProgress: Number(inProgress),
        unsettledRuns: Number(unsettled),
      };
    },

    async newestRunMs(userId) {
      const { rows } = await database.execute<{ createdAtMs: string }>(sql`
        select decompte.instant_ms(decompte.started(created_at)) as "createdAtMs" from scraper_runs
        where ${isOfUser(userId)} and cost_read_at is not null order by ${NEWEST_FIRST} limit 1`);
      return wholeNumber(rows[0]?.createdAtMs ?? null);
    },
  };
}

type PageRow = AnsweredRunWithActor & { sortValue: string | null; start: string | null; rowId: string; place: string };

const pageOf = (userId: string, matches: SQL | undefined, page: RunPage): SQL => sql`
  select ${RUN_COLUMNS}, ${sortValue(page.sort)} as "sortValue", scraper_runs.created_at::text as start,
    scraper_runs.id::text as "rowId", row_number() over (order by ${orderOf(page)}) as place
  from scraper_runs ${page.sort === "actor" ? sql`left join ${itsActor(userId)}` : sql``}
  where ${matches} order by ${orderOf(page)} limit ${page.limit} offset ${page.offset}`;

/** Postgres refuses a text that is nothing of the column's type. */
async function tellingWrongPosition<Answer>({ after }: RunPage, ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    const isRefused = causesOf(error).some((cause) => codeOf(cause)?.startsWith("22") === true);
    throw after !== null && isRefused ? wrongPosition(error) : error;
  }
}

function pageFromRows(rows: readonly PageRow[], { limit }: RunPage) {
  const last = rows.length < limit ? undefined : rows.at(-1);
  const next = last === undefined ? null : { value: last.sortValue, start: last.start, id: last.rowId };
  return { runs: rows.map(runOf), next };
}

const runOf = ({ actorName, actorTitle, ...row }: AnsweredRunWithActor) =>
  runFromRow({ ...runRowOf(row), actorName, actorTitle });

const itsActor = (userId: string): SQL =>
  sql`decompte.actors as actor on actor.user_id = ${userId} and actor.actor_id = scraper_runs.scraper_id`;

function isDue(nowMs: number): SQL {
  return sql`(next_read_at <= ${nowMs} or next_read_at > ${nowMs + LONGEST_PLAN_MS})`;
}

const isWhole = (filter: RunFilter): boolean => Object.values(filter).every((value) => value === undefined);

/** Texts, as JSON would have numbers that pass what a JavaScript number holds. */
const asTotals = (cost: SQL, runs: SQL, runsWithoutCost: SQL): SQL => sql`
  json_build_object(
    'costNanoUsd', coalesce(${cost}, 0)::text, 'runs', coalesce(${runs}, 0)::text,
    'runsWithoutCost', coalesce(${runsWithoutCost}, 0)::text
  ) as totals`;

const totalsOfRows = (matches: SQL | undefined): SQL =>
  sql`select ${asTotals(sql`sum(${COST})`, sql`count(*)`, sql`count(*) - count(${COST})`)} from scraper_runs where ${matches}`;

/** All of a user's runs: their sums are kept. */
const totalsOfUser = (userId: string): SQL =>
  sql`select ${asTotals(sql`sum(cost_nano_usd)`, sql`sum(runs)`, sql`sum(runs_without_cost)`)}
    from decompte.user_totals where user_id = ${userId}`;
