import { PAGE_RUNS } from "../../queries.ts";

/** So many rows before a page comes into view it is asked for. */
const ASKED_BEFORE = 60;

/** The pages that hold the rows from `first` to `last` and those near them. */
export function pagesAround(first: number, last: number, total: number): readonly number[] {
  const from = Math.floor(Math.max(0, first - ASKED_BEFORE) / PAGE_RUNS);
  const to = Math.floor(Math.max(0, Math.min(total - 1, last + ASKED_BEFORE)) / PAGE_RUNS);
  return Array.from({ length: Math.max(0, to - from) + 1 }, (_, index) => from + index);
}
