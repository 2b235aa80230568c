import { beforeEach, expect, test } from "vitest";
import { createLedgerReader, type LedgerReader } from "../../../../../electron/main/ledger-reading/ledger-reader.ts";
import type {
  Reading,
  ReadingAnswer,
  ReadingThread,
} from "../../../../../electron/main/ledger-reading/reading-thread.ts";
import { createManualSchedule, type ManualSchedule } from "../../../../support/desktop-main/manual-schedule.ts";

class FakeThread implements ReadingThread {
  readonly asked: Reading[] = [];
  isTold = false;
  answer: (answer: ReadingAnswer) => void = () => {};
  finish: () => void = () => {};
  onAnswer(listener: (answer: ReadingAnswer) => void) {
    this.answer = listener;
  }
  onEnd(listener: () => void) {
    this.finish = listener;
  }
  ask(reading: Reading) {
    this.asked.push(reading);
  }
  end() {
    this.isTold = true;
  }
}

let threads: FakeThread[];
let time: ManualSchedule;
let reader: LedgerReader;

beforeEach(() => {
  threads = [];
  time = createManualSchedule();
  reader = createLedgerReader({
    startThread: () => {
      const thread = new FakeThread();
      threads.push(thread);
      return thread;
    },
    schedule: time.schedule,
  });
});

const ask = (path: string) => reader.fetch(new Request(`http://embedded.invalid${path}`));

test("no thread is started before something is asked", () => {
  expect(threads).toEqual([]);
  expect(time.pending()).toBe(0);
});

test("each question gets its own answer, in whatever order they come", async () => {
  const [first, second] = [ask("/first"), ask("/second")];
  const [thread] = threads;
  expect(threads).toHaveLength(1);
  expect(thread?.asked.map(({ url }) => new URL(url).pathname)).toEqual(["/first", "/second"]);
  thread?.answer({ id: 2, status: 404, body: '{"second":2}' });
  thread?.answer({ id: 1, status: 200, body: '{"first":1}' });
  await expect((await first).json()).resolves.toEqual({ first: 1 });
  expect((await second).status).toBe(404);
});

test("the thread ends a minute after the last answer, and the next question starts another", async () => {
  const first = ask("/first");
  threads[0]?.answer({ id: 1, status: 200, body: "{}" });
  await first;
  await time.advance(59_000);
  const second = ask("/second");
  await time.advance(120_000);
  expect(threads[0]?.isTold).toBe(false);
  threads[0]?.answer({ id: 2, status: 200, body: "{}" });
  await second;
  await time.advance(60_000);
  expect(threads[0]?.isTold).toBe(true);
  void ask("/third");
  expect(threads).toHaveLength(2);
});

test("told to rest, the thread ends once it has answered", async () => {
  reader.rest();
  const first = ask("/first");
  reader.rest();
  expect(threads[0]?.isTold).toBe(false);
  threads[0]?.answer({ id: 1, status: 200, body: "{}" });
  await first;
  expect(threads[0]?.isTold).toBe(true);
  expect(time.pending()).toBe(0);
});

test("asked again before it rests, the thread is kept", async () => {
  const first = ask("/first");
  reader.rest();
  const second = ask("/second");
  for (const id of [1, 2]) threads[0]?.answer({ id, status: 200, body: "{}" });
  await Promise.all([first, second]);
  expect(threads[0]?.isTold).toBe(false);
  reader.rest();
  expect(threads[0]?.isTold).toBe(true);
});

test("what a thread that fails was asked is refused, so that it can be asked elsewhere", async () => {
  const question = ask("/first");
  threads[0]?.finish();
  await expect(question).rejects.toThrow("has ended");
  void ask("/second");
  expect(threads).toHaveLength(2);
});

test("closing waits until the thread has let the file go", async () => {
  void ask("/first").catch(() => undefined);
  let isClosed = false;
  const closing = reader.close().then(() => (isClosed = true));
  await Promise.resolve();
  expect([threads[0]?.isTold, isClosed]).toEqual([true, false]);
  threads[0]?.finish();
  await closing;
  expect(time.pending()).toBe(0);
});

test("closing without a thread waits for nothing", async () => {
  await reader.close();
  expect(threads).toEqual([]);
});
