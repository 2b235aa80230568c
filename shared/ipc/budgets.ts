import type { AlertSettings, Delivery, Snooze } from "../domain/budget/alert.ts";
import type { BudgetLevel, BudgetWindow } from "../domain/budget/budget.ts";

/** What a person chooses of a budget. Amounts cross as whole nano-USD in text. */
export interface BudgetChoice {
  readonly amountNanoUsd: string;
  readonly window: BudgetWindow;
  readonly scraperId: string | null;
  readonly thresholds: readonly number[];
  readonly isOn: boolean;
  readonly isProjectionAnnounced: boolean;
}

export interface ProjectionView {
  readonly expectedNanoUsd: string;
  readonly lowNanoUsd: string;
  readonly highNanoUsd: string;
  readonly days: readonly ProjectedDayView[];
}

export interface ProjectedDayView {
  readonly date: string;
  readonly expectedNanoUsd: string;
  readonly lowNanoUsd: string;
  readonly highNanoUsd: string;
}

/** What is known of a budget's present window. */
export interface BudgetReadingView {
  /** Instants are ISO 8601. */
  readonly window: { readonly label: string; readonly startAt: string; readonly endAt: string };
  readonly spentNanoUsd: string;
  readonly runsWithoutCost: number;
  /** Whole, rounded down, not clamped. */
  readonly percent: number;
  readonly level: BudgetLevel;
  readonly projection: ProjectionView | null;
}

/** In the keychain; in memory, where no keychain took it; or nowhere any more. */
export type WebhookSecretState = "kept" | "this-session" | "lost";

export interface BudgetView extends BudgetChoice {
  readonly id: string;
  readonly timeZone: string;
  /** The Actor's `username/name`, or the scope's id; null for everything. */
  readonly scraperName: string | null;
  /** Null while it can't be read, or the billing cycle is not known. */
  readonly reading: BudgetReadingView | null;
  /** Where its alerts are sent too, without what is secret of the address. */
  readonly webhook: { readonly host: string; readonly secret: WebhookSecretState } | null;
}

interface BudgetAlertView {
  readonly budgetId: string;
  readonly window: BudgetWindow;
  readonly windowLabel: string;
  readonly scraperName: string | null;
  readonly amountNanoUsd: string;
  readonly spentNanoUsd: string;
  readonly isWindowOver: boolean;
}

export interface AlertView {
  readonly id: string;
  readonly raisedAt: string;
  readonly delivery: Delivery;
  readonly isAcknowledged: boolean;
  readonly announcement:
    | (BudgetAlertView & { readonly kind: "threshold"; readonly threshold: number })
    | (BudgetAlertView & { readonly kind: "projection"; readonly expectedNanoUsd: string })
    | {
        readonly kind: "anomaly";
        readonly date: string;
        readonly spentNanoUsd: string;
        readonly usualNanoUsd: string;
      };
}

export interface AlertsView {
  /** The newest first, at most 100. */
  readonly alerts: readonly AlertView[];
  readonly settings: AlertSettings;
  readonly snoozes: readonly Snooze[];
  /** Whether the system shows notifications, as far as is known: it may refuse them without a word. */
  readonly notifications: NotificationState;
}

export type NotificationState = "shown" | "unsupported" | "refused";

/** `unsupported`: the system has no notifications; `failed`: it refused this one. */
export type TestOutcome = "shown" | "unsupported" | "failed";

/** What a webhook's own server made of a test. */
export type WebhookOutcome =
  | { readonly kind: "taken" }
  | { readonly kind: "refused"; readonly status: number }
  | { readonly kind: "unreachable" }
  | { readonly kind: "no-secret" };
