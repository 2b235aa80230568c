import { statSync } from "node:fs";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { openBudgetBook } from "../../server/budgets/open-budget-book.ts";
import { openSqliteLedger } from "../../server/ledger/sqlite/open-sqlite-ledger.ts";
import { generateRuns } from "../support/apify/generate-runs.ts";
import { standInLedgerTotals } from "../support/apify/ledger-totals.ts";
import { StandInAccount } from "../support/apify/stand-in-account.ts";
import { makeBudget } from "../support/budgets/make-budget.ts";
import { DAY_MS, HOUR_MS, NOW } from "../support/faults/fault-bench.ts";
import { buildFaultChild, startFaultChild, type FaultScript } from "../support/faults/fault-process.ts";
import {
  costsIn,
  expectNothingLost,
  newLedgerFile,
  readSoundRows,
  startKillBench,
  USER,
} from "../support/faults/kill-bench.ts";
import { MIGRATIONS_FOLDER } from "../support/ledger/temporary-ledger.ts";

const RUNS = 450;

let script: FaultScript;
beforeAll(async () => {
  script = await buildFaultChild("second-opener");
});
afterAll(() => script.remove());

test("two processes that import into one ledger at the same time lose nothing that either acknowledged, and count nothing twice", async () => {
  const from = new Date(NOW - 30 * DAY_MS);
  const account = new StandInAccount({
    runs: generateRuns({ count: RUNS, seed: 101, from, to: new Date(NOW - HOUR_MS) }),
  });
  const bench = await startKillBench(account, NOW);
  const first = bench.taskOf(bench.newFile(), false, null);
  const second = { ...first, witnessFile: `${first.witnessFile}-2` };
  const ends = await Promise.all([first, second].map((task) => startFaultChild(script, task).end));
  const taken = "failed cancelled: Another process has ended this import";
  for (const { lines, signal } of ends) {
    expect([signal, lines.filter((line) => line !== taken)]).toEqual([null, ["opened", "done"]]);
  }
  expect(ends.filter(({ lines }) => lines.includes(taken)).length).toBeLessThan(2);

  const rows = await readSoundRows(first.file);
  for (const { witnessFile } of [first, second]) expectNothingLost(witnessFile, rows);
  expect(costsIn(rows)).toEqual(standInLedgerTotals(account));
  await bench.work(first.file, (importer) => importer.refresh(USER));
  expect(costsIn(await readSoundRows(first.file))).toEqual(standInLedgerTotals(account));
  expect(bench.requests()).toBeLessThanOrEqual(2 * (RUNS + 10) + 5);
});

test("a ledger that one process has open twice keeps its log, whoever else opens and closes it meanwhile", async () => {
  const file = newLedgerFile();
  const open = { file, migrationsFolder: MIGRATIONS_FOLDER };
  const ledger = await openSqliteLedger({ ...open, now: () => NOW });
  onTestFinished(() => ledger.close());
  const budgets = openBudgetBook({ ledgerFile: file, migrationsFolder: MIGRATIONS_FOLDER, userId: USER });
  onTestFinished(() => budgets.close());
  await budgets.budgets.saveBudget(makeBudget());
  const log = statSync(`${file}-wal`).ino;
  expect(await startFaultChild(script, { kind: "open", ...open }).end).toMatchObject({ code: 0, errors: "" });
  expect(statSync(`${file}-wal`).ino).toBe(log);

  await ledger.recordRuns(USER, [
    {
      runId: "run-1",
      scraperId: "actor",
      source: "scraping",
      status: "SUCCEEDED",
      costNanoUsd: 5n,
      itemCount: null,
      usageDetails: null,
      createdAtMs: NOW,
    },
  ]);
  expect(await readSoundRows(file)).toHaveLength(1);
});
