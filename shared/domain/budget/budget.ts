import type { Span } from "../day.ts";
import type { NanoUsd } from "../money.ts";

/** Today, the week from Monday, the calendar month, Apify's billing cycle. */
export const BUDGET_WINDOWS = ["day", "week", "month", "cycle"] as const;
export type BudgetWindow = (typeof BUDGET_WINDOWS)[number];

/** An amount's digits in nano-dollars: below a billion dollars, and within what SQLite's integers hold. */
export const MOST_AMOUNT_DIGITS = 18;

export const DEFAULT_THRESHOLDS: readonly number[] = [50, 80, 100];
export const MOST_THRESHOLDS = 10;
export const HIGHEST_THRESHOLD = 1_000;

/** What a person wants to spend at most in each window, and at which parts of it they want to be told. */
export interface Budget {
  readonly id: string;
  /** Above zero. */
  readonly amountNanoUsd: NanoUsd;
  readonly window: BudgetWindow;
  /** Null: every run counts. */
  readonly scraperId: string | null;
  /** Whole percents of the amount from 1 to `HIGHEST_THRESHOLD`, ascending, each once. */
  readonly thresholds: readonly number[];
  /** The IANA zone whose calendar its windows follow, whatever zone the computer is in later. */
  readonly timeZone: string;
  readonly isOn: boolean;
  /** Whether an overrun that is only projected is announced too. */
  readonly isProjectionAnnounced: boolean;
  readonly createdAtMs: number;
  /** Since when it stands as it is: windows that had ended before stay silent. */
  readonly effectiveSinceMs: number;
}

/** One day, week, month or cycle. */
export interface WindowInstance extends Span {
  /** Its calendar name in the budget's zone, such as `day:2025-02-01`, `week:2025-01-27` (its Monday), `month:2025-02`. */
  readonly label: string;
}

/** What was spent in one window, as it was read in full; a reading that failed is none. */
export interface BudgetReading {
  readonly budgetId: string;
  readonly window: WindowInstance;
  readonly spentNanoUsd: NanoUsd;
  /** Null while nothing can be projected. */
  readonly projection: Projection | null;
}

/** What is still to come of a day; nine days in ten cost something between the two limits. */
export interface ProjectedDay {
  readonly date: string;
  readonly expectedNanoUsd: NanoUsd;
  readonly lowNanoUsd: NanoUsd;
  readonly highNanoUsd: NanoUsd;
}

/** What the window will have cost at its end. */
export interface Projection {
  readonly expectedNanoUsd: NanoUsd;
  /** Nine windows in ten end between these two. */
  readonly lowNanoUsd: NanoUsd;
  readonly highNanoUsd: NanoUsd;
  /** What is still expected of today and of each day after it up to the window's end. */
  readonly days: readonly ProjectedDay[];
}

/** What one budget's announcements of one window were, so that none comes twice. An anomaly's has no budget: its id is empty. */
export interface Mark {
  readonly budgetId: string;
  /** With the scraper's id, where the budget is for one: `month:2025-02 moJRLRc85AitArpNN`. */
  readonly windowLabel: string;
  /** A percent, that the projection exceeds the amount, or a day that is unlike its weekday. */
  readonly trigger: number | "projection" | "anomaly";
  /** The budget's amount when it was marked, or found still crossed after it was raised. */
  readonly amountNanoUsd: NanoUsd;
}

/** `over` begins above the amount; spending exactly the amount has reached it and exceeds nothing. */
export type BudgetLevel = "normal" | "near" | "over";
export const NEAR_PERCENT = 80;
