import { guardedColumn } from "../ledger/sqlite/guarded-column.ts";
import { openLedgerFile, openLedgerFileToRead, type LedgerFile } from "../ledger/sqlite/open-ledger-file.ts";
import { budgets } from "./budget-tables.ts";
import { createBudgetBook } from "./create-budget-book.ts";

export interface CarryOverOptions {
  /** The ledger that was set aside, perhaps a damaged one. It stays as it is. */
  readonly from: string;
  readonly to: string;
  readonly migrationsFolder: string;
  readonly now: () => number;
}

interface CarriedOver {
  /** Of how many accounts all could be read, and of how many it could not: nothing of theirs is carried over. */
  readonly accounts: number;
  readonly unreadable: number;
}

/**
 * Takes every account's budgets, what was announced of them and their settings into another ledger.
 *
 * Fails where one of the files can't be opened, or it can't be read whose budgets there are.
 */
export async function carryBudgetsOver({ from, to, migrationsFolder, now }: CarryOverOptions): Promise<CarriedOver> {
  const former = await openLedgerFileToRead({ file: from, migrationsFolder, isOpenHere: false });
  try {
    const next = await openLedgerFile({ file: to, migrationsFolder });
    try {
      return await carryAll(former, next, now());
    } finally {
      next.client.close();
    }
  } finally {
    former.client.close();
  }
}

async function carryAll(from: LedgerFile, to: LedgerFile, atMs: number): Promise<CarriedOver> {
  const users = await from.database.selectDistinct({ userId: guardedColumn(budgets.userId) }).from(budgets);
  let unreadable = 0;
  for (const { userId } of users) {
    const content = await read(from, userId).catch(() => null);
    if (content === null) unreadable += 1;
    else await write(to, userId, content, atMs);
  }
  return { accounts: users.length - unreadable, unreadable };
}

type Content = Awaited<ReturnType<typeof read>>;

async function read(from: LedgerFile, userId: string) {
  const book = createBudgetBook(from, userId);
  return { budgets: await book.budgets(), marks: await book.marks(), settings: await book.settings() };
}

/** The marks first: a budget without them would be announced again. */
async function write(to: LedgerFile, userId: string, content: Content, atMs: number): Promise<void> {
  const book = createBudgetBook(to, userId);
  await book.commit({ marks: content.marks, rearmed: [], announcements: [], atMs });
  await book.saveSettings(content.settings);
  for (const budget of content.budgets) await book.saveBudget(budget);
}
