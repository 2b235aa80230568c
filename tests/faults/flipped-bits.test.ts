import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createBudgetBook } from "../../server/budgets/create-budget-book.ts";
import { openLedgerFile } from "../../server/ledger/sqlite/open-ledger-file.ts";
import { generateRuns } from "../support/apify/generate-runs.ts";
import { seededRandom } from "../support/apify/random.ts";
import { StandInAccount } from "../support/apify/stand-in-account.ts";
import { evaluatedInWindow } from "../support/budgets/evaluated-in-window.ts";
import { makeBudget } from "../support/budgets/make-budget.ts";
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
  await fillBook(file);
  const sql = openSql(file);
  await sql.executeMultiple("pragma wal_checkpoint(truncate);");
  sql.close();
  return file;
}

async function fillBook(file: string): Promise<void> {
  const opened = await openLedgerFile({ file, migrationsFolder: MIGRATIONS_FOLDER });
  const book = createBudgetBook(opened, USER);
  for (let index = 1; index <= 12; index += 1) {
    await book.saveBudget(
      makeBudget({ id: `budget-${index}`, scraperId: index % 2 === 0 ? `scraper-${index}` : null }),
    );
    await book.saveSnooze({ budgetId: `budget-${index}`, untilMs: NOW + index });
  }
  for (let window = 0; window < 12; window += 1) await book.commit(evaluatedInWindow(window));
  const alerts = await book.undelivered();
  await book.setDelivery(
    alerts.slice(0, 8).map(({ id }) => id),
    "held",
  );
  await book.acknowledge(
    alerts.slice(4, 16).map(({ id }) => id),
    NOW,
  );
  await book.saveSettings({ quietHours: { fromMinute: 1_320, toMinute: 420 }, isAnomalyAnnounced: true });
  opened.client.close();
}

/** The bits of a ledger's pages: all of them, or those where budgets and alerts are. */
async function bitsOf(file: string, isBooksAlone: boolean): Promise<readonly [fromBit: number, toBit: number][]> {
  if (!isBooksAlone) return [[0, readFileSync(file).length * 8]];
  const sql = openSql(file);
  const { rows } = await sql.execute(`
    select pgoffset, pgsize from dbstat join sqlite_schema using (name)
    where tbl_name in ('budgets', 'budget_marks', 'alerts', 'alert_settings', 'alert_snoozes')`);
  sql.close();
  return rows.map((row) => [Number(row["pgoffset"]) * 8, (Number(row["pgoffset"]) + Number(row["pgsize"])) * 8]);
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

test.each([
  ["ledger's file", "figure, budget or alert", false],
  ["pages with budgets and alerts", "budget or alert", true],
])(
  `a single bit of the %s that turns over (${BITS} of them, seed ${seed}) changes no %s that the check does not find`,
  async (_, __, isBooksAlone) => {
    const file = await makeLedger();
    const random = seededRandom(seed);
    const whole = await look(file, [NO_BIT], "figures");
    expect(await look(file, [NO_BIT], "check")).toEqual(["sound"]);
    const spans = await bitsOf(file, isBooksAlone);
    const bits = Array.from({ length: BITS }, () => {
      const [fromBit, toBit] = spans[random.integer(0, spans.length - 1)] ?? [0, 0];
      return random.integer(fromBit, toBit - 1);
    });
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
  },
);
