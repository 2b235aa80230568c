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
