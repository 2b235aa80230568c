import type { ImportAnswer, ImportStatus } from "../../shared/api/backfill.ts";
import { toAppError, type AppError } from "../../shared/errors.ts";
import type { ApiClient } from "./api-client.ts";

const PROGRESS_INTERVAL_MS = 500;

export interface ImportFollower {
  readonly api: Pick<ApiClient, "importStatus">;
  readonly onStatus: (status: ImportStatus) => void;
  /** Told as the import goes on: the figures may have changed. */
  readonly onFigures: () => void;
  /** Calls back after a time; the answer takes it back. */
  readonly schedule: (callback: () => void, delayMs: number) => () => void;
}

export type ImportEnd =
  | { readonly state: "completed"; readonly answer: ImportAnswer }
  | { readonly state: "failed"; readonly failure: AppError };

/** Starts an import and tells how far it is, twice a second, until it has ended. */
export async function followImport(start: () => Promise<ImportAnswer>, follower: ImportFollower): Promise<ImportEnd> {
  const { api, onStatus, onFigures, schedule } = follower;
  let runsRecorded = 0;
  let isOver = false;
  let cancelPoll: () => void = () => undefined;

  async function tell(): Promise<void> {
    const status = await api.importStatus();
    if (isOver) return;
    onStatus(status);
    if (status.progress === null || status.progress.runsRecorded === runsRecorded) return;
    runsRecorded = status.progress.runsRecorded;
    onFigures();
  }
  function poll(): void {
    void tell()
      // The next one asks again; how the import ends is told apart from this.
      .catch(() => undefined)
      .then(() => {
        if (!isOver) cancelPoll = schedule(poll, PROGRESS_INTERVAL_MS);
      });
  }

  const ended = start();
  poll();
  try {
    return { state: "completed", answer: await ended };
  } catch (error) {
    return { state: "failed", failure: toAppError(error) };
  } finally {
    isOver = true;
    cancelPoll();
  }
}
