import type { BudgetBook } from "../../shared/domain/budget/budget-book.ts";
import { tellingFailures } from "../ledger/sqlite/failures.ts";
import { type LedgerFile, reconnectedTo } from "../ledger/sqlite/open-ledger-file.ts";
import { createAlertSettingsStore } from "./alert-settings-store.ts";
import { createAlertStore } from "./alert-store.ts";
import { createBudgetStore } from "./budget-store.ts";
import { createEvaluations } from "./evaluations.ts";

/** One account's book on a ledger's own connection, which outlives it. */
export function createBudgetBook(file: LedgerFile, userId: string): BudgetBook {
  const { database } = file;
  const book: BudgetBook = {
    ...createBudgetStore(database, userId),
    ...createEvaluations(database, userId),
    ...createAlertStore(database, userId),
    ...createAlertSettingsStore(database, userId),
  };
  return tellingFailures(book, reconnectedTo(file));
}
