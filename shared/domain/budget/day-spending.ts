import type { NanoUsd } from "../money.ts";

/** What the runs cost that started on one calendar day of a zone, as far as it is known. */
export interface DaySpending {
  /** `2025-02-01` */
  readonly date: string;
  readonly costNanoUsd: NanoUsd;
  readonly runsWithoutCost: number;
}
