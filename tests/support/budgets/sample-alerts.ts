import type { Alert, Announcement } from "../../../shared/domain/budget/alert.ts";
import type { Budget } from "../../../shared/domain/budget/budget.ts";

export const USD = 1_000_000_000n;
export const BUDGET_ID = "7f6b9a52-6a51-4f0e-9a7a-0d1b7d7d6a01";

/** 50 dollars a month for everything, in Paris. */
export const monthBudget = (changes: Partial<Budget> = {}): Budget => ({
  id: BUDGET_ID,
  amountNanoUsd: 50n * USD,
  window: "month",
  scraperId: null,
  thresholds: [50, 80, 100],
  timeZone: "Europe/Paris",
  isOn: true,
  isProjectionAnnounced: false,
  createdAtMs: 0,
  effectiveSinceMs: 0,
  ...changes,
});

type Threshold = Extract<Announcement, { kind: "threshold" }>;

/** 41.50 of those 50 dollars, in November. */
export const crossing = (changes: Partial<Threshold> = {}): Threshold => ({
  kind: "threshold",
  budgetId: BUDGET_ID,
  window: "month",
  windowLabel: "month:2026-11",
  scraperId: null,
  amountNanoUsd: 50n * USD,
  spentNanoUsd: 41_500_000_000n,
  isWindowOver: false,
  threshold: 80,
  ...changes,
});

export const overrun = (changes: Partial<Extract<Announcement, { kind: "projection" }>> = {}): Announcement => {
  const { threshold: _, ...told } = crossing();
  return { ...told, kind: "projection", expectedNanoUsd: 62n * USD, ...changes };
};

export const anomaly: Announcement = {
  kind: "anomaly",
  date: "2026-11-23",
  spentNanoUsd: 12n * USD,
  usualNanoUsd: 3n * USD,
};

export const keptAlert = (id: string, announcement: Announcement, changes: Partial<Alert> = {}): Alert => ({
  id,
  announcement,
  raisedAtMs: 0,
  delivery: "pending",
  acknowledgedAtMs: null,
  ...changes,
});
