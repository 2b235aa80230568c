import { app } from "electron";
import type { Preferences } from "../../../shared/ipc/preferences.ts";
import type { AlertHandlers } from "../alerts/alert-handlers.ts";
import { logFailure } from "../log.ts";
import type { SessionController } from "../session-controller.ts";
import type { Updates } from "../updates/updates.ts";
import type { TrayActions } from "./tray-menu.ts";

export interface TrayActionsOptions {
  readonly onOpen: () => void;
  readonly onOpenAlert: TrayActions["onOpenAlert"];
  readonly controller: Pick<SessionController, "refresh">;
  readonly alerts: Pick<AlertHandlers, "snoozeAlerts" | "endSnooze">;
  readonly updates: Pick<Updates["handlers"], "installUpdate">;
  readonly onOpenUpdate: () => void;
  readonly choose: (change: Partial<Preferences>) => void;
}

/** What the tray's menu does; nothing waits for its end. */
export function createTrayActions(options: TrayActionsOptions): TrayActions {
  const { onOpen, onOpenAlert, onOpenUpdate, controller, alerts, updates, choose } = options;
  const snooze = (change: () => void | Promise<void>) =>
    void Promise.resolve(change()).catch(logFailure("snooze failed"));
  return {
    onOpen,
    onOpenAlert,
    onRefresh: () => void controller.refresh().catch(logFailure("refresh failed")),
    onQuit: () => app.quit(),
    onChoosePeriod: (trayPeriod) => choose({ trayPeriod, trayShows: "figure" }),
    onChooseBudget: () => choose({ trayShows: "budget" }),
    onSnooze: (choice) => snooze(() => alerts.snoozeAlerts({ budgetId: null, choice })),
    onInstallUpdate: () => void updates.installUpdate(),
    onOpenUpdate,
    onEndSnooze: () => snooze(() => alerts.endSnooze({ budgetId: null })),
  };
}
