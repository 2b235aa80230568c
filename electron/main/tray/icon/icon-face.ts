import type { BudgetLevel } from "../../../../shared/domain/budget/budget.ts";

/** Whether the figures are those of now. */
export type TrayCondition = "fresh" | "importing" | "stale" | "signed-out";

/** All that the icon tells. */
export interface IconFace {
  /** At most four signs. */
  readonly figure: string;
  readonly level: BudgetLevel;
  /** How much of the budget is spent, in whole percents; null where there is none to tell of. */
  readonly percent: number | null;
  readonly condition: TrayCondition;
}
