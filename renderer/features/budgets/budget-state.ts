import { CircleCheck, type LucideIcon, OctagonAlert, TriangleAlert } from "lucide-react";
import type { BudgetLevel } from "../../../shared/domain/budget/budget.ts";
import type { BudgetReadingView, BudgetView } from "../../../shared/ipc/budgets.ts";
import { useWords } from "../../i18n/use-words.ts";
import { formatUsd } from "../../i18n/money.ts";

/** Each level has a shape and a colour of its own. */
export const LEVEL_LOOKS: Readonly<
  Record<BudgetLevel, { readonly icon: LucideIcon; readonly text: string; readonly fill: string }>
> = {
  normal: { icon: CircleCheck, text: "text-info", fill: "bg-chart text-chart" },
  near: { icon: TriangleAlert, text: "text-warning", fill: "bg-near text-near" },
  over: { icon: OctagonAlert, text: "text-danger", fill: "bg-danger text-danger" },
};

/** What is left of a budget, or by how much it is exceeded. */
export function useBudgetState(): (
  budget: Pick<BudgetView, "amountNanoUsd">,
  reading: Pick<BudgetReadingView, "spentNanoUsd">,
) => string {
  const { t, language } = useWords();
  return ({ amountNanoUsd }, { spentNanoUsd }) => {
    const left = BigInt(amountNanoUsd) - BigInt(spentNanoUsd);
    if (left > 0n) return t("budgets.left", { amount: formatUsd(left, language) });
    return left === 0n ? t("budgets.reached") : t("budgets.over", { amount: formatUsd(-left, language) });
  };
}
