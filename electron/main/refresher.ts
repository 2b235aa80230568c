import type { ImportStatus } from "../../shared/api/backfill.ts";
import { toAppError, type ErrorCode } from "../../shared/errors.ts";
import type { ApiClient } from "./api-client.ts";

export interface RefresherOptions {
  readonly api: ApiClient;
  readonly onStatus: (status: ImportStatus) => void;
  /** Told as an import goes on and at its end: the figures may have changed. */
  readonly onFigures: () => void;
  readonly onFailure: (code: ErrorCode) => void;
  /** Calls back after a time; the answer takes it back. */
  readonly schedule: (callback: () => void, delayMs: number) => () => void;
}

/** Has the ledger brought up to date, one import at a time, and tells how far it is. */
export interface Refresher {
  refresh(): Promise<void>;
  importDays(days: number): Promise<void>;
  cancel(): Promise<void>;
  /** Refreshes now and from then on at a regular interval, until paused. */
  resume(): void;
  pause(): void;
}

const REFRESH_INTERVAL_MS = 5 * 60 * 1000;
const PROGRESS_INTERVAL_MS = 500;

export function createRefresher({ api, onStatus, onFigures, onFailure, schedule }: RefresherOptions): Refresher {
  let running: Promise<void> | null = null;
  let cancelNext: (() => void) | null = null;

  function once(start: () => Promise<unknown>): Promise<void> {
    running ??= follow(start).finally(() => (running = null));
    return running;
  }

  async function follow(start: () => Promise<unknown>): Promise<void> {
    let runsRecorded = 0;
    let isOver = false;
    let cancelPoll: () => void = () => undefined;
    const tell = async () => {
      const status = await api.importStatus();
      onStatus(status);
      if (status.progress !== null && status.progress.runsRecorded !== runsRecorded) {
        runsRecorded = status.progress.runsRecorded;
        onFigures();
      }
    };
    const poll = () =>
      void tell()
        .catch((error: unknown) => onFailure(toAppError(error).code))
        .then(() => {
          if (!isOver) cancelPoll = schedule(poll, PROGRESS_INTERVAL_MS);
        });

    const ended = start();
    poll();
    await ended.catch((error: unknown) => onFailure(toAppError(error).code));
    isOver = true;
    cancelPoll();
    onStatus(await api.importStatus());
    onFigures();
  }

  function pause(): void {
    cancelNext?.();
    cancelNext = null;
  }

  function resume(): void {
    pause();
    cancelNext = schedule(resume, REFRESH_INTERVAL_MS);
    void once(() => api.refresh()).catch((error: unknown) => onFailure(toAppError(error).code));
  }

  return {
    refresh: () => once(() => api.refresh()),
    async importDays(days) {
      // A refresh that runs already goes less far back than what was asked for.
      await running?.catch(() => undefined);
      await once(() => api.backfill(days));
    },
    cancel: () => api.cancelImport(),
    resume,
    pause,
  };
}
