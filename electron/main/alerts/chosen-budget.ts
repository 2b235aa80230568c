import type { Budget } from "../../../shared/domain/budget/budget.ts";
import type { BudgetChoice } from "../../../shared/ipc/budgets.ts";

/** A budget as a person chooses it now. What changes of its meaning counts from now on. */
export function chosenBudget(choice: BudgetChoice, former: Budget, nowMs: number): Budget {
  const { window, scraperId, thresholds, isOn, isProjectionAnnounced } = choice;
  const amountNanoUsd = BigInt(choice.amountNanoUsd);
  const next = { ...former, amountNanoUsd, window, scraperId, thresholds, isOn, isProjectionAnnounced };
  const isAnother =
    former.amountNanoUsd !== amountNanoUsd ||
    former.window !== window ||
    former.scraperId !== scraperId ||
    former.isOn !== isOn ||
    former.thresholds.join() !== thresholds.join();
  return isAnother ? { ...next, effectiveSinceMs: nowMs } : next;
}
