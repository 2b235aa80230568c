import type { NanoUsd } from "../money.ts";
import type { BudgetWindow } from "./budget.ts";

/** Something to be told to the person, once. */
export type Announcement =
  | (BudgetAnnouncement & { readonly kind: "threshold"; readonly threshold: number })
  | (BudgetAnnouncement & { readonly kind: "projection"; readonly expectedNanoUsd: NanoUsd })
  | {
      readonly kind: "anomaly";
      /** The day in the viewer's zone, such as `2025-02-01`. */
      readonly date: string;
      readonly spentNanoUsd: NanoUsd;
      /** The median of the same weekday. */
      readonly usualNanoUsd: NanoUsd;
    };

interface BudgetAnnouncement {
  readonly budgetId: string;
  readonly window: BudgetWindow;
  readonly windowLabel: string;
  readonly scraperId: string | null;
  readonly amountNanoUsd: NanoUsd;
  readonly spentNanoUsd: NanoUsd;
  /** Whether the window had ended already: its last costs became known late. */
  readonly isWindowOver: boolean;
}

/**
 * How far an alert has come: `pending` until the system took it, `held` while it is snoozed or quiet, `shown` as a
 * notification, `in-window` where the system shows none.
 */
export const DELIVERIES = ["pending", "held", "shown", "in-window"] as const;
export type Delivery = (typeof DELIVERIES)[number];

export interface Alert {
  readonly id: string;
  readonly announcement: Announcement;
  readonly raisedAtMs: number;
  readonly delivery: Delivery;
  readonly acknowledgedAtMs: number | null;
}

/** Minutes after midnight on this computer's clock; may pass midnight. */
export interface QuietHours {
  readonly fromMinute: number;
  readonly toMinute: number;
}

export interface AlertSettings {
  readonly quietHours: QuietHours | null;
  readonly isAnomalyAnnounced: boolean;
}

export const INITIAL_ALERT_SETTINGS: AlertSettings = { quietHours: null, isAnomalyAnnounced: false };

/** Nothing is shown before `untilMs`; null as the budget stands for every alert. */
export interface Snooze {
  readonly budgetId: string | null;
  readonly untilMs: number;
}

export const SNOOZES = ["hour", "tomorrow", "window"] as const;
/** For an hour, until tomorrow, until the budget's window ends. */
export type SnoozeChoice = (typeof SNOOZES)[number];
