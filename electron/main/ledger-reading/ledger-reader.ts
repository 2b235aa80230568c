import type { Reading, ReadingAnswer, ReadingThread } from "./reading-thread.ts";

/** As long as nothing is asked meanwhile, the thread's memory is worth more than its readiness. */
const KEPT_IDLE_MS = 60_000;

export interface LedgerReaderOptions {
  readonly startThread: () => ReadingThread;
  readonly schedule: (callback: () => void, delayMs: number) => () => void;
}

/** Reads the ledger off main's own thread, which has the window's input to pass on meanwhile. */
export interface LedgerReader {
  /** @throws Error where the thread ended before it answered */
  fetch(request: Request): Promise<Response>;
  /** Gives the thread's memory back as soon as it has answered, unless it is asked something before. */
  rest(): void;
  /** Answers once nothing of it holds the file open. */
  close(): Promise<void>;
}

export function createLedgerReader({ startThread, schedule }: LedgerReaderOptions): LedgerReader {
  let running: RunningThread | null = null;

  function threadOf(): RunningThread {
    if (running !== null) return running;
    const started = runThread(startThread(), schedule, () => {
      if (running === started) running = null;
    });
    running = started;
    return started;
  }

  return {
    fetch: async ({ url }) => {
      const { status, body } = await threadOf().ask(url);
      return new Response(body, { status, headers: { "content-type": "application/json" } });
    },
    rest: () => running?.rest(),
    async close() {
      await running?.close();
    },
  };
}

interface RunningThread {
  ask(url: string): Promise<ReadingAnswer>;
  rest(): void;
  close(): Promise<void>;
}

function runThread(
  thread: ReadingThread,
  schedule: LedgerReaderOptions["schedule"],
  onClosing: () => void,
): RunningThread {
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  let isResting = false;
  let cancelEnd = () => {};

  function end(): void {
    cancelEnd();
    onClosing();
    thread.end();
  }

  thread.onAnswer((answer) => {
    waiting.get(answer.id)?.resolve(answer);
    waiting.delete(answer.id);
    if (waiting.size > 0) return;
    if (isResting) end();
    else cancelEnd = schedule(end, KEPT_IDLE_MS);
  });
  const ended = new Promise<void>((resolve) => {
    thread.onEnd(() => {
      cancelEnd();
      onClosing();
      for (const { reject } of waiting.values()) reject(new Error("The thread that reads the ledger has ended"));
      waiting.clear();
      resolve();
    });
  });

  return {
    ask(url) {
      cancelEnd();
      isResting = false;
      asked += 1;
      const reading: Reading = { id: asked, url };
      return new Promise((resolve, reject) => {
        waiting.set(reading.id, { resolve, reject });
        thread.ask(reading);
      });
    },
    rest() {
      isResting = true;
      if (waiting.size === 0) end();
    },
    close() {
      end();
      return ended;
    },
  };
}

interface Waiting {
  readonly resolve: (answer: ReadingAnswer) => void;
  readonly reject: (error: Error) => void;
}
