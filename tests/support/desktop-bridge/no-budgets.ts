import { INITIAL_ALERT_SETTINGS } from "../../../shared/domain/budget/alert.ts";
import { AppError } from "../../../shared/errors.ts";
import type { AlertsView } from "../../../shared/ipc/budgets.ts";

const none = (): never => {
  throw new AppError("not_found", "There are no budgets");
};

/** What main answers while nobody has made a budget. */
export const noBudgets = {
  getBudgets: () => [],
  createBudget: none,
  changeBudget: none,
  deleteBudget: none,
  restoreBudget: none,
  getScrapers: () => [],
  setWebhook: none,
  sendTestWebhook: none,
  getAlerts: (): AlertsView => ({
    alerts: [],
    settings: INITIAL_ALERT_SETTINGS,
    snoozes: [],
    notifications: "shown",
  }),
  acknowledgeAlerts: () => undefined,
  snoozeAlerts: () => undefined,
  endSnooze: () => undefined,
  setAlertSettings: () => undefined,
  sendTestNotification: () => "shown" as const,
};
