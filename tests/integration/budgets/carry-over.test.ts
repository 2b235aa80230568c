import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { carryBudgetsOver } from "../../../server/budgets/carry-over.ts";
import { createBudgetBook } from "../../../server/budgets/create-budget-book.ts";
import { type LedgerFile, openLedgerFile } from "../../../server/ledger/sqlite/open-ledger-file.ts";
import { BUDGET_MS, makeBudget, makeMark, makeThresholdAnnouncement } from "../../support/budgets/make-budget.ts";
import {
  makeTemporaryFolder,
  MIGRATIONS_FOLDER,
  openSql,
  type TemporaryFolder,
} from "../../support/ledger/temporary-ledger.ts";

const QUIET = { quietHours: { fromMinute: 1_320, toMinute: 480 }, isAnomalyAnnounced: true };

let folder: TemporaryFolder;
let file: string;
let aside: string;
let opened: LedgerFile | undefined;

beforeEach(async () => {
  folder = makeTemporaryFolder();
  file = join(folder.path, "ledger.db");
  aside = `${file}.damaged-20261123T100000000Z`;
  await fill();
});
afterEach(() => {
  opened?.client.close();
  opened = undefined;
  folder.remove();
});

/** Camille's budget with what was announced of it, one that she deleted, and Noa's. */
async function fill(): Promise<void> {
  const books = await open();
  const camille = books("apify:camille");
  await camille.saveBudget(makeBudget({ amountNanoUsd: 9_007_199_254_740_993n }));
  await camille.saveBudget(makeBudget({ id: "gone" }));
  await camille.deleteBudget("gone", BUDGET_MS);
  await camille.saveSettings(QUIET);
  const announcements = [makeThresholdAnnouncement()];
  await camille.commit({ marks: [makeMark()], rearmed: [], announcements, atMs: BUDGET_MS });
  await books("https://spend.example.org noa").saveBudget(makeBudget({ scraperId: "abc" }));
  opened?.client.close();
}

async function open() {
  const ledger = await openLedgerFile({ file, migrationsFolder: MIGRATIONS_FOLDER });
  opened = ledger;
  return (userId: string) => createBudgetBook(ledger, userId);
}

async function damage(statements: string): Promise<void> {
  const sql = openSql(file);
  await sql.executeMultiple(statements);
  sql.close();
}

async function replace() {
  rmSync(`${file}-shm`, { force: true });
  for (const end of ["-wal", ""]) if (existsSync(file + end)) renameSync(file + end, aside + end);
  return carryBudgetsOver({ from: aside, to: file, migrationsFolder: MIGRATIONS_FOLDER, now: () => BUDGET_MS });
}

test("budgets, their settings and what was announced of them are in the new ledger, exactly; alerts are not", async () => {
  expect(await replace()).toEqual({ accounts: 2, unreadable: 0 });
  const books = await open();
  const camille = books("apify:camille");
  expect(await camille.budgets()).toEqual([makeBudget({ amountNanoUsd: 9_007_199_254_740_993n })]);
  expect(await camille.marks()).toEqual([makeMark()]);
  expect(await camille.settings()).toEqual(QUIET);
  expect(await camille.alerts(10)).toEqual([]);
  expect(await books("https://spend.example.org noa").budgets()).toEqual([makeBudget({ scraperId: "abc" })]);
});

test.each([
  ["a budget", "update budgets set time_zone = cast(x'ff' as text) where user_id = 'apify:camille'"],
  ["what was announced", "update budget_marks set trigger = 'x' where user_id = 'apify:camille'"],
])("an account of which %s is damaged is left out, and no other for it", async (_, statements) => {
  await damage(statements);
  expect(await replace()).toEqual({ accounts: 1, unreadable: 1 });
  const books = await open();
  expect([await books("apify:camille").budgets(), await books("apify:camille").marks()]).toEqual([[], []]);
  expect(await books("https://spend.example.org noa").budgets()).toHaveLength(1);
});

test("of a file that can't be opened nothing is carried over, and the reason is told", async () => {
  writeFileSync(file, readFileSync(file).fill(0, 0, 4_096));
  await expect(replace()).rejects.toMatchObject({ code: "ledger_damaged" });
  expect(existsSync(file)).toBe(false);
});
