import { type SQL, sql } from "drizzle-orm";
import type { RunSort } from "../../../shared/domain/run-order.ts";
import type { RunPage } from "../ledger.ts";
import { wrongPosition } from "../wrong-position.ts";
import { actors, scraperRuns } from "./schema.ts";

const { id, createdAtMs } = scraperRuns;

const KEY: Readonly<Record<Exclude<RunSort, "createdAt">, SQL>> = {
  cost: sql`${scraperRuns.costNanoUsd}`,
  status: sql`${scraperRuns.status}`,
  actor: sql`lower(coalesce(${actors.title}, ${actors.name}, ${scraperRuns.scraperId}))`,
};

/** What a row is sorted by, as its position tells it. */
export const sortValue = (sort: RunSort): SQL =>
  sort === "createdAt" ? sql<unknown>`null` : sql<unknown>`cast(cast(${KEY[sort]} as text) as blob)`;

/** The newest come first among equals; what is not known comes last either way. */
export function orderOf({ sort, order }: Pick<RunPage, "sort" | "order">): SQL {
  const direction = sql.raw(order);
  return sort === "createdAt"
    ? sql`${createdAtMs} ${direction}, ${id} ${direction}`
    : sql`${KEY[sort]} ${direction} nulls last, ${createdAtMs} desc, ${id} desc`;
}

/** The rows that come after a position. */
export function isAfter({ sort, order, after }: RunPage): SQL | undefined {
  if (after === null) return undefined;
  const [startedAt, rowId] = [Number(after.start), Number(after.id)];
  if (!Number.isSafeInteger(startedAt) || !Number.isSafeInteger(rowId)) throw wrongPosition();
  if (sort === "createdAt") {
    // The first bound alone is looked up in the index.
    return order === "desc"
      ? sql`${createdAtMs} <= ${startedAt} and (${createdAtMs} < ${startedAt} or ${id} < ${rowId})`
      : sql`${createdAtMs} >= ${startedAt} and (${createdAtMs} > ${startedAt} or ${id} > ${rowId})`;
  }
  const key = KEY[sort];
  const isOlder = sql`(${createdAtMs} < ${startedAt} or ${createdAtMs} = ${startedAt} and ${id} < ${rowId})`;
  if (after.value === null) return sql`${key} is null and ${isOlder}`;
  const value = sort === "cost" ? Number(after.value) : after.value;
  const isBeyond = order === "desc" ? sql`${key} < ${value}` : sql`${key} > ${value}`;
  return sql`(${isBeyond} or ${key} = ${value} and ${isOlder} or ${key} is null)`;
}
