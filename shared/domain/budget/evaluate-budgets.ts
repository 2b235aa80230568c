import type { Announcement } from "./alert.ts";
import type { Budget, BudgetReading, Mark, WindowInstance } from "./budget.ts";
import { isReached } from "./level.ts";

interface Evaluation {
  /** New marks, and marks with another amount: each takes the place of the one with its budget, window and trigger. */
  readonly marks: readonly Mark[];
  /** Marks that no longer stand, since the budget was raised. */
  readonly rearmed: readonly Mark[];
  readonly announcements: readonly Announcement[];
}

/**
 * What is to be announced of the budgets, and what is to be remembered so that none of it is announced again. What has
 * no reading is left as it is. Readings are of a budget's present window, and of those before it, whose costs may have
 * become known late.
 */
export function evaluateBudgets({
  budgets,
  readings,
  marks,
  nowMs,
}: {
  readonly budgets: readonly Budget[];
  readonly readings: readonly BudgetReading[];
  readonly marks: readonly Mark[];
  readonly nowMs: number;
}): Evaluation {
  const evaluations = budgets
    .filter(({ isOn }) => isOn)
    .flatMap((budget) =>
      readings
        .filter((reading) => isToBeJudged(reading, budget, nowMs))
        .toSorted((one, other) => one.window.fromMs - other.window.fromMs)
        .map((reading) => evaluate(budget, reading, marks, nowMs)),
    );
  return {
    marks: evaluations.flatMap((evaluation) => evaluation.marks),
    rearmed: evaluations.flatMap((evaluation) => evaluation.rearmed),
    announcements: evaluations.flatMap((evaluation) => evaluation.announcements),
  };
}

/** A reading from before the budget was changed to another window says nothing of it now. */
function isToBeJudged({ budgetId, window }: BudgetReading, budget: Budget, nowMs: number): boolean {
  if (budgetId !== budget.id || !window.label.startsWith(`${budget.window}:`)) return false;
  return nowMs < window.toMs || budget.effectiveSinceMs < window.toMs;
}

function evaluate(budget: Budget, reading: BudgetReading, marks: readonly Mark[], nowMs: number): Evaluation {
  const { window, spentNanoUsd, projection } = reading;
  const isWindowOver = window.toMs <= nowMs;
  const marked = markedWindow(budget, window);
  const former = marks.filter(({ budgetId, windowLabel }) => budgetId === budget.id && windowLabel === marked);

  const isCrossed = (trigger: Mark["trigger"]): boolean | null => {
    if (typeof trigger === "number") return isReached(budget.amountNanoUsd, spentNanoUsd, trigger);
    return projection === null ? null : projection.expectedNanoUsd > budget.amountNanoUsd;
  };
  const raised = former.filter(({ amountNanoUsd }) => amountNanoUsd < budget.amountNanoUsd);
  const rearmed = raised.filter(({ trigger }) => isCrossed(trigger) === false);
  const stillCrossed = raised.filter(({ trigger }) => isCrossed(trigger) === true);
  const announced = new Set(former.filter((mark) => !rearmed.includes(mark)).map(({ trigger }) => trigger));

  const crossed = budget.thresholds.filter((threshold) => isCrossed(threshold) === true);
  const newlyCrossed = crossed.filter((threshold) => !announced.has(threshold));
  const highestMarked = Math.max(0, ...[...announced].filter((trigger) => typeof trigger === "number"));
  const highest = Math.max(0, ...newlyCrossed);

  const told = {
    budgetId: budget.id,
    window: budget.window,
    windowLabel: window.label,
    scraperId: budget.scraperId,
    amountNanoUsd: budget.amountNanoUsd,
    spentNanoUsd,
    isWindowOver,
  };
  const announcements: Announcement[] = [];
  if (highest > highestMarked) announcements.push({ kind: "threshold", ...told, threshold: highest });

  const isOverrunToBeTold =
    projection !== null &&
    isCrossed("projection") === true &&
    budget.isProjectionAnnounced &&
    !isWindowOver &&
    !isReached(budget.amountNanoUsd, spentNanoUsd, 100) &&
    highestMarked < 100 &&
    !announced.has("projection");
  if (isOverrunToBeTold)
    announcements.push({ kind: "projection", ...told, expectedNanoUsd: projection.expectedNanoUsd });

  const triggers: Mark["trigger"][] = [...newlyCrossed, ...(isOverrunToBeTold ? (["projection"] as const) : [])];
  const mark = (trigger: Mark["trigger"]): Mark => ({
    budgetId: budget.id,
    windowLabel: marked,
    trigger,
    amountNanoUsd: budget.amountNanoUsd,
  });
  return {
    marks: [...stillCrossed.map(({ trigger }) => mark(trigger)), ...triggers.map(mark)],
    rearmed,
    announcements,
  };
}

/** What was announced of everything says nothing of one scraper, should the budget be for that one later; nor the reverse. */
const markedWindow = ({ scraperId }: Budget, { label }: WindowInstance): string =>
  scraperId === null ? label : `${label} ${scraperId}`;
