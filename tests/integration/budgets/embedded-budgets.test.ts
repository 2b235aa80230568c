import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { openBudgetBook } from "../../../server/budgets/open-budget-book.ts";
import { openEmbeddedServer, openSampleServer } from "../../../server/embedded.ts";
import { BUDGET_MS as NOW, makeBudget } from "../../support/budgets/make-budget.ts";
import { makeTemporaryFolder, MIGRATIONS_FOLDER } from "../../support/ledger/temporary-ledger.ts";

const common = {
  migrationsFolder: MIGRATIONS_FOLDER,
  now: () => NOW,
  onUnexpectedError: (error: Error) => {
    throw error;
  },
};

test("each account of the desktop has its own budgets in the ledger's file, and finds them again", async () => {
  const folder = makeTemporaryFolder();
  onTestFinished(() => folder.remove());
  const ledgerFile = join(folder.path, "ledger.db");
  const open = (userId: string) => openEmbeddedServer({ ...common, ledgerFile, userId, connection: () => null });

  const camille = await open("apify:camille");
  await camille.budgets.saveBudget(makeBudget());
  await camille.close();
  const dominique = await open("apify:dominique");
  expect(await dominique.budgets.budgets()).toEqual([]);
  await dominique.close();
  const again = await open("apify:camille");
  expect(await again.budgets.budgets()).toEqual([makeBudget()]);
  await again.close();

  const elsewhere = openBudgetBook({ ledgerFile, migrationsFolder: MIGRATIONS_FOLDER, userId: "apify:camille" });
  expect(await elsewhere.budgets.budgets()).toEqual([makeBudget()]);
  await elsewhere.close();
});

test("the sample has budgets too, which go with it", async () => {
  const place = makeTemporaryFolder();
  onTestFinished(() => place.remove());
  vi.stubEnv("TMPDIR", place.path);
  onTestFinished(() => void vi.unstubAllEnvs());
  const sample = await openSampleServer(common);
  expect(readdirSync(place.path)).toHaveLength(1);
  await sample.budgets.saveBudget(makeBudget());
  expect(await sample.budgets.budgets()).toEqual([makeBudget()]);
  await sample.close();
  expect(readdirSync(place.path)).toEqual([]);
});
