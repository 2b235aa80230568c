import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { createBudgetBook } from "../../../server/budgets/create-budget-book.ts";
import { openBudgetBook } from "../../../server/budgets/open-budget-book.ts";
import { checkLedger } from "../../../server/ledger/sqlite/check-ledger.ts";
import { type LedgerFile, openLedgerFile } from "../../../server/ledger/sqlite/open-ledger-file.ts";
import { ledgerOf } from "../../../server/ledger/sqlite/open-sqlite-ledger.ts";
import { makeBudget, BUDGET_MS as NOW } from "../../support/budgets/make-budget.ts";
import { makeTemporaryFolder, MIGRATIONS_FOLDER, openSql } from "../../support/ledger/temporary-ledger.ts";

const now = () => NOW;
const runs = Array.from({ length: 40 }, (_, index) => ({
  sql: `insert into scraper_runs (user_id, run_id, scraper_id, source, status, created_at)
    values ('apify:alice', ?, 'actor', 'import', 'SUCCEEDED', ?)`,
  args: [`run-${index}`, NOW - index],
}));

let file: string;
/** The migrations that a Décompte without budgets has. */
let former: string;

beforeEach(async () => {
  const folder = makeTemporaryFolder();
  onTestFinished(() => folder.remove());
  file = join(folder.path, "ledger.db");
  former = join(folder.path, "migrations");
  mkdirSync(former);
  for (const name of readdirSync(MIGRATIONS_FOLDER).filter((each) => each < "0004"))
    copyFileSync(join(MIGRATIONS_FOLDER, name), join(former, name));
  const { client } = await openLedgerFile({ file, migrationsFolder: former });
  await client.batch(runs);
  client.close();
});

async function open(migrationsFolder = MIGRATIONS_FOLDER): Promise<LedgerFile> {
  const opened = await openLedgerFile({ file, migrationsFolder });
  onTestFinished(() => opened.client.close());
  return opened;
}

const backups = () => readdirSync(dirname(file)).filter((name) => name.includes(".backup-"));

test("a ledger of version 3 is backed up, keeps its rows and can hold budgets", async () => {
  const opened = await open();
  const ledger = ledgerOf(opened, now);
  expect((await ledger.listRuns("apify:alice", {}, { limit: 100, offset: 0 })).runs).toHaveLength(runs.length);
  expect((await ledger.totalsOfAll("apify:alice")).runs).toBe(runs.length);
  const book = createBudgetBook(opened, "apify:alice");
  expect([await book.budgets(), await book.marks(), await book.alerts(10)]).toEqual([[], [], []]);
  await book.saveBudget(makeBudget());
  expect(await book.budgets()).toEqual([makeBudget()]);
  expect(checkLedger(file)).toEqual({ kind: "sound" });

  const [backup = "", ...others] = backups();
  expect([others, backup.startsWith(`${basename(file)}.backup-v3-`)]).toEqual([[], true]);
  const sql = openSql(join(dirname(file), backup));
  onTestFinished(() => sql.close());
  expect((await sql.execute("pragma user_version")).rows[0]?.[0]).toBe(3n);
  expect((await sql.execute("select count(*) from scraper_runs")).rows[0]?.[0]).toBe(BigInt(runs.length));
});

test("a Décompte without budgets refuses a ledger with them, and changes not a byte of it", async () => {
  const opened = await open();
  await createBudgetBook(opened, "apify:alice").saveBudget(makeBudget());
  opened.client.close();
  const digest = () => createHash("sha256").update(readFileSync(file)).digest("hex");
  const before = digest();
  await expect(open(former)).rejects.toMatchObject({
    code: "ledger_newer",
    details: { ledgerVersion: readdirSync(MIGRATIONS_FOLDER).length },
  });
  expect(digest()).toBe(before);
});

test("an account whose runs are elsewhere opens the file with its first budget, and not before", async () => {
  const options = { ledgerFile: file, migrationsFolder: MIGRATIONS_FOLDER, userId: "https://spend.example.org 7" };
  const first = openBudgetBook(options);
  expect(backups()).toEqual([]);
  await Promise.all([first.budgets.saveBudget(makeBudget()), first.budgets.saveBudget(makeBudget({ id: "budget-2" }))]);
  expect(backups()).toHaveLength(1);
  await first.close();
  await expect(first.budgets.budgets()).rejects.toMatchObject({ code: "ledger_unavailable" });

  const again = openBudgetBook(options);
  onTestFinished(() => again.close());
  expect(await again.budgets.budgets()).toHaveLength(2);
  expect(await createBudgetBook(await open(), "apify:alice").budgets()).toEqual([]);
});

test("a file that can't be opened fails each call, and is tried again by the next", async () => {
  const elsewhere = { ledgerFile: dirname(file), migrationsFolder: MIGRATIONS_FOLDER, userId: "a" };
  const opened = openBudgetBook(elsewhere);
  onTestFinished(() => opened.close());
  for (let call = 0; call < 2; call += 1)
    await expect(opened.budgets.marks()).rejects.toMatchObject({ code: "ledger_unavailable" });
});
