import { type AlertState, NO_ALERTS } from "../../../electron/main/alerts/alert-state.ts";
import type { TrayContent } from "../../../electron/main/tray/tray-content.ts";
import type { TrayActions } from "../../../electron/main/tray/tray-menu.ts";
import type { Summary } from "../../../shared/api/summary.ts";
import type { Period } from "../../../shared/domain/period.ts";

const total = (period: Period, totalCostNanoUsd: string, runsWithoutCost = 0): Summary => ({
  period,
  totalCostUsd: Number(totalCostNanoUsd) / 1e9,
  totalCostNanoUsd,
  totalRuns: 7,
  runsWithoutCost,
  completeFrom: null,
  previous: null,
});
export const signedIn: TrayContent = {
  condition: "fresh",
  isSample: false,
  period: "week",
  isBudgetShown: false,
  areAmountsHidden: false,
  totals: {
    day: total("day", "420000000"),
    week: total("week", "12450000000"),
    month: total("month", "1234560000000"),
    all: total("all", "9876540000000"),
  },
  alerts: null,
  snoozed: null,
  connection: "Actualisé à 14:32",
  refreshed: null,
  canRefresh: true,
};
export const signedOut: TrayContent = {
  condition: "signed-out",
  isSample: false,
  period: "week",
  isBudgetShown: false,
  areAmountsHidden: false,
  totals: null,
  alerts: null,
  snoozed: null,
  connection: null,
  refreshed: null,
  canRefresh: false,
};
export const sampleData: TrayContent = { ...signedIn, isSample: true, connection: null, canRefresh: false };
export const offline: TrayContent = { ...signedIn, condition: "stale", connection: "Hors ligne depuis 14:32" };
export const withoutCost = (runs: number): TrayContent => ({
  ...signedIn,
  totals: signedIn.totals && { ...signedIn.totals, week: total("week", "12450000000", runs) },
});

const alerts: AlertState = {
  ...NO_ALERTS,
  level: "over",
  percent: 130,
  budgets: [
    { id: "month", name: "Budget du mois", percent: 130, level: "over" },
    { id: "day", name: "Budget du jour", percent: 87, level: "near" },
    { id: "shop", name: "camille/shop", percent: 12, level: "normal" },
  ],
};
export const withBudgets = (changes: Partial<AlertState> = {}): TrayContent => ({
  ...signedIn,
  alerts: { ...alerts, ...changes },
});

/** Writes down what was asked for. */
export function noteActions(): TrayActions & { readonly done: string[] } {
  const done: string[] = [];
  return {
    done,
    onOpen: () => done.push("open"),
    onOpenAlert: (budgetId) => done.push(budgetId === null ? "alerts" : `at-${budgetId}`),
    onRefresh: () => done.push("refresh"),
    onQuit: () => done.push("quit"),
    onChoosePeriod: (period) => done.push(period),
    onChooseBudget: () => done.push("budget"),
    onSnooze: (choice) => done.push(`snooze-${choice}`),
    onEndSnooze: () => done.push("end-snooze"),
    onInstallUpdate: () => done.push("install-update"),
    onOpenUpdate: () => done.push("open-update"),
  };
}
