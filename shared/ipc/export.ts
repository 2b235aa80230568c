import type { ExportQuery } from "../api/export.ts";
import type { FiguresAsked } from "./figures.ts";

/** A file of runs. */
export interface RunsExportAsked extends FiguresAsked, Pick<ExportQuery, "format" | "decimal"> {
  readonly q: string | null;
}

export interface ExportProgress {
  readonly runs: number;
  readonly totalRuns: number;
}

export type ExportOutcome =
  | {
      readonly kind: "done";
      readonly fileName: string;
      readonly totalRuns: number;
      /** The exact sum of their costs. */
      readonly totalCostNanoUsd: string;
    }
  | { readonly kind: "cancelled" }
  | { readonly kind: "not-written"; readonly reason: "no-room" | "not-allowed" | "other" };
