import type { Alert, AlertSettings, Announcement, Snooze } from "../../../shared/domain/budget/alert.ts";
import type { Budget } from "../../../shared/domain/budget/budget.ts";
import { quietUntilMs } from "./quiet-hours.ts";

export interface DeliveryFacts {
  /** Pending and held, the oldest first. */
  readonly alerts: readonly Alert[];
  readonly budgets: readonly Pick<Budget, "id" | "isOn">[];
  readonly settings: AlertSettings;
  readonly snoozes: readonly Snooze[];
  readonly nowMs: number;
  /** This computer's zone: quiet hours follow its clock. */
  readonly timeZone: string;
}

/** One notification and the alerts that it stands for. */
export interface PlannedNotification {
  /** More than one make a summary. */
  readonly told: readonly Announcement[];
  /** With those that a later one has overtaken. */
  readonly alertIds: readonly string[];
}

export interface DeliveryPlan {
  /** Those that wait from now on. */
  readonly toHold: readonly string[];
  /** Those that nobody needs to be told of any more. */
  readonly toDrop: readonly string[];
  readonly notifications: readonly PlannedNotification[];
  /** When the first of those that wait may be shown; null when none waits. */
  readonly nextMs: number | null;
}

/** Which alerts are shown now, which wait, and for how long. */
export function planDelivery(facts: DeliveryFacts): DeliveryPlan {
  const isOn = new Set(facts.budgets.filter((budget) => budget.isOn).map(({ id }) => id));
  const toDrop: string[] = [];
  const toHold: string[] = [];
  const waits: number[] = [];
  const pending: Alert[] = [];
  const held: Alert[] = [];
  for (const alert of facts.alerts) {
    const budgetId = budgetIdOf(alert.announcement);
    if (alert.acknowledgedAtMs !== null || (budgetId !== null && !isOn.has(budgetId))) {
      toDrop.push(alert.id);
      continue;
    }
    const untilMs = blockedUntilMs(budgetId, facts);
    if (untilMs !== null) {
      waits.push(untilMs);
      if (alert.delivery === "pending") toHold.push(alert.id);
    } else if (alert.delivery === "held") held.push(alert);
    else pending.push(alert);
  }
  const isLate = ({ announcement }: Alert) => announcement.kind !== "anomaly" && announcement.isWindowOver;
  return {
    toHold,
    toDrop,
    notifications: [
      ...together(latestOf(held)),
      // After days of being off there may be one for each of them.
      ...together(latestOf(pending.filter(isLate))),
      ...latestOf(pending.filter((alert) => !isLate(alert))),
    ],
    nextMs: waits.length === 0 ? null : Math.min(...waits),
  };
}

function blockedUntilMs(budgetId: string | null, facts: DeliveryFacts): number | null {
  const { settings, snoozes, nowMs, timeZone } = facts;
  const snoozed = snoozes
    .filter((snooze) => snooze.budgetId === null || snooze.budgetId === budgetId)
    .map(({ untilMs }) => untilMs)
    .filter((untilMs) => untilMs > nowMs);
  const quiet = quietUntilMs(settings.quietHours, nowMs, timeZone);
  const ends = quiet === null ? snoozed : [...snoozed, quiet];
  return ends.length === 0 ? null : Math.max(...ends);
}

/** Of one budget's window the last threshold says all that those before it said. */
function latestOf(alerts: readonly Alert[]): readonly PlannedNotification[] {
  const byWhat = new Map<string, PlannedNotification>();
  for (const { id, announcement } of alerts) {
    const what = announcement.kind === "threshold" ? windowOf(announcement) : id;
    const alertIds = [...(byWhat.get(what)?.alertIds ?? []), id];
    byWhat.set(what, { told: [announcement], alertIds });
  }
  return [...byWhat.values()];
}

const windowOf = ({ budgetId, windowLabel, scraperId }: Extract<Announcement, { kind: "threshold" }>): string =>
  JSON.stringify([budgetId, windowLabel, scraperId]);

/** One notification, or none. */
function together(notifications: readonly PlannedNotification[]): readonly PlannedNotification[] {
  if (notifications.length === 0) return [];
  const told = notifications.flatMap((notification) => notification.told);
  return [{ told, alertIds: notifications.flatMap(({ alertIds }) => alertIds) }];
}

/** Null for what is of no budget. */
export const budgetIdOf = (announcement: Announcement): string | null =>
  announcement.kind === "anomaly" ? null : announcement.budgetId;
