import type { RunSort, SortOrder } from "../../../shared/domain/run-order.ts";
import type { RunsAsked } from "../../../shared/ipc/figures.ts";

/** What the table is of, but for the place in it. */
export type AskedRuns = Omit<RunsAsked, "limit" | "offset">;

export interface Sorting {
  readonly sort: RunSort;
  readonly order: SortOrder;
}

export const NEWEST_FIRST: Sorting = { sort: "createdAt", order: "desc" };

/** In which order a column is sorted first: what is dear and what is new is looked for more often than what is not. */
const FIRST_ORDER: Readonly<Record<RunSort, SortOrder>> = {
  createdAt: "desc",
  cost: "desc",
  status: "asc",
  actor: "asc",
};

/** What a click on a column's head makes of the sorting: that column, and the other way round the next time. */
export function sortedBy(sort: RunSort, { sort: former, order }: Sorting): Sorting {
  if (sort !== former) return { sort, order: FIRST_ORDER[sort] };
  return { sort, order: order === "asc" ? "desc" : "asc" };
}
