import type { RangeSummary, Summary } from "../api/summary.ts";
import type { ShownPeriod } from "../domain/period.ts";
import type { RunFilter } from "../domain/run-filter.ts";
import type { RunSort, SortOrder } from "../domain/run-order.ts";

/** Of a billing cycle and of chosen days it is a range's. */
export type ShownSummary = Summary | RangeSummary;

/** Which figures: of a period, and of the runs that a filter lets pass. A billing cycle that can't be known fails with why. */
export interface FiguresAsked {
  readonly period: ShownPeriod;
  readonly filter: RunFilter;
}

/** One page of the runs. */
export interface RunsAsked extends FiguresAsked {
  /** Some letters of the Actor's name, title or id, or of the run's id; null: of any. */
  readonly q: string | null;
  readonly sort: RunSort;
  readonly order: SortOrder;
  readonly limit: number;
  readonly offset: number;
}
