import type { ImportAnswer, ImportStatus } from "../../../shared/api/backfill.ts";
import { AppError, isAppError, toAppError } from "../../../shared/errors.ts";
import type { RefreshMinutes } from "../../../shared/ipc/preferences.ts";
import type { ApiClient } from "../api-client.ts";
import type { Imports } from "../workspace.ts";
import type { ServerFigures } from "./server-figures.ts";

const PROGRESS_INTERVAL_MS = 2_000;
/** Between two readings of the figures while an import changes them. */
const FIGURES_INTERVAL_MS = 5_000;
const MINUTE_MS = 60_000;

export interface ServerImportsOptions {
  readonly api: ApiClient;
  readonly figures: ServerFigures;
  /** The person's choice; 0 is by hand only. */
  readonly refreshMinutes: () => RefreshMinutes;
  readonly now: () => number;
  /** Ends every wait. */
  readonly closing: AbortSignal;
}

/**
 * Brings a team server's figures up to date: reads them again, and before that has the server ask Apify, where the person
 * wants that or the server has not done so by itself lately. Imports run on the server, whoever began them.
 */
export function createServerImports({ api, figures, refreshMinutes, now, closing }: ServerImportsOptions): Imports {
  /** While an import runs on the server, its progress is asked for. */
  let isFollowing = false;
  let onEnd: { idle(): void; failed(error: unknown): void } | null = null;
  let figuresReadAtMs = 0;
  let runsRecorded = 0;

  async function importStatus(): Promise<ImportStatus> {
    if (!isFollowing) return untimed(await figures.importStatus());
    try {
      const status = await api.importStatus();
      figures.follow(status);
      if (status.state === "idle") onEnd?.idle();
      else await readWhileRunning(status);
      return untimed(status);
    } catch (error) {
      onEnd?.failed(error);
      throw error;
    }
  }

  /** The figures change as the import goes on; reading all of them at each step would cost the server too much. */
  async function readWhileRunning({ progress }: ImportStatus): Promise<void> {
    if (progress === null || progress.runsRecorded === runsRecorded) return;
    if (now() - figuresReadAtMs < FIGURES_INTERVAL_MS) return;
    figuresReadAtMs = now();
    runsRecorded = progress.runsRecorded;
    await figures.read().catch(() => undefined);
  }

  async function following<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    isFollowing = true;
    figuresReadAtMs = now();
    runsRecorded = 0;
    try {
      return await work();
    } finally {
      isFollowing = false;
      figures.follow(null);
    }
  }

  /** Answers once the questions after its progress have found the server's import ended. */
  async function untilIdle(): Promise<null> {
    const status = await api.importStatus();
    figures.follow(status);
    if (status.state === "running") {
      await new Promise<void>((resolve, reject) => {
        onEnd = { idle: resolve, failed: reject };
        closing.addEventListener("abort", () => reject(closing.reason as Error), { once: true });
      }).finally(() => (onEnd = null));
    }
    return null;
  }

  const importThere = (start: () => Promise<ImportAnswer>): Promise<ImportAnswer | null> =>
    following(async () => {
      try {
        return await start();
      } catch (error) {
        // A proxy may cut a request that waits for an import, and another computer may have begun one: both go on.
        if (isAppError(error, "server_unreachable") || isAppError(error, "import_running")) return untilIdle();
        throw error;
      }
    });

  /** Whether the server should ask Apify now, without the person having asked. */
  function isDue({ lastCompletedAt, lastFailure }: ImportStatus): boolean {
    if (figures.known()?.apify?.state !== "connected") return false;
    if (lastFailure?.retryAt && Date.parse(lastFailure.retryAt) > now()) return false;
    const sinceMs = lastCompletedAt === null ? Infinity : now() - Date.parse(lastCompletedAt);
    return sinceMs >= refreshMinutes() * MINUTE_MS;
  }

  async function refresh(isByHand: boolean): Promise<ImportAnswer | null> {
    const status = await api.importStatus();
    let answer: ImportAnswer | null = null;
    if (status.state === "running") await following(untilIdle);
    else if (isByHand || isDue(status)) answer = await importThere(() => api.refresh()).catch(unlessTheServerTells);
    await figures.read();
    return answer;
  }

  return {
    progressIntervalMs: PROGRESS_INTERVAL_MS,
    importStatus,
    async refresh(isByHand) {
      try {
        return await refresh(isByHand);
      } catch (error) {
        figures.keepFailure(toAppError(error).code);
        throw error;
      }
    },
    async backfill(days, isReset) {
      const end = await importThere(() => api.backfill(days, isReset)).catch(toAppError);
      await figures.read().catch(() => undefined);
      if (end instanceof AppError) throw end;
      return end;
    },
    cancelImport: () => api.cancelImport(),
  };
}

/** When a run's cost is due to be read is the server's to know: this computer would ask it again and again. */
const untimed = (status: ImportStatus): ImportStatus => ({ ...status, nextReadingAt: null });

/** What went wrong between the server and Apify is in its status; the figures are read all the same. */
function unlessTheServerTells(error: unknown): null {
  const { code } = toAppError(error);
  if (code.startsWith("apify_") || code === "cancelled") return null;
  throw error;
}
