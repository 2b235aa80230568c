import { clsx } from "clsx";
import { Clock } from "lucide-react";
import type { BudgetReadingView, BudgetView } from "../../../shared/ipc/budgets.ts";
import { useWords } from "../../i18n/use-words.ts";
import { BudgetMeter } from "./budget-meter.tsx";
import { LEVEL_LOOKS, useBudgetState } from "./budget-state.ts";
import { amountsOf, percentText } from "./budget-words.ts";
import { ProjectionLine } from "./projection-line.tsx";
import { formatExactUsd } from "../../i18n/money.ts";

/** How much of a budget is spent, and where that leads. */
export function BudgetFigures({ budget }: { readonly budget: BudgetView }) {
  if (budget.reading !== null) return <Figures budget={budget} reading={budget.reading} />;
  return <Unread budget={budget} />;
}

interface FiguresProps {
  readonly budget: BudgetView;
  readonly reading: BudgetReadingView;
}

function Figures({ budget, reading }: FiguresProps) {
  const { t, language } = useWords();
  // What nobody watches is in no colour.
  const text = budget.isOn && reading.level !== "normal" ? LEVEL_LOOKS[reading.level].text : null;
  const { spent, amount } = amountsOf(budget, reading, language);
  const state = useBudgetState()(budget, reading);
  return (
    <>
      <div
        className={clsx("mt-1.5 mb-2 flex items-baseline gap-x-2 tabular-nums", budget.isOn || "text-muted-foreground")}
      >
        <p className="min-w-0 grow">
          <span
            title={formatExactUsd(BigInt(reading.spentNanoUsd), language)}
            className="text-xl leading-7 font-semibold tracking-tight whitespace-nowrap"
          >
            {spent}
          </span>{" "}
          <span className="text-sm whitespace-nowrap text-muted-foreground">{t("budgets.spent", { amount })}</span>
        </p>
        <p className={clsx("text-sm font-semibold", text)}>{percentText(reading.percent, language)}</p>
      </div>
      <BudgetMeter budget={budget} reading={reading} />
      <div className="mt-2.5 flex flex-wrap justify-between gap-x-4 gap-y-0.5 text-note leading-5 text-muted-foreground tabular-nums">
        <p className={clsx("first-letter:uppercase", text && ["font-medium", text])}>{state}</p>
        {budget.isOn && <ProjectionLine budget={budget} reading={reading} />}
      </div>
      {reading.runsWithoutCost > 0 && (
        <p className="text-note leading-5 text-muted-foreground">
          {t("chart.unknown", { count: reading.runsWithoutCost })}
        </p>
      )}
    </>
  );
}

function Unread({ budget }: { readonly budget: BudgetView }) {
  const { t, language } = useWords();
  return (
    <>
      <p className="mt-1.5 text-sm text-muted-foreground">
        <span aria-hidden className="text-xl leading-7 font-semibold text-foreground">
          –
        </span>{" "}
        {t("budgets.spent", { amount: formatExactUsd(BigInt(budget.amountNanoUsd), language) })}
      </p>
      {budget.isOn && (
        <p className="mt-1 flex gap-1.5 text-note leading-5 text-muted-foreground">
          <Clock aria-hidden className="mt-0.75 size-3.5 shrink-0" />
          <span>
            {t("budgets.unread")}. {t(budget.window === "cycle" ? "budgets.unreadCycleText" : "budgets.unreadText")}
          </span>
        </p>
      )}
    </>
  );
}
