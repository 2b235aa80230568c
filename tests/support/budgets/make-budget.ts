import type { Announcement } from "../../../shared/domain/budget/alert.ts";
import type { Budget, Mark } from "../../../shared/domain/budget/budget.ts";

export const BUDGET_MS = Date.parse("2026-11-23T10:00:00Z");

export const makeBudget = (change: Partial<Budget> = {}): Budget => ({
  id: "budget-1",
  amountNanoUsd: 12_000_000_000n,
  window: "month",
  scraperId: null,
  thresholds: [50, 80, 100],
  timeZone: "Europe/Paris",
  isOn: true,
  isProjectionAnnounced: true,
  createdAtMs: BUDGET_MS,
  effectiveSinceMs: BUDGET_MS,
  ...change,
});

export const makeMark = (change: Partial<Mark> = {}): Mark => ({
  budgetId: "budget-1",
  windowLabel: "month:2026-11",
  trigger: 80,
  amountNanoUsd: 12_000_000_000n,
  ...change,
});

export const makeThresholdAnnouncement = (
  change: Partial<Extract<Announcement, { kind: "threshold" }>> = {},
): Announcement => ({
  kind: "threshold",
  threshold: 80,
  budgetId: "budget-1",
  window: "month",
  windowLabel: "month:2026-11",
  scraperId: null,
  amountNanoUsd: 12_000_000_000n,
  spentNanoUsd: 9_700_000_000n,
  isWindowOver: false,
  ...change,
});
