import type { Alert, AlertSettings, Announcement, Delivery, Snooze } from "./alert.ts";
import type { Budget, Mark } from "./budget.ts";

/** What evaluating changed: kept in one transaction, before anything of it is shown. */
export interface Evaluated {
  readonly marks: readonly Mark[];
  /** Marks that no longer stand, since the budget was raised. */
  readonly rearmed: readonly Mark[];
  readonly announcements: readonly Announcement[];
  readonly atMs: number;
}

/** One account's budgets and what was announced of them, in the ledger's file. Every write is durable before it answers. */
export interface BudgetBook {
  budgets(): Promise<readonly Budget[]>;
  /** Adds the budget, or replaces it. */
  saveBudget(budget: Budget): Promise<void>;
  /** Its marks and alerts stay, so that it can be brought back. */
  deleteBudget(budgetId: string, atMs: number): Promise<void>;
  /** Null when there is none to bring back. */
  restoreBudget(budgetId: string): Promise<Budget | null>;

  marks(): Promise<readonly Mark[]>;
  /** Answers the alerts as they were kept: pending, and their webhook's to send at once. */
  commit(evaluated: Evaluated): Promise<readonly Alert[]>;

  /** The newest first. */
  alerts(limit: number): Promise<readonly Alert[]>;
  /** Pending and held, the oldest first. */
  undelivered(): Promise<readonly Alert[]>;
  setDelivery(alertIds: readonly string[], delivery: Delivery): Promise<void>;
  acknowledge(alertIds: readonly string[], atMs: number): Promise<void>;

  settings(): Promise<AlertSettings>;
  saveSettings(settings: AlertSettings): Promise<void>;
  snoozes(nowMs: number): Promise<readonly Snooze[]>;
  saveSnooze(snooze: Snooze): Promise<void>;
  endSnooze(budgetId: string | null): Promise<void>;

  /** Alerts whose webhook has not taken them yet, or of which nobody has said yet that there is none; the oldest first. */
  unsent(): Promise<readonly UnsentAlert[]>;
  /** Null: it was taken, is given up, or there is no webhook. */
  setNextSend(alertId: string, nextSendAtMs: number | null, attempts: number): Promise<void>;
}

export interface UnsentAlert {
  readonly alert: Alert;
  readonly attempts: number;
  readonly nextSendAtMs: number;
}
