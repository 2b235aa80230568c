import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createBudgetBook } from "../../server/budgets/create-budget-book.ts";
import { openLedgerFile } from "../../server/ledger/sqlite/open-ledger-file.ts";
import { seededRandom } from "../support/apify/random.ts";
import { evaluatedInWindow } from "../support/budgets/evaluated-in-window.ts";
import { buildFaultChild, readWitness, startFaultChild, type FaultScript } from "../support/faults/fault-process.ts";
import { newLedgerFile, readSoundRows, USER } from "../support/faults/kill-bench.ts";
import { MIGRATIONS_FOLDER } from "../support/ledger/temporary-ledger.ts";

const KILLS = 12;

/** Set it to see a failure again: the instants are the same, the machine's speed aside. */
const seed = Number(process.env["KILL_SEED"] ?? Date.now() % 1_000_000);

let script: FaultScript;
beforeAll(async () => {
  script = await buildFaultChild("kill-commit");
});
afterAll(() => script.remove());

/** How many commits the file holds, after it was found that each of them is there whole and none in part. */
async function countWholeCommits(file: string): Promise<number> {
  const { marks, alerts } = await readBook(file);
  const commits = alerts.length / 2;
  const windows = Array.from({ length: commits }, (_, window) => evaluatedInWindow(window));
  expect(alerts).toEqual(windows.flatMap(({ announcements }) => announcements));
  // What a window's own commit marked at 50 %, the one after it took back.
  const left = windows.flatMap((evaluated, window) =>
    evaluated.marks.filter(({ trigger }) => trigger !== 50 || window === commits - 1),
  );
  expect(marks).toHaveLength(left.length);
  expect(marks).toEqual(expect.arrayContaining(left));
  return commits;
}

async function readBook(file: string) {
  const opened = await openLedgerFile({ file, migrationsFolder: MIGRATIONS_FOLDER });
  try {
    const book = createBudgetBook(opened, USER);
    const unsent = await book.unsent();
    const alerts = await book.undelivered();
    expect(unsent.map(({ alert }) => alert)).toEqual(alerts);
    return { marks: await book.marks(), alerts: alerts.map(({ announcement }) => announcement) };
  } finally {
    opened.client.close();
  }
}

test(`killed in the middle of its commits (seed ${seed}), a book holds each of them whole or not at all, and all that it acknowledged`, async () => {
  const random = seededRandom(seed);
  const file = newLedgerFile();
  const witnessFile = `${file}.witness`;
  let fromWindow = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const task = { kind: "announce", file, migrationsFolder: MIGRATIONS_FOLDER, fromWindow, witnessFile } as const;
    const child = startFaultChild(script, task);
    await child.heard("opened");
    await wait(random.integer(0, 40));
    child.kill();
    expect(await child.end).toMatchObject({ signal: "SIGKILL", errors: "" });

    await readSoundRows(file);
    const commits = await countWholeCommits(file);
    const acknowledged = readWitness(witnessFile).flatMap((line) => (line.kind === "announced" ? [line.window] : []));
    const last = acknowledged.at(-1) ?? -1;
    expect(commits).toBeGreaterThanOrEqual(last + 1);
    // What was on the disk and was not acknowledged yet is one commit for each kill.
    expect(commits).toBeLessThanOrEqual(Math.max(last, fromWindow - 1) + 2);
    fromWindow = commits;
  }
  expect(fromWindow).toBeGreaterThan(KILLS);
});
