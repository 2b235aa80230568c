import { openBudgetBook } from "../../../server/budgets/open-budget-book.ts";

/** A book that can't be opened, for tests that open none. */
export const { budgets: NO_BUDGETS } = openBudgetBook({
  ledgerFile: "/dev/null/none",
  migrationsFolder: "/dev/null",
  userId: "",
});
