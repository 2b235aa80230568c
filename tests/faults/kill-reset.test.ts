import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { RUNS_PER_COMMIT } from "../../server/services/import/run-import.ts";
import { IMPORT_SOURCE } from "../../shared/domain/run.ts";
import { generateRuns } from "../support/apify/generate-runs.ts";
import { costsOf, standInLedgerTotals } from "../support/apify/ledger-totals.ts";
import { seededRandom } from "../support/apify/random.ts";
import { StandInAccount } from "../support/apify/stand-in-account.ts";
import { DAY_MS, HOUR_MS, NOW } from "../support/faults/fault-bench.ts";
import { buildFaultChild, readWitness, startFaultChild, type FaultScript } from "../support/faults/fault-process.ts";
import {
  costsIn,
  expectNothingLost,
  readSoundRows,
  startKillBench,
  USER,
  type KillBench,
} from "../support/faults/kill-bench.ts";

/** Half of them are older than what Apify keeps: two commits are left. */
const RUNS = 2 * RUNS_PER_COMMIT + 110;
const REPORTED = { scraperId: "actor", source: "enrich", status: "SUCCEEDED", itemCount: null, usageDetails: null };

const seed = Number(process.env["KILL_SEED"] ?? Date.now() % 1_000_000);

let script: FaultScript;
beforeAll(async () => {
  script = await buildFaultChild("kill-reset");
});
afterAll(() => script.remove());

interface BeforeReset {
  readonly bench: KillBench;
  /** An imported ledger, no process of which is open. */
  readonly file: string;
  readonly rowsBefore: number;
  /** What the ledger is to hold after the reset. */
  readonly truth: ReadonlyMap<string, bigint | null>;
}

/** After the import Apify deleted the oldest runs and some others, and priced the rest anew. */
async function startBeforeReset(): Promise<BeforeReset> {
  const from = new Date(NOW - 60 * DAY_MS);
  const account = new StandInAccount({
    runs: generateRuns({ count: RUNS, seed: 43, from, to: new Date(NOW - HOUR_MS) }),
  });
  const bench = await startKillBench(account, NOW);
  const file = bench.newFile();
  await bench.work(file, async (importer, ledger) => {
    await importer.refresh(USER);
    const run = { ...REPORTED, runId: "reported", costNanoUsd: 7n, createdAtMs: NOW - 2 * DAY_MS };
    await ledger.recordRuns(USER, [run]);
  });
  const rowsBefore = (await readSoundRows(file)).length;
  expect(rowsBefore).toBe(RUNS + 1);

  const keptFromMs = NOW - account.plan.dataRetentionDays * DAY_MS;
  const beyond = account.runs.filter(({ startedAtMs }) => startedAtMs < keptFromMs);
  expect(beyond.length).toBeGreaterThan(50);
  for (const { id } of [...beyond, ...account.runs.slice(-30, -10)]) account.deleteRun(id);
  account.repricePlatformUsage(1.25);
  const truth = new Map([...costsOf(beyond), ["reported", 7n] as const, ...standInLedgerTotals(account)]);
  return { bench, file, rowsBefore, truth };
}

test("killed at each step of a reset, the ledger never holds fewer rows than before, and the next start ends it", async () => {
  const { bench, file: original, rowsBefore, truth } = await startBeforeReset();

  async function dieAt(step: number): Promise<boolean> {
    const file = bench.newFile(original);
    const task = bench.taskOf(file, true, step);
    const { lines, errors } = await startFaultChild(script, task).end;
    expect(errors).toBe("");
    const rows = await readSoundRows(file);
    expectNothingLost(task.witnessFile, rows);
    const isCompleted = readWitness(task.witnessFile).some(({ kind }) => kind === "ended");
    const hasReset = await hasBegun(bench, file);
    expect(rowsAllowed({ isCompleted, hasReset, rowsBefore, rowsAfter: truth.size })).toContain(rows.length);
    // The next start goes on with it; one that was not written down yet is asked for again.
    await bench.work(file, (importer) =>
      hasReset ? importer.refresh(USER) : importer.backfill(USER, { days: 90, isReset: true }),
    );
    const after = await readSoundRows(file);
    expect(costsIn(after)).toEqual(truth);
    expect(after.filter(({ source }) => source !== IMPORT_SOURCE).map(({ runId }) => runId)).toEqual(["reported"]);
    return lines.includes("done");
  }

  let steps = 1;
  for (; ; steps += 2) {
    const ended = await Promise.all([dieAt(steps), dieAt(steps + 1)]);
    if (ended.includes(true)) break;
  }
  expect(steps).toBeGreaterThan(12);
  expect(bench.requests()).toBeLessThanOrEqual(RUNS + 5 + (steps + 1) * (RUNS / 2 + RUNS_PER_COMMIT + 20));
});

test(`killed at random instants of a reset (seed ${seed}), it is emptier at none of them, and ends exact`, async () => {
  const random = seededRandom(seed);
  const { bench, file, rowsBefore, truth } = await startBeforeReset();
  let isReset = true;
  for (let kills = 0; ; kills += 1) {
    const child = startFaultChild(script, bench.taskOf(file, isReset, null));
    await child.heard("opened");
    const killed = wait(random.integer(0, 150 + 80 * kills)).then(() => child.kill());
    const { lines } = await child.end;
    await killed;
    if (lines.includes("done")) break;
    const rows = await readSoundRows(file);
    expect([rowsBefore, truth.size]).toContain(rows.length);
    expectNothingLost(`${file}.witness`, rows);
    // Later starts go on with it, as the app does, instead of asking for another one.
    isReset = isReset && !(await hasBegun(bench, file));
  }
  expect(costsIn(await readSoundRows(file))).toEqual(truth);
});

/** The rows that go do so in the transaction that ends the reset. */
function rowsAllowed(reset: { isCompleted: boolean; hasReset: boolean; rowsBefore: number; rowsAfter: number }) {
  if (reset.isCompleted) return [reset.rowsAfter];
  return reset.hasReset ? [reset.rowsBefore, reset.rowsAfter] : [reset.rowsBefore];
}

const hasBegun = (bench: KillBench, file: string): Promise<boolean> =>
  bench.work(file, async (_, ledger) => (await ledger.latestImport(USER))?.isReset === true);
