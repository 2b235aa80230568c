import { statSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openLedgerFile } from "../../server/ledger/sqlite/open-ledger-file.ts";
import { generateRuns } from "../support/apify/generate-runs.ts";
import { standInLedgerTotals } from "../support/apify/ledger-totals.ts";
import { StandInAccount } from "../support/apify/stand-in-account.ts";
import { DAY_MS, HOUR_MS, NOW } from "../support/faults/fault-bench.ts";
import { buildFaultChild, startFaultChild, type FaultScript } from "../support/faults/fault-process.ts";
import {
  costsIn,
  expectNothingLost,
  newLedgerFile,
  readSoundRows,
  startKillBench,
} from "../support/faults/kill-bench.ts";
import { MIGRATIONS_FOLDER } from "../support/ledger/temporary-ledger.ts";

const RUNS = 410;

let script: FaultScript;
beforeAll(async () => {
  script = await buildFaultChild("no-room");
});
afterAll(() => script.remove());

const KIB = 1_024;

/** What lies beyond so many bytes of a file fails as on a full disk. */
const atMost = (fileBytes: number) => ["prlimit", `--fsize=${fileBytes}`];

/** What making a ledger writes, of which nothing was moved into its file yet. */
async function bytesOfNewLog(): Promise<number> {
  const file = newLedgerFile();
  const { client } = await openLedgerFile({ file, migrationsFolder: MIGRATIONS_FOLDER });
  const { size } = statSync(`${file}-wal`);
  client.close();
  return size;
}

async function startWithRuns() {
  const from = new Date(NOW - 30 * DAY_MS);
  const runs = generateRuns({ count: RUNS, seed: 53, from, to: new Date(NOW - HOUR_MS) });
  const account = new StandInAccount({ runs });
  const bench = await startKillBench(account, NOW);
  const task = bench.taskOf(bench.newFile(), false, null);

  async function expectRecovery(): Promise<void> {
    expect((await startFaultChild(script, task).end).lines).toEqual(["opened", "done"]);
    expect(costsIn(await readSoundRows(task.file))).toEqual(standInLedgerTotals(account));
    expect(bench.requests()).toBeLessThanOrEqual(2 * RUNS);
  }
  return { task, expectRecovery };
}

describe("when the system refuses to make a file longer", () => {
  test.each([6, 80, 220, 320])(
    "than a new ledger's log and %i KiB, an import ends with a clear reason, loses nothing that was acknowledged, and is ended later",
    async (moreKib) => {
      const { task, expectRecovery } = await startWithRuns();
      const mostBytes = (await bytesOfNewLog()) + moreKib * KIB;
      const { signal, lines } = await startFaultChild(script, task, atMost(mostBytes)).end;
      expect(signal).toBeNull();
      expect(lines).toEqual(["opened", expect.stringMatching(/^failed ledger_unavailable: /), "done"]);
      expect(statSync(task.file).size).toBeLessThanOrEqual(mostBytes);
      expectNothingLost(task.witnessFile, await readSoundRows(task.file));
      await expectRecovery();
    },
  );

  test.each([0, 4, 40])("than %i KiB, no ledger is made, and the next start makes it", async (mostKib) => {
    const { task, expectRecovery } = await startWithRuns();
    const { signal, lines } = await startFaultChild(script, task, atMost(mostKib * KIB)).end;
    expect(lines).toEqual([expect.stringMatching(/^failed ledger_unavailable: /), "done"]);
    // What the library closes as the process ends may meet the limit once more, when nobody catches its signal any longer.
    expect([null, "SIGXFSZ"]).toContain(signal);
    await expectRecovery();
  });
});
