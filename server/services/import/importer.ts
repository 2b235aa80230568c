import type { ImportAnswer, ImportStatus } from "../../../shared/api/backfill.ts";
import { AppError, isAppError, toAppError } from "../../../shared/errors.ts";
import type { ImportRecord, Ledger } from "../../ledger/ledger.ts";
import type { ApifyClient, ConnectionOf } from "../../sources/apify/client.ts";
import { retryAtOf } from "../../sources/apify/retry-at.ts";
import { lookUpActors } from "../actors/look-up-actors.ts";
import { importStatus } from "./import-status.ts";
import { backfillWindow, refreshWindow } from "./import-window.ts";
import { readDueRuns } from "./follow-up.ts";
import { completeAfter, removableFrom } from "./history.ts";
import { importAnswer } from "./import-answer.ts";
import { readRetention } from "./read-retention.ts";
import { runImport, type ImportProgress } from "./run-import.ts";

export interface ImporterOptions {
  readonly ledger: Ledger;
  readonly connectionOf: ConnectionOf;
  readonly now: () => number;
}

/** Imports from Apify into the ledger, one at a time for each user. */
export interface Importer {
  /** Imports the last `days` days. @throws AppError `import_running`, `apify_…`, `cancelled` */
  backfill(userId: string, options: { days: number; isReset: boolean }): Promise<ImportAnswer>;
  /** Finishes an import that was cut, then reads what is new. @throws as `backfill` */
  refresh(userId: string): Promise<ImportAnswer>;
  status(userId: string): Promise<ImportStatus>;
  /** Ends the user's import, if one runs; what was committed stays. */
  cancel(userId: string): Promise<void>;
  /** Lets go of every import without ending it, so that the next refresh goes on where it stopped. */
  stop(): Promise<void>;
}

interface RunningImport {
  readonly abort: AbortController;
  readonly done: Promise<ImportAnswer>;
  record: ImportRecord | null;
  progress: ImportProgress | null;
  /** When it began, or began again after it was cut. */
  startedAtMs: number;
}

interface CarriedImport {
  readonly userId: string;
  readonly client: ApifyClient;
  /** What came of an import before that this refresh took up again. */
  readonly resumed: ImportAnswer | null;
  /** Why it can't even begin. */
  readonly failure: AppError | null;
}

const STOPPED = "stopped";
const RUNS_KEPT_FOR_GOOD = 10;

export function createImporter({ ledger, connectionOf, now }: ImporterOptions): Importer {
  const running = new Map<string, RunningImport>();
  let isStopped = false;

  /** Holds the user's only place while `work` runs. */
  function occupy(userId: string, work: (mine: RunningImport) => Promise<ImportAnswer>): Promise<ImportAnswer> {
    if (isStopped) throw new AppError("cancelled", "The server is stopping");
    if (running.has(userId)) throw new AppError("import_running", "An import is running already");
    const { promise: done, resolve, reject } = withResolvers<ImportAnswer>();
    const mine: RunningImport = {
      abort: new AbortController(),
      done,
      record: null,
      progress: null,
      startedAtMs: now(),
    };
    running.set(userId, mine);
    work(mine)
      .finally(() => running.delete(userId))
      .then(resolve, reject);
    return done;
  }

  async function carryOut(carried: CarriedImport, mine: RunningImport, record: ImportRecord): Promise<ImportAnswer> {
    const { userId, client, resumed, failure: failed } = carried;
    const { signal } = mine.abort;
    mine.record = record;
    mine.startedAtMs = now();
    const onProgress = (progress: ImportProgress) => (mine.progress = progress);
    try {
      if (failed !== null) throw failed;
      const retentionDays = await readRetention({ ledger, client, userId, signal });
      const { progress, oldestMs } = await runImport({ ledger, client, userId, signal, onProgress }, record);
      await readDueRuns({ ledger, client, userId, signal });
      await lookUpActors({ ledger, client, userId, now: () => client.now(), signal });
      // The latest ten runs Apify keeps for good: only one beyond them proves how far back it reaches.
      const provenMs = progress.runsListed > RUNS_KEPT_FOR_GOOD ? oldestMs : null;
      const completed = { record, oldestMs: provenMs, retentionDays };
      const { complete } = await ledger.history(userId);
      const ended = await ledger.endImport(userId, record.id, {
        state: "completed",
        keptFromMs: removableFrom(completed, client.now()),
        complete: completeAfter(complete, completed, client.now()),
      });
      return importAnswer(ended, progress, retentionDays, resumed);
    } catch (error) {
      if (signal.reason === STOPPED) throw new AppError("cancelled", "The import was stopped", { cause: error });
      const failure = signal.aborted ? new AppError("cancelled", "The import was cancelled") : toAppError(error);
      const outcome = signal.aborted
        ? ({ state: "cancelled" } as const)
        : ({ state: "failed", errorCode: failure.code, retryAtMs: retryAtOf(failure) } as const);
      await ledger.endImport(userId, record.id, outcome);
      throw failure;
    }
  }

  /**
   * Asks for what the plan keeps where that is due, which it is by any clock that is a day off: the answer tells Apify's
   * clock, by which a window is measured. A failure is the import's own to tell, once there is a record to tell it of.
   */
  async function learnClock(userId: string, client: ApifyClient, mine: RunningImport): Promise<AppError | null> {
    const reading = readRetention({ ledger, client, userId, signal: mine.abort.signal });
    return reading.then(() => null, toAppError);
  }

  async function clientOf(userId: string): Promise<ApifyClient> {
    const client = await connectionOf(userId);
    if (client) return client;
    throw new AppError("apify_not_connected", "No Apify account is connected");
  }

  return {
    async backfill(userId, { days, isReset }) {
      return occupy(userId, async (mine) => {
        const client = await clientOf(userId);
        const failure = await learnClock(userId, client, mine);
        const record = await ledger.startImport(userId, { ...backfillWindow(days, client.now()), isReset });
        return carryOut({ userId, client, resumed: null, failure }, mine, record);
      });
    },

    async refresh(userId) {
      return occupy(userId, async (mine) => {
        const client = await clientOf(userId);
        const unfinished = await ledger.unfinishedImport(userId);
        let resumed: ImportAnswer | null = null;
        if (unfinished !== null && unfinished.state !== "cancelled") {
          resumed = await carryOut({ userId, client, resumed, failure: null }, mine, unfinished).catch(unlessHeldUp);
        }
        const failure = await learnClock(userId, client, mine);
        const window = await refreshWindow(ledger, userId, client.now());
        const record = await ledger.startImport(userId, { ...window, isReset: false });
        return carryOut({ userId, client, resumed, failure }, mine, record);
      });
    },

    async status(userId) {
      const mine = running.get(userId);
      const clock = (await connectionOf(userId)) ?? { now };
      return importStatus({ ledger, userId, nowMs: clock.now(), aheadMs: clock.now() - now(), running: mine ?? null });
    },

    async cancel(userId) {
      await end(running.get(userId), new AppError("cancelled", "The import was cancelled"));
    },

    async stop() {
      isStopped = true;
      await Promise.all([...running.values()].map((mine) => end(mine, STOPPED)));
    },
  };
}

async function end(mine: RunningImport | undefined, reason: unknown): Promise<void> {
  if (mine === undefined) return;
  mine.abort.abort(reason);
  await mine.done.then(
    () => undefined,
    () => undefined,
  );
}

/** Runs that can't be read hold up the older ones, not what is new. */
function unlessHeldUp(error: unknown): null {
  if (isAppError(error, "apify_bad_answer") || isAppError(error, "apify_forbidden")) return null;
  throw error;
}

/** `Promise.withResolvers`, which the oldest supported Node.js does not have. */
function withResolvers<Value>() {
  let resolve: (value: Value) => void = () => undefined;
  let reject: (reason: unknown) => void = () => undefined;
  const promise = new Promise<Value>((onValue, onReason) => {
    resolve = onValue;
    reject = onReason;
  });
  return { promise, resolve, reject };
}
