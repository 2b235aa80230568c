import { INITIAL_ALERT_SETTINGS } from "../../../shared/domain/budget/alert.ts";
import { AppError } from "../../../shared/errors.ts";
import type { CallHandlers } from "../ipc-binder.ts";

/** The calls about budgets and alerts. */
export type AlertHandlers = Pick<
  CallHandlers,
  | "getBudgets"
  | "createBudget"
  | "changeBudget"
  | "deleteBudget"
  | "restoreBudget"
  | "getScrapers"
  | "setWebhook"
  | "sendTestWebhook"
  | "getAlerts"
  | "acknowledgeAlerts"
  | "snoozeAlerts"
  | "endSnooze"
  | "setAlertSettings"
  | "sendTestNotification"
>;

export function alertHandlers(): AlertHandlers {
  const none = (): never => {
    throw new AppError("not_found", "There are no budgets");
  };
  return {
    getBudgets: () => [],
    createBudget: none,
    changeBudget: none,
    deleteBudget: none,
    restoreBudget: none,
    getScrapers: () => [],
    setWebhook: none,
    sendTestWebhook: none,
    getAlerts: () => ({ alerts: [], settings: INITIAL_ALERT_SETTINGS, snoozes: [], notifications: "unsupported" }),
    acknowledgeAlerts: none,
    snoozeAlerts: none,
    endSnooze: none,
    setAlertSettings: none,
    sendTestNotification: () => "unsupported",
  };
}
