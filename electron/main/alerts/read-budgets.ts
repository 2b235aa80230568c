import type { Span } from "../../../shared/domain/day.ts";
import type { Budget, BudgetReading } from "../../../shared/domain/budget/budget.ts";
import type { DaySpending } from "../../../shared/domain/budget/day-spending.ts";
import { formerWindows, spentByDays } from "../../../shared/domain/budget/former-windows.ts";
import { project } from "../../../shared/domain/budget/project.ts";
import { windowAt } from "../../../shared/domain/budget/window-instance.ts";
import type { NanoUsd } from "../../../shared/domain/money.ts";

interface Spent {
  readonly spentNanoUsd: NanoUsd;
  readonly runsWithoutCost: number;
}

/** What budgets read of an account's figures. Exact, and a failure where they can't be read. */
export interface SpendFigures {
  /** A scraper's runs, or all of them (null). */
  spent(scope: Span & { readonly scraperId: string | null }): Promise<Spent>;
  /** The last 90 days of that zone, today last. */
  days(scope: { readonly scraperId: string | null; readonly timeZone: string }): Promise<readonly DaySpending[]>;
}

/** What a budget's present window has cost. */
export interface PresentReading extends BudgetReading {
  readonly runsWithoutCost: number;
}

export interface ReadBudget {
  readonly budget: Budget;
  /** Null where it can't be read, or its window is not known. */
  readonly present: PresentReading | null;
  /** Of windows that are over: costs become known late, and a computer may have been off for days. */
  readonly former: readonly BudgetReading[];
}

export interface BudgetsToRead {
  readonly budgets: readonly Budget[];
  readonly figures: SpendFigures;
  /** Apify's billing cycle as it was told last; null while it is not known. */
  readonly cycle: Span | null;
  /** The last one that is over, for a budget that stands as it does since an instant; null while none is known. */
  readonly formerCycle: (effectiveSinceMs: number) => Promise<Span | null>;
  readonly nowMs: number;
}

/** Each budget by itself: one that can't be read silences no other. */
export function readBudgets({
  budgets,
  figures,
  cycle,
  formerCycle,
  nowMs,
}: BudgetsToRead): Promise<readonly ReadBudget[]> {
  const readSpent = once((scope: Parameters<SpendFigures["spent"]>[0]) => figures.spent(scope));
  const readDays = once((scope: Parameters<SpendFigures["days"]>[0]) => figures.days(scope));

  async function readPresent({ id, window: kind, timeZone, scraperId }: Budget): Promise<PresentReading | null> {
    const window = windowAt(kind, nowMs, timeZone, cycle);
    if (window === null) return null;
    const { fromMs, toMs } = window;
    const [{ spentNanoUsd, runsWithoutCost }, days] = await Promise.all([
      readSpent({ fromMs, toMs, scraperId }),
      // Without them nothing is projected; what was spent is judged all the same.
      readDays({ scraperId, timeZone }).catch(() => []),
    ]);
    const projection = project({ days, window, nowMs, timeZone, spentNanoUsd });
    return { budgetId: id, window, spentNanoUsd, runsWithoutCost, projection };
  }

  async function readFormer(budget: Budget): Promise<readonly BudgetReading[]> {
    const { id, window: kind, timeZone, scraperId } = budget;
    if (!budget.isOn) return [];
    const former = kind === "cycle" ? await formerCycle(budget.effectiveSinceMs) : null;
    const windows = formerWindows(budget, nowMs, former);
    if (windows.length === 0) return [];
    // Windows of whole days are read by one question, however many they are; a cycle begins within a day.
    const days = kind === "cycle" ? [] : await readDays({ scraperId, timeZone });
    const readings = windows.map(async (window): Promise<BudgetReading | null> => {
      const { fromMs, toMs } = window;
      const spentNanoUsd =
        window.days === null
          ? (await readSpent({ fromMs, toMs, scraperId })).spentNanoUsd
          : spentByDays(window.days, days);
      return spentNanoUsd === null ? null : { budgetId: id, window, spentNanoUsd, projection: null };
    });
    return (await Promise.all(readings)).filter((reading) => reading !== null);
  }

  return Promise.all(
    budgets.map(async (budget) => {
      const [present, former] = await Promise.all([
        readPresent(budget).catch(() => null),
        readFormer(budget).catch(() => []),
      ]);
      return { budget, present, former };
    }),
  );
}

/** Budgets of the same scope are read by one question. */
function once<Scope, Answer>(ask: (scope: Scope) => Promise<Answer>): (scope: Scope) => Promise<Answer> {
  const answers = new Map<string, Promise<Answer>>();
  return (scope) => {
    const key = JSON.stringify(scope);
    const answer = answers.get(key) ?? ask(scope);
    answers.set(key, answer);
    return answer;
  };
}
