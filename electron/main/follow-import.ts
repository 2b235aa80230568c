import type { ImportAnswer, ImportStatus } from "../../shared/api/backfill.ts";
import { toAppError, type AppError } from "../../shared/errors.ts";
import type { Imports } from "./workspace.ts";

export interface ImportFollower {
  readonly imports: Pick<Imports, "importStatus" | "progressIntervalMs">;
  readonly onStatus: (status: ImportStatus) => void;
  /** Told as the import goes on: the figures may have changed. */
  readonly onFigures: () => void;
  /** Calls back after a time; the answer takes it back. */
  readonly schedule: (callback: () => void, delayMs: number) => () => void;
}

export type ImportEnd =
  | { readonly state: "completed"; readonly answer: ImportAnswer | null }
  | { readonly state: "failed"; readonly failure: AppError };

/** Starts an import and tells how far it is, again and again, until it has ended. */
export async function followImport(
  start: () => Promise<ImportAnswer | null>,
  follower: ImportFollower,
): Promise<ImportEnd> {
  const { imports, onStatus, onFigures, schedule } = follower;
  let runsRecorded = 0;
  let isOver = false;
  let cancelPoll: () => void = () => undefined;

  async function tell(): Promise<void> {
    const status = await imports.importStatus();
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
        if (!isOver) cancelPoll = schedule(poll, imports.progressIntervalMs);
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
