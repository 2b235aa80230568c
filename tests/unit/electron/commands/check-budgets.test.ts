import { expect, test } from "vitest";
import { checkBudgets, type BudgetFigures } from "../../../../electron/commands/check-budgets.ts";
import { checkedLine } from "../../../../electron/commands/summary-output.ts";
import type { Budget } from "../../../../shared/domain/budget/budget.ts";
import { BUDGET_MS, makeBudget } from "../../../support/budgets/make-budget.ts";

const figuresOf = (budgets: readonly Budget[], spentNanoUsd: bigint): BudgetFigures => ({
  budgets: async () => budgets,
  spent: async () => ({ spentNanoUsd, runsWithoutCost: 0 }),
  scrapers: async () => [{ scraperId: "a1", actor: { name: "apify/web-scraper" } }] as never, // Only these are read.
  reconciliation: async () => ({ state: "unavailable", code: "apify_not_connected" }),
});

test("exactly the amount breaks nothing, a billionth more does", async () => {
  const levelAt = async (spent: bigint) =>
    (await checkBudgets(figuresOf([makeBudget()], spent), BUDGET_MS))[0]?.reading?.level;
  expect(await levelAt(12_000_000_000n)).toBe("near");
  expect(await levelAt(12_000_000_001n)).toBe("over");
});

test("what is off is not judged, and a cycle that is not known can't be", async () => {
  const budgets = [makeBudget({ isOn: false }), makeBudget({ id: "cycle", window: "cycle" })];
  const checked = await checkBudgets(figuresOf(budgets, 1n), BUDGET_MS);
  expect(checked.map(({ budget, reading }) => [budget.id, reading])).toEqual([["cycle", null]]);
});

test("a budget is named by its window and its Actor, with its amounts", async () => {
  const [checked] = await checkBudgets(figuresOf([makeBudget({ scraperId: "a1" })], 15_000_000_000n), BUDGET_MS);
  if (checked === undefined) throw new Error("Nothing was checked");
  expect(checkedLine("en", checked)).toBe("Month · apify/web-scraper: 125% (over), $15.00 / $12.00");
  expect(checkedLine("fr", checked)).toBe(
    "Mois · apify/web-scraper\u00a0: 125\u00a0% (dépassé), 15.00\u00a0$ / 12.00\u00a0$",
  );
});
