import { chmodSync, chownSync, readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generateRuns } from "../support/apify/generate-runs.ts";
import { standInLedgerTotals } from "../support/apify/ledger-totals.ts";
import { StandInAccount } from "../support/apify/stand-in-account.ts";
import { DAY_MS, HOUR_MS, NOW } from "../support/faults/fault-bench.ts";
import { buildFaultChild, startFaultChild, type FaultScript } from "../support/faults/fault-process.ts";
import { costsIn, newLedgerFile, readSoundRows, startKillBench, USER } from "../support/faults/kill-bench.ts";
import { openSql } from "../support/ledger/temporary-ledger.ts";

const RUNS = 120;
/** Whom root's permission to do everything does not help: an ordinary user has none. */
const NOBODY = process.getuid?.() === 0 ? 65_534 : null;

let script: FaultScript;
beforeAll(async () => {
  script = await buildFaultChild("read-only");
});
afterAll(() => script.remove());

async function startBench() {
  const from = new Date(NOW - 30 * DAY_MS);
  const account = new StandInAccount({
    runs: generateRuns({ count: RUNS, seed: 97, from, to: new Date(NOW - HOUR_MS) }),
  });
  const bench = await startKillBench(account, NOW);
  const file = bench.newFile();
  const folder = dirname(file);
  const witnessFile = newLedgerFile();
  if (NOBODY !== null) chownSync(dirname(witnessFile), NOBODY, NOBODY);
  const task = { ...bench.taskOf(file, false, null), witnessFile, userId: NOBODY };

  async function importAsNobody(): Promise<readonly string[]> {
    const { lines, errors } = await startFaultChild(script, task).end;
    expect(errors).toBe("");
    return lines;
  }
  /** What lies in the folder, to the byte. */
  const content = () => readdirSync(folder).map((name) => [name, readFileSync(`${folder}/${name}`, "latin1")] as const);
  /** Gives the folder and all in it to the child, and imports. */
  async function expectRecovery(): Promise<void> {
    for (const path of [folder, ...readdirSync(folder).map((name) => `${folder}/${name}`)]) {
      chmodSync(path, 0o700);
      if (NOBODY !== null) chownSync(path, NOBODY, NOBODY);
    }
    expect(await importAsNobody()).toEqual(["opened", "done"]);
    expect(costsIn(await readSoundRows(file))).toEqual(standInLedgerTotals(account));
  }
  return { bench, file, folder, importAsNobody, content, expectRecovery };
}

/** Connections that this process has left merge it at a moment of their own. */
async function mergeWal(file: string): Promise<void> {
  const sql = openSql(file);
  await sql.execute("pragma wal_checkpoint(truncate)");
  sql.close();
}

describe.skipIf(process.platform === "win32")("where it may not write", () => {
  test("into the data folder, it says so, makes nothing there, and begins once it may", async () => {
    const { folder, importAsNobody, content, expectRecovery } = await startBench();
    chmodSync(folder, 0o555);
    expect(await importAsNobody()).toEqual(["failed ledger_unavailable: The ledger can't be opened or read", "done"]);
    expect(content()).toEqual([]);
    await expectRecovery();
  });

  test.each([
    ["the data folder", 0o555, 0o444],
    ["the data folder, and not look into it either", 0o000, 0o444],
    ["the ledger's file", 0o777, 0o444],
    ["the ledger's file, and not read it either", 0o777, 0o000],
  ])("%s, a ledger that is there stays as it is to the byte", async (_, folderMode, fileMode) => {
    const { bench, file, folder, importAsNobody, expectRecovery } = await startBench();
    await bench.work(file, (importer) => importer.refresh(USER));
    const before = await readSoundRows(file);
    await mergeWal(file);
    const bytes = readFileSync(file);
    for (const name of readdirSync(folder)) chmodSync(`${folder}/${name}`, fileMode);
    chmodSync(folder, folderMode);
    const lines = await importAsNobody();
    expect(lines.at(-2)).toMatch(/^failed ledger_unavailable: /);
    chmodSync(folder, 0o700);
    chmodSync(file, 0o600);
    expect(readFileSync(file).equals(bytes)).toBe(true);
    expect(await readSoundRows(file)).toEqual(before);
    await expectRecovery();
  });
});
