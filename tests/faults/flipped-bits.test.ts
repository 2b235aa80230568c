import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generateRuns } from "../support/apify/generate-runs.ts";
import { seededRandom } from "../support/apify/random.ts";
import { StandInAccount } from "../support/apify/stand-in-account.ts";
import { DAY_MS, HOUR_MS, NOW } from "../support/faults/fault-bench.ts";
import { buildFaultChild, startFaultChild, type FaultScript } from "../support/faults/fault-process.ts";
import { startKillBench, USER } from "../support/faults/kill-bench.ts";
import { MIGRATIONS_FOLDER, openSql } from "../support/ledger/temporary-ledger.ts";

const RUNS = 300;
const BITS = Number(process.env["FLIPPED_BITS"] ?? 250);
const NO_BIT = -1;
const TOLD = ["refused ledger_damaged", "refused ledger_newer", "refused ledger_unavailable"];

/** Set it to see a failure again. */
const seed = Number(process.env["FLIP_SEED"] ?? Date.now() % 1_000_000);

let script: FaultScript;
beforeAll(async () => {
  script = await buildFaultChild("flipped-bits");
});
afterAll(() => script.remove());

async function makeLedger(): Promise<string> {
  const from = new Date(NOW - 30 * DAY_MS);
  const runs = generateRuns({ count: RUNS, seed: 71, from, to: new Date(NOW - HOUR_MS), unfinished: 3 });
  const bench = await startKillBench(new StandInAccount({ runs }), NOW);
  const file = bench.newFile();
  await bench.work(file, async (importer, ledger) => {
    await importer.refresh(USER);
    await ledger.saveAccountUsage(USER, {
      cycle: { fromMs: NOW - 20 * DAY_MS, toMs: NOW + 10 * DAY_MS },
      readAtMs: NOW,
      usageNanoUsd: "123456789012",
      limitNanoUsd: "500000000000",
      services: { ACTOR_COMPUTE_UNITS: "100000000000", DATASET_READS: "23456789012" },
      builds: { count: 3, nanoUsd: "1234567", buildsWithoutCost: 1 },
      runsNanoUsd: "98765432109",
    });
  });
  const sql = openSql(file);
  await sql.executeMultiple("pragma wal_checkpoint(truncate);");
  sql.close();
  return file;
}

/** What a process saw of each bit's copy; `aborted` where it went down. */
async function look(file: string, bits: readonly number[], what: "figures" | "check"): Promise<readonly string[]> {
  const seen: string[] = [];
  while (seen.length < bits.length) {
    const task = { file, migrationsFolder: MIGRATIONS_FOLDER, bits: bits.slice(seen.length), nowMs: NOW } as const;
    const { lines, signal, errors } = await startFaultChild(script, { kind: "flipped", look: what, ...task }).end;
    seen.push(...lines.filter((line) => line !== "done"));
    if (seen.length < bits.length) {
      if (signal !== "SIGABRT") throw new Error(`The child ended by ${signal}: ${errors}`);
      seen.push("aborted");
    }
  }
  return seen;
}

test(`a single bit of the ledger's file that turns over (${BITS} of them, seed ${seed}) changes no figure that the check does not find`, async () => {
  const file = await makeLedger();
  const random = seededRandom(seed);
  const whole = await look(file, [NO_BIT], "figures");
  expect(await look(file, [NO_BIT], "check")).toEqual(["sound"]);
  const last = readFileSync(file).length * 8 - 1;
  const bits = Array.from({ length: BITS }, () => random.integer(0, last));
  const [figures, checks] = await Promise.all([look(file, bits, "figures"), look(file, bits, "check")]);

  const cases = bits.map((bit, index) => ({ bit, figures: figures[index] ?? "", check: checks[index] ?? "" }));
  const isRefused = (answer: string) => answer.startsWith("refused ");
  const isAnother = (answer: string) => !isRefused(answer) && answer !== whole[0];
  expect(cases.filter((each) => isAnother(each.figures) && !["damaged", "aborted"].includes(each.check))).toEqual([]);
  expect(cases.filter((each) => each.figures === "aborted")).toEqual([]);
  expect(cases.filter((each) => isRefused(each.figures) && !TOLD.includes(each.figures))).toEqual([]);
  // The cases above are met.
  expect(cases.some((each) => isAnother(each.figures))).toBe(true);
  expect(figures).toContain("refused ledger_damaged");
});
