import { beforeEach, describe, expect, test } from "vitest";
import { checkLedgerFile, type CheckAnswer, type CheckProcess } from "../../../../electron/main/ledger-check.ts";
import type { LedgerTask } from "../../../../electron/main/ledger-task.ts";
import { createManualSchedule, settle, type ManualSchedule } from "../../../support/desktop-main/manual-schedule.ts";

/** A process whose messages and end are the test's. */
interface FakeProcess extends CheckProcess {
  say(message: unknown): void;
  exit(code: number): void;
  readonly asked: readonly LedgerTask[];
  isKilled: boolean;
}

function createFakeProcess(): FakeProcess {
  const asked: LedgerTask[] = [];
  const fake: FakeProcess = {
    say: () => undefined,
    exit: () => undefined,
    asked,
    isKilled: false,
    onMessage: (listener) => void (fake.say = listener),
    onExit: (listener) => void (fake.exit = listener),
    ask: (task) => void asked.push(task),
    kill: () => void (fake.isKilled = true),
  };
  return fake;
}

const SIGABRT = 6;

let clock: ManualSchedule;
let processes: FakeProcess[];

beforeEach(() => {
  clock = createManualSchedule();
  processes = [];
});

function check(): Promise<CheckAnswer> {
  const startProcess = () => {
    const started = createFakeProcess();
    processes.push(started);
    return started;
  };
  return checkLedgerFile({ file: "/data/ledger.db", startProcess, schedule: clock.schedule });
}

const crash = async (code: number): Promise<void> => {
  const latest = processes.at(-1);
  latest?.say({ kind: "ready" });
  latest?.exit(code);
  await settle();
};

test("a process that is ready is asked about the file, and ended once it has answered", async () => {
  const answered = check();
  processes[0]?.say({ kind: "ready" });
  expect(processes[0]?.asked).toEqual([{ kind: "check", file: "/data/ledger.db" }]);
  processes[0]?.say({ kind: "damaged", finding: "quarters" });
  expect(await answered).toEqual({ kind: "damaged", finding: "quarters" });
  expect([processes[0]?.isKilled, processes.length, clock.pending()]).toEqual([true, 1, 0]);
});

describe("a process that goes down while it reads the file", () => {
  test("is started once more, whose answer counts", async () => {
    const answered = check();
    await crash(SIGABRT);
    processes[1]?.say({ kind: "ready" });
    processes[1]?.say({ kind: "sound" });
    expect(await answered).toEqual({ kind: "sound" });
  });

  test("twice is damage found", async () => {
    const answered = check();
    await crash(SIGABRT);
    await crash(11);
    expect(await answered).toEqual({ kind: "damaged", finding: "crash" });
    expect(processes).toHaveLength(2);
  });

  test.each([9, 15, 1, 0])("because it was ended from outside (%i) says nothing of the file", async (code) => {
    const answered = check();
    await crash(code);
    expect(await answered).toEqual({ kind: "not-checked", reason: `exit ${code}` });
    expect(processes).toHaveLength(1);
  });
});

test("a process that never got ready says nothing of the file, however it ended", async () => {
  const answered = check();
  processes[0]?.exit(SIGABRT);
  expect(await answered).toEqual({ kind: "not-checked", reason: "exit 6" });
});

test("a process that does not come to an end is ended", async () => {
  const answered = check();
  processes[0]?.say({ kind: "ready" });
  await clock.advance(10 * 60_000);
  expect(await answered).toEqual({ kind: "not-checked", reason: "deadline" });
  expect(processes[0]?.isKilled).toBe(true);
});

test("an answer that is none says nothing of the file", async () => {
  const answered = check();
  processes[0]?.say({ kind: "fine, thank you" });
  expect(await answered).toEqual({ kind: "not-checked", reason: "answer" });
});
