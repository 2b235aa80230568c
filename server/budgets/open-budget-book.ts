import type { BudgetBook } from "../../shared/domain/budget/budget-book.ts";
import { AppError } from "../../shared/errors.ts";
import { type LedgerFile, openLedgerFile } from "../ledger/sqlite/open-ledger-file.ts";
import { createBudgetBook } from "./create-budget-book.ts";

/**
 * The book of an account whose runs are not in this computer's ledger. The ledger's file is opened with the first call;
 * each call fails as long as that does.
 */
export function openBudgetBook({
  ledgerFile,
  migrationsFolder,
  userId,
}: {
  readonly ledgerFile: string;
  readonly migrationsFolder: string;
  readonly userId: string;
}): { readonly budgets: BudgetBook; close(): Promise<void> } {
  let opening: Promise<LedgerFile> | null = null;
  let isClosed = false;
  const bookOf = async (): Promise<BudgetBook> => {
    if (isClosed) throw new AppError("ledger_unavailable", "The account's budgets are closed");
    opening ??= openLedgerFile({ file: ledgerFile, migrationsFolder });
    const file = await opening.catch((error: unknown) => {
      opening = null;
      throw error;
    });
    return createBudgetBook(file, userId);
  };
  return {
    budgets: deferred(bookOf),
    async close() {
      isClosed = true;
      const file = await opening?.catch(() => null);
      file?.client.close();
    },
  };
}

function deferred(bookOf: () => Promise<BudgetBook>): BudgetBook {
  return {
    budgets: async () => (await bookOf()).budgets(),
    saveBudget: async (...args) => (await bookOf()).saveBudget(...args),
    deleteBudget: async (...args) => (await bookOf()).deleteBudget(...args),
    restoreBudget: async (...args) => (await bookOf()).restoreBudget(...args),
    marks: async () => (await bookOf()).marks(),
    commit: async (...args) => (await bookOf()).commit(...args),
    alerts: async (...args) => (await bookOf()).alerts(...args),
    undelivered: async () => (await bookOf()).undelivered(),
    setDelivery: async (...args) => (await bookOf()).setDelivery(...args),
    acknowledge: async (...args) => (await bookOf()).acknowledge(...args),
    settings: async () => (await bookOf()).settings(),
    saveSettings: async (...args) => (await bookOf()).saveSettings(...args),
    snoozes: async (...args) => (await bookOf()).snoozes(...args),
    saveSnooze: async (...args) => (await bookOf()).saveSnooze(...args),
    endSnooze: async (...args) => (await bookOf()).endSnooze(...args),
    unsent: async () => (await bookOf()).unsent(),
    setNextSend: async (...args) => (await bookOf()).setNextSend(...args),
  };
}
