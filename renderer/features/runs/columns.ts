import type { RunSort } from "../../../shared/domain/run-order.ts";

/** In pixels: rows of one height make a scroll bar that tells the truth before they are read. */
export const ROW_HEIGHT = 56;
export const HEAD_HEIGHT = 36;

/** Two lines a row, and from some width on a column for each. */
export const ROW_GRID =
  "flex flex-wrap gap-x-3 px-4 sm:px-6 @2xl/runs:grid @2xl/runs:gap-x-4 @2xl/runs:grid-cols-[minmax(0,1fr)_7.25rem_5.5rem_6rem_4.25rem_6rem] @6xl/runs:grid-cols-[minmax(0,2.5fr)_repeat(3,minmax(0,1fr))_minmax(0,0.75fr)_minmax(0,1fr)]";

export interface Column {
  readonly name: "actor" | "status" | "source" | "started" | "items" | "cost";
  /** What the list can be sorted by. */
  readonly sort?: RunSort;
  readonly isNumber?: boolean;
}

export const COLUMNS: readonly Column[] = [
  { name: "actor", sort: "actor" },
  { name: "status", sort: "status" },
  { name: "source" },
  { name: "started", sort: "createdAt" },
  { name: "items", isNumber: true },
  { name: "cost", sort: "cost", isNumber: true },
];
