import type { BudgetBook } from "../../../shared/domain/budget/budget-book.ts";

/** All that a book answers, as one text. */
export async function contentOf(book: BudgetBook): Promise<string> {
  const content = {
    budgets: await book.budgets(),
    marks: await book.marks(),
    alerts: await book.alerts(1_000),
    undelivered: await book.undelivered(),
    unsent: await book.unsent(),
    settings: await book.settings(),
    snoozes: await book.snoozes(0),
  };
  return JSON.stringify(content, (_, value: unknown) => (typeof value === "bigint" ? value.toString() : value));
}
