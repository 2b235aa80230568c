import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readMigrations } from "../../server/ledger/migrations.ts";
import { generateRuns } from "../support/apify/generate-runs.ts";
import { standInLedgerTotals } from "../support/apify/ledger-totals.ts";
import { StandInAccount } from "../support/apify/stand-in-account.ts";
import { DAY_MS, HOUR_MS, NOW } from "../support/faults/fault-bench.ts";
import { buildFaultChild, readWitness, startFaultChild, type FaultScript } from "../support/faults/fault-process.ts";
import { costsIn, expectNothingLost, readSoundRows, startKillBench } from "../support/faults/kill-bench.ts";
import { canTrace, refusing } from "../support/faults/traced-child.ts";
import { MIGRATIONS_FOLDER } from "../support/ledger/temporary-ledger.ts";

const RUNS = 410;
const SYNC = "fsync,fdatasync";
/** Each migration's commit, and what comes before the first. */
const SYNCS_OF_OPENING = readMigrations(MIGRATIONS_FOLDER).length + 2;
const REFUSED = "failed ledger_unavailable: The disk refuses to read or write the ledger";

let script: FaultScript;
beforeAll(async () => {
  script = await buildFaultChild("disk-errors");
});
afterAll(() => script.remove());

async function startBench() {
  const from = new Date(NOW - 30 * DAY_MS);
  const runs = generateRuns({ count: RUNS, seed: 89, from, to: new Date(NOW - HOUR_MS) });
  const account = new StandInAccount({ runs });
  const bench = await startKillBench(account, NOW);
  const task = bench.taskOf(bench.newFile(), false, null);

  async function expectRecovery(): Promise<void> {
    expect((await startFaultChild(script, task).end).lines).toEqual(["opened", "done"]);
    expect(costsIn(await readSoundRows(task.file))).toEqual(standInLedgerTotals(account));
  }
  return { task, expectRecovery };
}

describe.skipIf(!canTrace)("where the disk answers a call with an error (EIO)", () => {
  test.each([
    ["each sync after the opening", SYNC, `${SYNCS_OF_OPENING + 1}+`],
    ["each sync from the fourth after the opening on", SYNC, `${SYNCS_OF_OPENING + 4}+`],
    ["each write from the hundred and fiftieth on", "pwrite64", "150+"],
    ["each write from the four hundredth on", "pwrite64", "400+"],
  ])("to %s, no commit is acknowledged from then on, none of before is lost", async (_, calls, when) => {
    const { task, expectRecovery } = await startBench();
    const { lines, signal } = await startFaultChild(script, task, refusing(task, calls, when)).end;
    expect([signal, lines]).toEqual([null, ["opened", REFUSED, "done"]]);
    expectNothingLost(task.witnessFile, await readSoundRows(task.file));
    expect(readWitness(task.witnessFile)).not.toContainEqual({ kind: "ended", state: "completed" });
    await expectRecovery();
  });

  test.each([
    ["one sync", SYNC, String(SYNCS_OF_OPENING + 3)],
    ["one write", "pwrite64", "300"],
  ])(
    "to %s alone, the commit that it belongs to is told as failed, and the next start ends it exact",
    async (_, calls, when) => {
      const { task, expectRecovery } = await startBench();
      const { lines, signal } = await startFaultChild(script, task, refusing(task, calls, when)).end;
      expect([signal, lines]).toEqual([null, ["opened", REFUSED, "done"]]);
      expectNothingLost(task.witnessFile, await readSoundRows(task.file));
      await expectRecovery();
    },
  );

  test.each([
    ["sync", SYNC],
    ["write", "pwrite64"],
  ])("to each %s from the first on, no ledger is made, and the next start makes it", async (_, calls) => {
    const { task, expectRecovery } = await startBench();
    const { lines, signal } = await startFaultChild(script, task, refusing(task, calls, "1+")).end;
    expect([signal, lines]).toEqual([null, [expect.stringMatching(/^failed ledger_unavailable: /), "done"]]);
    await expectRecovery();
  });
});
