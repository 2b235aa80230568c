import type { Evaluated } from "../../../shared/domain/budget/budget-book.ts";
import { BUDGET_MS, makeMark, makeThresholdAnnouncement } from "./make-budget.ts";

const windowLabel = (window: number): string => `window:${window}`;

/** A commit that takes back a mark of the window before, makes three and raises two alerts. */
export function evaluatedInWindow(window: number): Evaluated {
  const label = { windowLabel: windowLabel(window) };
  return {
    rearmed: [makeMark({ windowLabel: windowLabel(window - 1), trigger: 50 })],
    marks: ([50, 80, "projection"] as const).map((trigger) => makeMark({ ...label, trigger })),
    announcements: [80, 100].map((threshold) => makeThresholdAnnouncement({ ...label, threshold })),
    atMs: BUDGET_MS,
  };
}
