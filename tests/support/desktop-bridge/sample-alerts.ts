import {
  type AlertSettings,
  INITIAL_ALERT_SETTINGS,
  type Snooze,
  type SnoozeChoice,
} from "../../../shared/domain/budget/alert.ts";
import { nanoUsdFromUsd } from "../../../shared/domain/money.ts";
import type { AlertsView, AlertView } from "../../../shared/ipc/budgets.ts";

const HOUR_MS = 3_600_000;
const nano = (usd: number) => String(nanoUsdFromUsd(usd));

type BudgetAlert = Extract<AlertView["announcement"], { kind: "threshold" }>;

interface SampleAlertOptions extends Partial<Omit<AlertView, "announcement">> {
  readonly announcement?: AlertView["announcement"];
}

/** The month's budget is at 80 %, and nobody has seen it, unless told otherwise. */
export function sampleAlert(options: SampleAlertOptions = {}): AlertView {
  return {
    id: "1c7d5f0e-5a55-4c8e-9a63-0f3f5d3a4c01",
    raisedAt: "2025-02-28T09:05:00.000Z",
    delivery: "shown",
    isAcknowledged: false,
    announcement: thresholdOf(80, 40.12),
    ...options,
  };
}

export function thresholdOf(threshold: number, spent: number, rest: Partial<BudgetAlert> = {}): BudgetAlert {
  return {
    kind: "threshold",
    budgetId: "0b7d5f0e-5a55-4c8e-9a63-0f3f5d3a4a01",
    window: "month",
    windowLabel: "month:2025-02",
    scraperName: null,
    amountNanoUsd: nano(50),
    spentNanoUsd: nano(spent),
    isWindowOver: false,
    threshold,
    ...rest,
  };
}

export const sampleAlerts: readonly AlertView[] = [
  sampleAlert({
    id: "1c7d5f0e-5a55-4c8e-9a63-0f3f5d3a4c05",
    announcement: thresholdOf(100, 50.31),
  }),
  sampleAlert({
    id: "1c7d5f0e-5a55-4c8e-9a63-0f3f5d3a4c04",
    raisedAt: "2025-02-28T08:40:00.000Z",
    delivery: "held",
    announcement: {
      kind: "anomaly",
      date: "2025-02-28",
      spentNanoUsd: nano(12.3),
      usualNanoUsd: nano(3.1),
    },
  }),
  sampleAlert({ raisedAt: "2025-02-26T15:12:00.000Z", isAcknowledged: true }),
  sampleAlert({
    id: "1c7d5f0e-5a55-4c8e-9a63-0f3f5d3a4c03",
    raisedAt: "2025-02-25T10:00:00.000Z",
    isAcknowledged: true,
    announcement: {
      kind: "projection",
      budgetId: "0b7d5f0e-5a55-4c8e-9a63-0f3f5d3a4a02",
      window: "week",
      windowLabel: "week:2025-02-24",
      scraperName: "compass/crawler-google-places",
      amountNanoUsd: nano(20),
      spentNanoUsd: nano(9.2),
      expectedNanoUsd: nano(23.1),
      isWindowOver: false,
    },
  }),
  sampleAlert({
    id: "1c7d5f0e-5a55-4c8e-9a63-0f3f5d3a4c02",
    raisedAt: "2025-02-01T06:00:00.000Z",
    isAcknowledged: true,
    announcement: thresholdOf(50, 26, { windowLabel: "month:2025-01", isWindowOver: true }),
  }),
];

/** Alerts as main keeps them: what is asked of them is done. */
export function keptAlerts(initial: Partial<AlertsView>) {
  let view: AlertsView = {
    alerts: [],
    settings: INITIAL_ALERT_SETTINGS,
    snoozes: [],
    notifications: "shown",
    ...initial,
  };
  const withoutSnooze = (budgetId: string | null): readonly Snooze[] =>
    view.snoozes.filter((snooze) => snooze.budgetId !== budgetId);
  return {
    getAlerts: () => view,
    acknowledgeAlerts: ({ alertIds }: { readonly alertIds: readonly string[] }) => {
      const alerts = view.alerts.map((alert) =>
        alertIds.includes(alert.id) ? { ...alert, isAcknowledged: true } : alert,
      );
      view = { ...view, alerts };
    },
    snoozeAlerts: ({ budgetId }: { readonly budgetId: string | null; readonly choice: SnoozeChoice }) => {
      view = { ...view, snoozes: [...withoutSnooze(budgetId), { budgetId, untilMs: Date.now() + HOUR_MS }] };
    },
    endSnooze: ({ budgetId }: { readonly budgetId: string | null }) => {
      view = { ...view, snoozes: withoutSnooze(budgetId) };
    },
    setAlertSettings: (settings: AlertSettings) => {
      view = { ...view, settings };
    },
    sendTestNotification: () => "shown" as const,
  };
}
