import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import type { BudgetWindow } from "../../../shared/domain/budget/budget.ts";
import type { BudgetReadingView, BudgetView } from "../../../shared/ipc/budgets.ts";
import type { SummaryPeriod } from "../../../shared/ipc/preferences.ts";
import { useWords } from "../../i18n/use-words.ts";
import { budgetsQuery } from "../../queries.ts";
import { BudgetMeter } from "./budget-meter.tsx";
import { LEVEL_LOOKS, useBudgetState } from "./budget-state.ts";
import { amountsOf, percentText, useBudgetName, windowDates } from "./budget-words.ts";

const WINDOWS_OF: Readonly<Record<SummaryPeriod, readonly BudgetWindow[]>> = {
  day: ["day"],
  week: ["week"],
  month: ["month", "cycle"],
  all: [],
  cycle: ["cycle"],
};

interface PeriodBudgetProps {
  readonly account: string;
  readonly period: SummaryPeriod;
}

/** Below the total of a period: the budget that fits it best. Its own window has its own figures, which it names. */
export function PeriodBudget({ account, period }: PeriodBudgetProps) {
  const { t, language } = useWords();
  const nameOf = useBudgetName();
  const stateOf = useBudgetState();
  const { data: budgets = [] } = useQuery(budgetsQuery(account));
  const fitting = fittingBudget(budgets, period);
  if (fitting === null) return null;
  const { budget, reading } = fitting;
  const { icon: Icon, text } = LEVEL_LOOKS[reading.level];
  const { spent, amount } = amountsOf(budget, reading, language);
  return (
    <div className="mt-4 border-t border-border pt-3.5 text-note leading-5 tabular-nums">
      <p className="mb-2 flex items-baseline gap-3">
        <span className="min-w-0 grow text-muted-foreground">
          {nameOf(budget)}, {windowDates(budget.window, reading.window, budget.timeZone, language)}
        </span>
        <span className={clsx("text-sm font-semibold", reading.level !== "normal" && text)}>
          {percentText(reading.percent, language)}
        </span>
      </p>
      <BudgetMeter budget={budget} reading={reading} />
      <p className="mt-2 flex flex-wrap justify-between gap-x-4">
        <span className="text-muted-foreground">
          {spent} {t("budgets.spent", { amount })}
        </span>
        <span
          className={clsx(
            "flex items-center gap-1.5",
            reading.level === "normal" ? "text-muted-foreground" : ["font-medium", text],
          )}
        >
          {reading.level !== "normal" && <Icon aria-hidden className="size-3.5 shrink-0" />}
          <span className="inline-block first-letter:uppercase">{stateOf(budget, reading)}</span>
        </span>
      </p>
    </div>
  );
}

/** Of those that are on, read and about every run, the one that is spent furthest. */
export function fittingBudget(
  budgets: readonly BudgetView[],
  period: SummaryPeriod,
): { readonly budget: BudgetView; readonly reading: BudgetReadingView } | null {
  const fitting = budgets.flatMap((budget) =>
    budget.isOn && budget.scraperId === null && budget.reading !== null && WINDOWS_OF[period].includes(budget.window)
      ? [{ budget, reading: budget.reading }]
      : [],
  );
  return fitting.toSorted((one, other) => other.reading.percent - one.reading.percent)[0] ?? null;
}
