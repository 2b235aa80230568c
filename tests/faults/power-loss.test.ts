import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generateRuns } from "../support/apify/generate-runs.ts";
import { standInLedgerTotals } from "../support/apify/ledger-totals.ts";
import { seededRandom, type Random } from "../support/apify/random.ts";
import { StandInAccount } from "../support/apify/stand-in-account.ts";
import { DAY_MS, HOUR_MS, NOW } from "../support/faults/fault-bench.ts";
import { buildFaultChild, startFaultChild, type FaultScript } from "../support/faults/fault-process.ts";
import { costsIn, expectNothingLost, readSoundRows, startKillBench, USER } from "../support/faults/kill-bench.ts";
import {
  createLosingDisk,
  torn,
  type DiskOperation,
  type LosingDisk,
  type Survival,
} from "../support/faults/power-loss.ts";
import { canTrace, readRecording, recording } from "../support/faults/traced-child.ts";

const RUNS = 2_400;
const LOSSES = 100;

const seed = Number(process.env["LOSS_SEED"] ?? Date.now() % 1_000_000);

let script: FaultScript;
beforeAll(async () => {
  script = await buildFaultChild("power-loss");
});
afterAll(() => script.remove());

/** Imports in a child of whose calls to the disk each is written down. */
async function recordImport() {
  const from = new Date(NOW - 30 * DAY_MS);
  const runs = generateRuns({ count: RUNS, seed: 83, from, to: new Date(NOW - HOUR_MS) });
  const account = new StandInAccount({ runs });
  const bench = await startKillBench(account, NOW);
  const task = bench.taskOf(bench.newFile(), false, null);
  const trace = `${task.file}.trace`;
  const { lines, errors } = await startFaultChild(script, task, recording(task, trace)).end;
  expect([lines, errors]).toEqual([["opened", "done"], ""]);
  const operations = readRecording(trace);
  // The log was begun anew in the middle, so its content was moved into the file before.
  const beginnings = operations.filter(
    (each) => each.kind === "write" && each.file.endsWith("-wal") && each.offset === 0,
  );
  expect(beginnings.length).toBeGreaterThan(1);
  return { bench, account, task, operations };
}

type Recorded = Awaited<ReturnType<typeof recordImport>>;

/** Puts the files where a ledger may be opened, as the disk has them once the power is back; answers the ledger's path. */
function restart({ bench, task }: Recorded, disk: LosingDisk, survival: Survival): string {
  const file = bench.newFile();
  const files = disk.afterLoss(survival);
  for (const suffix of ["", "-wal"]) {
    const content = files.get(task.file + suffix) ?? null;
    if (content !== null) writeFileSync(file + suffix, content);
  }
  // The witness is ours, and no part of what the disk may lose.
  writeFileSync(`${file}.witness`, disk.afterLoss((change) => change).get(task.witnessFile) ?? "");
  return file;
}

const lost: Survival = () => null;
const anyOf =
  (random: Random): Survival =>
  (change) =>
    random.pick([change, null, torn(change, random.fraction())]);

describe.skipIf(!canTrace)("after a loss of power in the middle of an import, every acknowledged run is there", () => {
  test(`where all that was not synced is lost, and where any part of it is left, also halves of pages (2 × ${LOSSES} losses, seed ${seed})`, async () => {
    const recorded = await recordImport();
    const { operations, bench, account } = recorded;
    const random = seededRandom(seed);
    const disk = createLosingDisk();
    const counts = new Set<number>();
    const instants = Array.from({ length: LOSSES }, () => random.integer(0, operations.length));
    let taken = 0;
    for (const instant of instants.toSorted((left, right) => left - right)) {
      for (; taken < instant; taken += 1) disk.take(operations[taken] as DiskOperation);
      for (const survival of [lost, anyOf(random)]) {
        const file = restart(recorded, disk, survival);
        // As the next start opens it.
        await bench.work(file, async () => undefined);
        const rows = await readSoundRows(file);
        expectNothingLost(`${file}.witness`, rows);
        counts.add(rows.length);
      }
    }
    expect(counts.size).toBeGreaterThan(5);

    const file = restart(recorded, disk, lost);
    await bench.work(file, (importer) => importer.refresh(USER));
    expect(costsIn(await readSoundRows(file))).toEqual(standInLedgerTotals(account));
  });
});
