import { type SQL, sql } from "drizzle-orm";
import type { RunSort } from "../../../shared/domain/run-order.ts";
import type { RunPage } from "../ledger.ts";
import { COST, NEWEST_FIRST, SCRAPER_ID, STATUS } from "./run-columns.ts";

const CREATED_AT = sql`scraper_runs.created_at`;
const ID = sql`scraper_runs.id`;

const KEY: Readonly<Record<Exclude<RunSort, "createdAt">, SQL>> = {
  cost: COST,
  status: sql`${STATUS} collate "C"`,
  actor: sql`lower(coalesce(actor.title, actor.name, ${SCRAPER_ID})) collate "C"`,
};

/** What a row is sorted by, as its position tells it. */
export const sortValue = (sort: RunSort): SQL => (sort === "createdAt" ? sql`null::text` : sql`(${KEY[sort]})::text`);

/** The newest come first among equals; what is not known comes last either way. */
export function orderOf({ sort, order }: Pick<RunPage, "sort" | "order">): SQL {
  if (sort !== "createdAt") return sql`${KEY[sort]} ${sql.raw(order)} nulls last, ${NEWEST_FIRST}`;
  return order === "desc" ? NEWEST_FIRST : sql`${CREATED_AT} nulls last, ${ID} nulls last`;
}

/** The rows that come after a position, but for those of an adopted table that have no start, see `isStartless`. */
export function isAfter({ sort, order, after }: RunPage): SQL | undefined {
  if (after === null) return undefined;
  // Of whatever types the columns are: Postgres reads the texts as these.
  const { start, id, value } = after;
  const isNext = order === "desc" ? sql`${ID} < ${id}` : sql`${ID} > ${id}`;
  if (sort === "createdAt") {
    if (start === null) return sql`${CREATED_AT} is null and ${isNext}`;
    // The first bound alone is looked up in the index.
    return order === "desc"
      ? sql`${CREATED_AT} <= ${start} and (${CREATED_AT} < ${start} or ${isNext})`
      : sql`${CREATED_AT} >= ${start} and (${CREATED_AT} > ${start} or ${isNext})`;
  }
  const isOlder =
    start === null
      ? sql`(${CREATED_AT} is null and ${ID} < ${id})`
      : sql`(${CREATED_AT} < ${start} or ${CREATED_AT} = ${start} and ${ID} < ${id} or ${CREATED_AT} is null)`;
  const key = KEY[sort];
  if (value === null) return sql`${key} is null and ${isOlder}`;
  const known = sort === "cost" ? sql`${value}::bigint` : sql`${value}::text`;
  const isBeyond = order === "desc" ? sql`${key} < ${known}` : sql`${key} > ${known}`;
  return sql`(${isBeyond} or ${key} = ${known} and ${isOlder} or ${key} is null)`;
}

/** Those without a start come last by the start, and would keep the index from being used. */
export const isStartless = ({ sort, after }: RunPage): boolean =>
  sort === "createdAt" && after !== null && after.start !== null;

export const WITHOUT_START = sql`${CREATED_AT} is null`;
