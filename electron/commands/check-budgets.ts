import type { BudgetBook } from "../../shared/domain/budget/budget-book.ts";
import type { Budget, BudgetLevel } from "../../shared/domain/budget/budget.ts";
import { levelOf, percentOf } from "../../shared/domain/budget/level.ts";
import { windowAt } from "../../shared/domain/budget/window-instance.ts";
import type { Span } from "../../shared/domain/day.ts";
import type { NanoUsd } from "../../shared/domain/money.ts";
import type { ApiClient } from "../main/api-client.ts";

export interface BudgetFigures
  extends Pick<BudgetBook, "budgets">, Pick<ApiClient, "spent" | "scrapers" | "reconciliation"> {}

export interface CheckedBudget {
  readonly budget: Budget;
  /** The Actor's name, or its id while that is all that is known; null: every run counts. */
  readonly scraper: string | null;
  /** Null where the window is not known, such as a billing cycle that Apify has not told yet. */
  readonly reading: {
    readonly spentNanoUsd: NanoUsd;
    readonly percent: number;
    readonly level: BudgetLevel;
  } | null;
}

/** The budgets that are on, held against the ledger as it is now. Nothing is kept, and nothing announced. */
export async function checkBudgets(figures: BudgetFigures, nowMs: number): Promise<readonly CheckedBudget[]> {
  const budgets = (await figures.budgets()).filter(({ isOn }) => isOn);
  const cycle = budgets.some(({ window }) => window === "cycle") ? await readCycle(figures) : null;
  const scrapers = budgets.some(({ scraperId }) => scraperId !== null) ? await figures.scrapers() : [];
  const nameOf = (id: string) => scrapers.find(({ scraperId }) => scraperId === id)?.actor?.name ?? id;

  return Promise.all(
    budgets.map(async (budget) => {
      const { amountNanoUsd, scraperId, timeZone } = budget;
      const scraper = scraperId === null ? null : nameOf(scraperId);
      const window = windowAt(budget.window, nowMs, timeZone, cycle);
      if (window === null) return { budget, scraper, reading: null };
      const { spentNanoUsd } = await figures.spent({ fromMs: window.fromMs, toMs: window.toMs, scraperId });
      const percent = percentOf(amountNanoUsd, spentNanoUsd);
      return { budget, scraper, reading: { spentNanoUsd, percent, level: levelOf(amountNanoUsd, spentNanoUsd) } };
    }),
  );
}

/** As Apify told it last. */
async function readCycle(figures: BudgetFigures): Promise<Span | null> {
  const answer = await figures.reconciliation();
  if (answer.state !== "known") return null;
  return { fromMs: Date.parse(answer.cycle.startAt), toMs: Date.parse(answer.cycle.endAt) };
}
