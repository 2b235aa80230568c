import { clsx } from "clsx";
import { Clock } from "lucide-react";
import type { BudgetReadingView, BudgetView } from "../../../shared/ipc/budgets.ts";
import { formatUsd } from "../../../shared/domain/money.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Amount } from "../../ui/amount.tsx";
import { BudgetMeter } from "./budget-meter.tsx";
import { LEVEL_LOOKS, useBudgetState } from "./budget-state.ts";
import { percentText, roughRange, roughUsd } from "./budget-words.ts";

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
  const { text } = LEVEL_LOOKS[reading.level];
  const state = useBudgetState()(budget, reading);
  const { projection } = reading;
  return (
    <>
      <div className="mt-1.5 mb-2 flex items-baseline gap-x-2">
        <p className="min-w-0 grow">
          <Amount nanoUsd={reading.spentNanoUsd} className="text-xl leading-7 font-semibold tracking-tight" />{" "}
          <span className="text-sm whitespace-nowrap text-muted-foreground tabular-nums">
            {t("budgets.spent", { amount: formatUsd(BigInt(budget.amountNanoUsd), language) })}
          </span>
        </p>
        <p className={clsx("text-sm font-semibold tabular-nums", reading.level !== "normal" && text)}>
          {percentText(reading.percent, language)}
        </p>
      </div>
      <BudgetMeter budget={budget} reading={reading} />
      <div className="mt-2.5 flex flex-wrap justify-between gap-x-4 gap-y-0.5 text-[0.8125rem] leading-5 text-muted-foreground tabular-nums">
        <p className={clsx(reading.level !== "normal" && ["font-medium", text])}>{state}</p>
        {budget.isOn && (
          <p title={projection === null ? undefined : t("budgets.projectionText")}>
            {projection === null
              ? t("budgets.noProjection")
              : t("budgets.projection", {
                  expected: roughUsd(BigInt(projection.expectedNanoUsd), language),
                  range: roughRange(BigInt(projection.lowNanoUsd), BigInt(projection.highNanoUsd), language),
                })}
          </p>
        )}
      </div>
      {reading.runsWithoutCost > 0 && (
        <p className="text-[0.8125rem] leading-5 text-muted-foreground">
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
        {t("budgets.spent", { amount: formatUsd(BigInt(budget.amountNanoUsd), language) })}
      </p>
      {budget.isOn && (
        <p className="mt-1 flex gap-1.5 text-[0.8125rem] leading-5 text-muted-foreground">
          <Clock aria-hidden className="mt-0.75 size-3.5 shrink-0" />
          <span>
            {t("budgets.unread")}. {t(budget.window === "cycle" ? "budgets.unreadCycleText" : "budgets.unreadText")}
          </span>
        </p>
      )}
    </>
  );
}
