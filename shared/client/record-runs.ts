import type { RecordRunBody } from "../api/scraper-runs.ts";
import { batchesOf, bodyOf, placeOf, withoutPlace, type Batch } from "./batches.ts";
import { deliver, type DeliveryFailure, type DeliveryOptions, type Fetch } from "./deliver.ts";
import { apifyRun, endedRun, failedRun, type TrackedRun } from "./tracked-run.ts";

export type RunToRecord = RecordRunBody;

export interface RunRecorderOptions {
  /** Where the team server is, such as `https://decompte.example`. */
  readonly baseUrl: string;
  /** An API key: `dk_…`. */
  readonly apiKey: string;
  /** The web's own when left out. */
  readonly fetch?: Fetch;
  /** The most that one request may take, its retries included; 15 s when left out. */
  readonly timeLimitMs?: number;
  /** Told of what could not be recorded. A warning on the console when left out. */
  readonly onFailure?: (failure: RecordingFailure) => void;
  /** For tests. */
  readonly clock?: Pick<DeliveryOptions, "now" | "random" | "sleep">;
}

export interface RecordingFailure extends DeliveryFailure {
  /** The runs that are not certain to be recorded. */
  readonly runIds: readonly string[];
}

/** What came of a recording. */
export interface Recording {
  /** The runs that the ledger holds now, in the order in which they were sent. */
  readonly recorded: readonly string[];
  readonly failures: readonly RecordingFailure[];
}

export interface RecordOptions {
  readonly signal?: AbortSignal;
  /** Throws a RecordingError when a run could not be recorded, in place of only telling so. */
  readonly shouldThrow?: boolean;
}

/** Tells a team server of runs. Sending a run twice is harmless, so whatever may pass is tried again. */
export interface RunRecorder {
  record(run: RunToRecord, options?: RecordOptions): Promise<Recording>;
  /** Any number of runs, in requests of up to 1,000. */
  recordMany(runs: readonly RunToRecord[], options?: RecordOptions): Promise<Recording>;
  /**
   * Does the work and records how it ended, well or badly. Answers what the work answers and throws what it throws,
   * whatever becomes of the recording.
   */
  track<Result>(run: TrackedRun<Result>, work: () => Promise<Result>): Promise<Result>;
}

export class RecordingError extends Error {
  override readonly name = "RecordingError";
  readonly recording: Recording;

  constructor(recording: Recording) {
    super(recording.failures[0]?.message ?? "Some runs were not recorded");
    this.recording = recording;
  }
}

const DEFAULT_TIME_LIMIT_MS = 15_000;

export function createRunRecorder(options: RunRecorderOptions): RunRecorder {
  const { clock = realClock, onFailure = warn } = options;
  const delivery: DeliveryOptions = {
    url: `${options.baseUrl.replace(/\/+$/, "")}/api/scraper-runs`,
    apiKey: options.apiKey,
    fetch: options.fetch ?? ((url, init) => fetch(url, init)),
    timeLimitMs: options.timeLimitMs ?? DEFAULT_TIME_LIMIT_MS,
    ...clock,
  };

  async function recordMany(runs: readonly RunToRecord[], recordOptions: RecordOptions = {}): Promise<Recording> {
    const recording = await send(runs, { ...delivery, signal: recordOptions.signal });
    for (const failure of recording.failures) tell(onFailure, failure);
    if (recordOptions.shouldThrow === true && recording.failures.length > 0) throw new RecordingError(recording);
    return recording;
  }

  /** A scraper must not fail because what it tells of a run is odd. */
  async function recordEnd(describe: () => RunToRecord, ownId: string): Promise<void> {
    try {
      await recordMany([describe()]);
    } catch (error) {
      const kind = error instanceof Error ? error.name : typeof error;
      tell(onFailure, { ...undescribed, message: `The run can't be described (${kind})`, runIds: [ownId] });
    }
  }

  return {
    record: (run, recordOptions) => recordMany([run], recordOptions),
    recordMany,

    async track({ scraperId, source, describe = apifyRun }, work) {
      const begun = { scraperId, source, startedAtMs: clock.now(), ownId: `untold-${crypto.randomUUID()}` };
      // In a promise, so that work which throws at once is recorded too.
      const result = await Promise.resolve()
        .then(work)
        .catch(async (error: unknown) => {
          await recordEnd(() => failedRun(begun, error), begun.ownId);
          throw error;
        });
      await recordEnd(() => endedRun(begun, describe(result)), begun.ownId);
      return result;
    },
  };
}

/** One request after the other. One that can't pass now ends the rest: the next ones would wait as long, for nothing. */
async function send(runs: readonly RunToRecord[], delivery: DeliveryOptions): Promise<Recording> {
  const { batches, unwritable } = batchesOf(runs);
  const recorded: string[] = [];
  const failures: RecordingFailure[] = [];
  if (unwritable.length > 0) {
    failures.push({ ...undescribed, message: "The run can't be written as JSON", runIds: unwritable });
  }
  for (const [index, batch] of batches.entries()) {
    const { left, failure, refused } = await sendBatch(batch, delivery);
    failures.push(...refused);
    if (failure === null) {
      recorded.push(...left.runIds);
    } else if (isOfThisBatch(failure)) {
      failures.push({ ...failure, runIds: left.runIds });
    } else {
      failures.push({ ...failure, runIds: [left, ...batches.slice(index + 1)].flatMap(({ runIds }) => runIds) });
      break;
    }
  }
  return { recorded, failures };
}

/** More wrong runs than this tell of the sender, not of single runs. */
const MOST_LEFT_OUT = 50;

/** One wrong run refuses its whole batch: it is left out by its name and the others are sent again, in the same time. */
async function sendBatch(batch: Batch, delivery: DeliveryOptions) {
  const untilMs = delivery.now() + delivery.timeLimitMs;
  const refused: RecordingFailure[] = [];
  let left = batch;
  for (;;) {
    const failure = await deliver(bodyOf(left), { ...delivery, timeLimitMs: untilMs - delivery.now() });
    const place = failure?.status === 400 ? placeOf(failure.parameter, left) : null;
    const runId = place === null ? undefined : left.runIds[place];
    const isLast = refused.length === MOST_LEFT_OUT || left.runIds.length === 1 || delivery.now() >= untilMs;
    if (failure === null || place === null || runId === undefined || isLast) return { left, failure, refused };
    refused.push({ ...failure, runIds: [runId] });
    left = withoutPlace(left, place);
  }
}

const isOfThisBatch = ({ status }: DeliveryFailure): boolean => status === 400 || status === 413;

const undescribed = { code: "invalid_request", status: null, parameter: null, isPassing: false } as const;

function tell(onFailure: (failure: RecordingFailure) => void, failure: RecordingFailure): void {
  try {
    onFailure(failure);
  } catch {
    // Whoever listens must not bring the scraper down either.
  }
}

function warn({ message, runIds }: RecordingFailure): void {
  console.warn(`Décompte: ${runIds.length} run(s) not recorded: ${message}`);
}

const realClock = {
  now: () => Date.now(),
  random: () => Math.random(),
  sleep: (delayMs: number, signal?: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        reject(new DOMException("The recording was aborted", "AbortError"));
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener("abort", end);
        resolve();
      }, delayMs);
      if (signal?.aborted === true) end();
      signal?.addEventListener("abort", end, { once: true });
    }),
};
