/** What the thread is started with. */
export interface ReadingData {
  readonly ledgerFile: string;
  readonly migrationsFolder: string;
  readonly userId: string;
}

/** A question of the contract, a `GET`. */
export interface Reading {
  readonly id: number;
  readonly url: string;
}

export interface ReadingAnswer {
  readonly id: number;
  readonly status: number;
  /** JSON. */
  readonly body: string;
}

/** The thread that reads the ledger, as main sees it. */
export interface ReadingThread {
  onAnswer(listener: (answer: ReadingAnswer) => void): void;
  /** It is told once, also where the thread failed. */
  onEnd(listener: () => void): void;
  ask(reading: Reading): void;
  /** Once it has answered what it was asked. */
  end(): void;
}

/** Starts `electron/ledger-reading`. */
export function startReadingThread(script: string, workerData: ReadingData): ReadingThread {
  // Not imported above: the window's start would load it too.
  const { Worker } = process.getBuiltinModule("node:worker_threads");
  const worker = new Worker(script, { workerData });
  // What failed there is asked again here, and told then.
  worker.on("error", () => undefined);
  return {
    onAnswer: (listener) => void worker.on("message", listener),
    onEnd: (listener) => void worker.on("exit", listener),
    ask: (reading) => worker.postMessage(reading),
    end: () => worker.postMessage(null),
  };
}
