import { createHash } from "node:crypto";
import { closeSync, fsyncSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { createInterface } from "node:readline";
import Database from "libsql";
import { createBudgetBook } from "../../../server/budgets/create-budget-book.ts";
import { checkLedger } from "../../../server/ledger/sqlite/check-ledger.ts";
import { openLedgerFile } from "../../../server/ledger/sqlite/open-ledger-file.ts";
import { ledgerOf, openSqliteLedger } from "../../../server/ledger/sqlite/open-sqlite-ledger.ts";
import { createImporter } from "../../../server/services/import/importer.ts";
import { createApifyClient } from "../../../server/sources/apify/client.ts";
import { toAppError } from "../../../shared/errors.ts";
import { evaluatedInWindow } from "../budgets/evaluated-in-window.ts";
import { contentOf } from "../budgets/content-of-book.ts";
import { createStepCounter, steppingLedger, type WitnessLine } from "./stepping-ledger.ts";
import { figuresOf } from "./figures.ts";
import type { FaultTask } from "./fault-process.ts";

// A process of its own that dies at a step, holds a lock, or runs out of space. What is acknowledged goes into a witness
// log beside the ledger, each line on the disk before anything else happens.

const USER = "alice";
const DETAILS_PER_STEP = 60;

// A file that may not become longer answers a write with an error, if its signal does not end the process first.
process.on("SIGXFSZ", () => undefined);

const say = (word: string): void => {
  writeSync(1, `${word}\n`);
};

const sayFailure = (error: unknown): void => {
  const { code, message } = toAppError(error);
  say(`failed ${code}: ${message}`);
};

function openWitness(file: string): { write(line: WitnessLine): void; close(): void } {
  const descriptor = openSync(file, "a");
  return {
    write(line) {
      writeSync(descriptor, `${JSON.stringify(line)}\n`);
      fsyncSync(descriptor);
    },
    close: () => closeSync(descriptor),
  };
}

/** All that it runs is loaded by now: the user need not be able to read it. */
function becomeUser(userId: number): void {
  process.setgroups?.([]);
  process.setgid?.(userId);
  process.setuid?.(userId);
}

async function importRuns(task: Extract<FaultTask, { kind: "import" }>): Promise<void> {
  const now = () => task.nowMs;
  if (task.userId !== null) becomeUser(task.userId);
  const witness = openWitness(task.witnessFile);
  const step = createStepCounter(task.killAtStep);
  const { file, migrationsFolder } = task;
  const ledger = steppingLedger(await openSqliteLedger({ file, migrationsFolder, now }), step, (line) =>
    witness.write(line),
  );
  say("opened");
  let details = 0;
  const client = createApifyClient({
    baseUrl: task.baseUrl,
    token: task.token,
    now,
    random: () => 0,
    sleep: async () => undefined,
    fetch: async (url, init) => {
      // Details are many and alike.
      if (!url.includes("/v2/actor-runs/") || (details += 1) % DETAILS_PER_STEP === 0) step.take();
      return fetch(url, init);
    },
  });
  const importer = createImporter({ ledger, connectionOf: () => client, now });
  await (task.isReset ? importer.backfill(USER, { days: 90, isReset: true }) : importer.refresh(USER));
  witness.close();
}

async function announce(task: Extract<FaultTask, { kind: "announce" }>): Promise<void> {
  const witness = openWitness(task.witnessFile);
  const book = createBudgetBook(await openLedgerFile(task), USER);
  say("opened");
  for (let window = task.fromWindow; ; window += 1) {
    await book.commit(evaluatedInWindow(window));
    witness.write({ kind: "announced", window });
  }
}

/** Holds the ledger's write lock until it is told to let go, or for so long. */
async function lock(task: Extract<FaultTask, { kind: "lock" }>): Promise<void> {
  const database = new Database(task.file);
  database.exec("begin immediate");
  say("locked");
  const lines = createInterface({ input: process.stdin });
  await new Promise<void>((release) => {
    lines.once("line", () => release());
    if (task.forMs !== null) setTimeout(release, task.forMs);
  });
  lines.close();
  process.stdin.destroy();
  database.exec("commit");
  database.close();
}

/** Runs the statements of a migration one after the other, and dies before the transaction ends. */
function migrateHalf(task: Extract<FaultTask, { kind: "migrate-half" }>): void {
  const database = new Database(task.file);
  database.exec("pragma journal_mode = wal");
  database.exec("begin immediate");
  for (const statement of task.statements) database.exec(statement);
  process.kill(process.pid, "SIGKILL");
}

async function openOnly(task: Extract<FaultTask, { kind: "open" }>): Promise<void> {
  say("opening");
  const ledger = await openSqliteLedger({ ...task, now: Date.now });
  await ledger.close();
}

async function lookAtFlipped(task: Extract<FaultTask, { kind: "flipped" }>): Promise<void> {
  const whole = readFileSync(task.file);
  const copy = `${task.file}.flipped-${process.pid}`;
  for (const bit of task.bits) {
    for (const rest of ["-wal", "-shm"]) rmSync(copy + rest, { force: true });
    writeFileSync(copy, bit < 0 ? whole : withFlippedBit(whole, bit));
    say(task.look === "check" ? checkLedger(copy).kind : await figuresIn({ ...task, file: copy }));
  }
}

function withFlippedBit(whole: Buffer, bit: number): Buffer {
  const flipped = Buffer.from(whole);
  flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
  return flipped;
}

async function figuresIn(task: Extract<FaultTask, { kind: "flipped" }>): Promise<string> {
  try {
    const file = await openLedgerFile(task);
    const ledger = ledgerOf(file, () => task.nowMs);
    try {
      return createHash("sha256")
        .update(await figuresOf(ledger, USER, task.nowMs))
        .update(await contentOf(createBudgetBook(file, USER)))
        .digest("hex");
    } finally {
      await ledger.close();
    }
  } catch (error) {
    return `refused ${toAppError(error).code}`;
  }
}

// What the test says is what it writes.
const task = JSON.parse(process.argv[2] ?? "") as FaultTask;
if (task.kind === "import") await importRuns(task).catch(sayFailure);
if (task.kind === "announce") await announce(task).catch(sayFailure);
if (task.kind === "lock") await lock(task);
if (task.kind === "migrate-half") migrateHalf(task);
if (task.kind === "open") await openOnly(task);
if (task.kind === "flipped") await lookAtFlipped(task);
say("done");
