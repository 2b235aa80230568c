import type { BudgetLevel } from "../../../shared/domain/budget/budget.ts";

export interface BudgetState {
  readonly id: string;
  readonly name: string;
  readonly percent: number;
  readonly level: BudgetLevel;
}

/** How the shown account's budgets and alerts stand, for the tray. */
export interface AlertState {
  /** The highest of all budgets. */
  readonly level: BudgetLevel;
  /** Of the budget that comes closest to its amount or is furthest over it, rounded down, not clamped; null without any. */
  readonly percent: number | null;
  readonly budgets: readonly BudgetState[];
  /** Null unless every alert is snoozed. */
  readonly snoozedUntilMs: number | null;
  readonly unacknowledged: number;
}

export const NO_ALERTS: AlertState = {
  level: "normal",
  percent: null,
  budgets: [],
  snoozedUntilMs: null,
  unacknowledged: 0,
};
