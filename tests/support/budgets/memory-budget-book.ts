import { randomUUID } from "node:crypto";
import {
  type Alert,
  type AlertSettings,
  INITIAL_ALERT_SETTINGS,
  type Snooze,
} from "../../../shared/domain/budget/alert.ts";
import type { BudgetBook } from "../../../shared/domain/budget/budget-book.ts";
import type { Budget, Mark } from "../../../shared/domain/budget/budget.ts";

/** A budget book without a file: what it holds outlives whoever reads it, as the ledger's file outlives a process. */
export interface MemoryBudgetBook extends BudgetBook {
  /** Adds an alert as it was kept before. */
  keep(alert: Alert): void;
  alert(id: string): Alert | undefined;
  /** From now on every question fails so; null: none. */
  fail(error: Error | null): void;
  /** From now on each of these writes fails, as if the process died before it. */
  failWrites(name: "setDelivery" | "commit" | null): void;
}

export function createMemoryBudgetBook(): MemoryBudgetBook {
  const budgets = new Map<string, Budget>();
  const deleted = new Map<string, Budget>();
  let marks: readonly Mark[] = [];
  const alerts = new Map<string, Alert>();
  const sends = new Map<string, { attempts: number; nextSendAtMs: number }>();
  let settings: AlertSettings = INITIAL_ALERT_SETTINGS;
  const snoozes = new Map<string | null, Snooze>();
  let failure: Error | null = null;
  let failingWrite: string | null = null;

  async function asked(): Promise<void> {
    if (failure !== null) throw failure;
  }
  function dying(name: string): void {
    if (failingWrite === name) throw new Error("The process died");
  }
  const keyOf = ({ budgetId, windowLabel, trigger }: Mark) => `${budgetId} ${windowLabel} ${trigger}`;
  const update = (id: string, changes: Partial<Alert>) => {
    const alert = alerts.get(id);
    if (alert !== undefined) alerts.set(id, { ...alert, ...changes });
  };

  return {
    async budgets() {
      await asked();
      return [...budgets.values()];
    },
    async saveBudget(budget) {
      await asked();
      budgets.set(budget.id, budget);
    },
    async deleteBudget(budgetId) {
      await asked();
      const budget = budgets.get(budgetId);
      if (budget !== undefined) deleted.set(budgetId, budget);
      budgets.delete(budgetId);
    },
    async restoreBudget(budgetId) {
      await asked();
      const budget = deleted.get(budgetId);
      if (budget === undefined) return null;
      deleted.delete(budgetId);
      budgets.set(budgetId, budget);
      return budget;
    },
    async marks() {
      await asked();
      return marks;
    },
    async commit(evaluated) {
      await asked();
      dying("commit");
      const gone = new Set([...evaluated.rearmed, ...evaluated.marks].map(keyOf));
      marks = [...marks.filter((mark) => !gone.has(keyOf(mark))), ...evaluated.marks];
      return evaluated.announcements.map((announcement) => {
        const alert: Alert = {
          id: randomUUID(),
          announcement,
          raisedAtMs: evaluated.atMs,
          delivery: "pending",
          acknowledgedAtMs: null,
        };
        alerts.set(alert.id, alert);
        sends.set(alert.id, { attempts: 0, nextSendAtMs: evaluated.atMs });
        return alert;
      });
    },
    async alerts(limit) {
      await asked();
      return [...alerts.values()].toReversed().slice(0, limit);
    },
    async undelivered() {
      await asked();
      return [...alerts.values()].filter(({ delivery }) => delivery === "pending" || delivery === "held");
    },
    async setDelivery(alertIds, delivery) {
      await asked();
      dying("setDelivery");
      for (const id of alertIds) update(id, { delivery });
    },
    async acknowledge(alertIds, acknowledgedAtMs) {
      await asked();
      for (const id of alertIds) update(id, { acknowledgedAtMs });
    },
    async settings() {
      await asked();
      return settings;
    },
    async saveSettings(next) {
      await asked();
      settings = next;
    },
    async snoozes(nowMs) {
      await asked();
      return [...snoozes.values()].filter(({ untilMs }) => untilMs > nowMs);
    },
    async saveSnooze(snooze) {
      await asked();
      snoozes.set(snooze.budgetId, snooze);
    },
    async endSnooze(budgetId) {
      await asked();
      snoozes.delete(budgetId);
    },
    async unsent() {
      await asked();
      return [...sends].flatMap(([id, send]) => {
        const alert = alerts.get(id);
        return alert === undefined ? [] : [{ alert, ...send }];
      });
    },
    async setNextSend(alertId, nextSendAtMs, attempts) {
      await asked();
      if (nextSendAtMs === null) sends.delete(alertId);
      else sends.set(alertId, { attempts, nextSendAtMs });
    },
    keep: (alert) => void alerts.set(alert.id, alert),
    alert: (id) => alerts.get(id),
    fail: (error) => void (failure = error),
    failWrites: (name) => void (failingWrite = name),
  };
}
