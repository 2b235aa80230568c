import type { Client } from "@libsql/client/sqlite3";
import { join } from "node:path";
import { createBudgetBook } from "../../../server/budgets/create-budget-book.ts";
import { openLedgerFile } from "../../../server/ledger/sqlite/open-ledger-file.ts";
import type { BudgetBook } from "../../../shared/domain/budget/budget-book.ts";
import { makeTemporaryFolder, MIGRATIONS_FOLDER, openSql } from "../ledger/temporary-ledger.ts";

export interface TemporaryBook {
  readonly file: string;
  readonly sql: Client;
  bookOf(userId: string): BudgetBook;
  /** Closes the file and opens it again, as the next start does. */
  reopen(): Promise<void>;
  remove(): Promise<void>;
}

/** Budgets in a ledger's real file, in a folder of its own. */
export async function openTemporaryBook(): Promise<TemporaryBook> {
  const folder = makeTemporaryFolder();
  const file = join(folder.path, "ledger.db");
  const open = () => openLedgerFile({ file, migrationsFolder: MIGRATIONS_FOLDER });
  let opened = await open();
  const sql = openSql(file);
  return {
    file,
    sql,
    bookOf: (userId) => createBudgetBook(opened, userId),
    async reopen() {
      opened.client.close();
      opened = await open();
    },
    async remove() {
      opened.client.close();
      sql.close();
      folder.remove();
    },
  };
}
