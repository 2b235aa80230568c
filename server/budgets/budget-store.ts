import { and, eq, isNotNull, isNull } from "drizzle-orm";
import type { Budget } from "../../shared/domain/budget/budget.ts";
import type { BudgetBook } from "../../shared/domain/budget/budget-book.ts";
import type { Database } from "../ledger/sqlite/connect.ts";
import { guarded } from "../ledger/sqlite/guarded-column.ts";
import { boundAmount, budgets, exactAmount } from "./budget-tables.ts";
import { parseRow, thresholdsSchema, windowSchema } from "./parse-row.ts";

type BudgetStore = Pick<BudgetBook, "budgets" | "saveBudget" | "deleteBudget" | "restoreBudget">;

const { userId: _, deletedAtMs: __, ...COLUMNS } = guarded(budgets);
const ROW = { ...COLUMNS, amountNanoUsd: exactAmount(budgets.amountNanoUsd) };

export function createBudgetStore(database: Database, userId: string): BudgetStore {
  const isOne = (budgetId: string) => and(eq(budgets.userId, userId), eq(budgets.id, budgetId));

  return {
    async budgets() {
      const isStanding = and(eq(budgets.userId, userId), isNull(budgets.deletedAtMs));
      const rows = await database.select(ROW).from(budgets).where(isStanding).orderBy(budgets.createdAtMs, budgets.id);
      return rows.map(budgetFromRow);
    },

    async saveBudget(budget) {
      const values = { ...budget, amountNanoUsd: boundAmount(budget.amountNanoUsd), deletedAtMs: null };
      await database
        .insert(budgets)
        .values({ ...values, userId })
        .onConflictDoUpdate({ target: [budgets.userId, budgets.id], set: values });
    },

    async deleteBudget(budgetId, atMs) {
      await database
        .update(budgets)
        .set({ deletedAtMs: atMs })
        .where(and(isOne(budgetId), isNull(budgets.deletedAtMs)));
    },

    async restoreBudget(budgetId) {
      const [row] = await database
        .update(budgets)
        .set({ deletedAtMs: null })
        .where(and(isOne(budgetId), isNotNull(budgets.deletedAtMs)))
        .returning(ROW);
      return row === undefined ? null : budgetFromRow(row);
    },
  };
}

function budgetFromRow(row: Omit<Budget, "window" | "thresholds"> & { window: string; thresholds: unknown }): Budget {
  return {
    ...row,
    window: parseRow(windowSchema, row.window),
    thresholds: parseRow(thresholdsSchema, row.thresholds),
  };
}
