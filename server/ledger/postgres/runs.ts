import { type SQL, sql } from "drizzle-orm";
import { TERMINAL_RUN_STATUSES } from "../../../shared/domain/run.ts";
import { LONGEST_PLAN_MS } from "../../../shared/domain/settling.ts";
import { type Ledger, NO_TOTALS, type RunFilter } from "../ledger.ts";
import { readingFromRow, recordedInOrder, runFromRow } from "../run-rows.ts";
import type { PostgresDatabase } from "./connect.ts";
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
  wholeNumber,
} from "./run-columns.ts";
import { type AnsweredSums, totalsFromRow } from "./totals.ts";
import { detailsOf, upsertReported } from "./write-runs.ts";

/** A run with its Actor's name beside it. */
type AnsweredRunWithActor = AnsweredRun & { readonly actorName: string | null; readonly actorTitle: string | null };

export function createRunStore(
  database: PostgresDatabase,
): Pick<Ledger, "recordRuns" | "findRun" | "listRuns" | "readingsOf" | "dueReadings" | "openReadings" | "newestRunMs"> {
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

    async listRuns(userId, filter, page) {
      const matches = matching(userId, filter);
      // One statement, so that the page and the sums are of one snapshot. The sums stand in a row of their own.
      const { rows } = await database.execute<AnsweredRunWithActor & { totals: AnsweredSums }>(sql`
        with page as (
          select ${RUN_COLUMNS}, row_number() over (order by ${NEWEST_FIRST}) as place
          from scraper_runs where ${matches} order by ${NEWEST_FIRST} limit ${page.limit} offset ${page.offset}
        )
        select page.*, actor.name as "actorName", actor.title as "actorTitle", sums.totals
        from (${isWhole(filter) ? totalsOfUser(userId) : totalsOfRows(matches)}) as sums
        left join page on true
        left join decompte.actors as actor on actor.user_id = ${userId} and actor.actor_id = page."scraperId"
        order by page.place`);
      const totals = rows[0]?.totals;
      return {
        runs: rows.filter(({ runId }) => runId !== null).map(runOf),
        totals: totals === undefined ? NO_TOTALS : totalsFromRow(totals),
      };
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
        order by next_read_at limit ${limit}`);
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
