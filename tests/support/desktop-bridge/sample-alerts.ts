import { INITIAL_ALERT_SETTINGS } from "../../../shared/domain/budget/alert.ts";
import type { AlertsView } from "../../../shared/ipc/budgets.ts";

/** What main answers while nothing was announced. */
export const noAlerts = {
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
