import { clsx } from "clsx";
import { TrendingUp } from "lucide-react";
import type { BudgetReadingView, BudgetView } from "../../../shared/ipc/budgets.ts";
import { useWords } from "../../i18n/use-words.ts";
import { roughRange, roughUsd } from "./budget-words.ts";

interface ProjectionLineProps {
  readonly budget: Pick<BudgetView, "amountNanoUsd">;
  readonly reading: Pick<BudgetReadingView, "level" | "projection">;
}

/** Where a budget's window leads; that it leads beyond the amount is said as long as it has not come to that. */
export function ProjectionLine({ budget, reading: { level, projection } }: ProjectionLineProps) {
  const { t, language } = useWords();
  if (projection === null) return <p>{t("budgets.noProjection")}</p>;
  const expected = BigInt(projection.expectedNanoUsd);
  const isOverrun = level !== "over" && expected > BigInt(budget.amountNanoUsd);
  const amounts = {
    expected: roughUsd(expected, language),
    range: roughRange(BigInt(projection.lowNanoUsd), BigInt(projection.highNanoUsd), language),
  };
  return (
    <p title={t("budgets.projectionText")} className={clsx("flex gap-1.5", isOverrun && "font-medium text-warning")}>
      {isOverrun && <TrendingUp aria-hidden className="mt-0.75 size-3.5 shrink-0" />}
      <span>{t(isOverrun ? "budgets.overrun" : "budgets.projection", amounts)}</span>
    </p>
  );
}
