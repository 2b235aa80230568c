import { afterAll, beforeAll, expect, test } from "vitest";
import { generateRuns } from "../support/apify/generate-runs.ts";
import { standInLedgerTotals } from "../support/apify/ledger-totals.ts";
import { StandInAccount } from "../support/apify/stand-in-account.ts";
import { DAY_MS, HOUR_MS, NOW } from "../support/faults/fault-bench.ts";
import { buildFaultChild, startFaultChild, type FaultScript } from "../support/faults/fault-process.ts";
import { costsIn, expectNothingLost, readSoundRows, startKillBench, USER } from "../support/faults/kill-bench.ts";

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
