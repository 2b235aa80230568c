import type { ImportAnswer, ImportStatus } from "../../shared/api/backfill.ts";
import { AppError, toAppError, type ErrorCode } from "../../shared/errors.ts";
import type { RefreshMinutes } from "../../shared/ipc/preferences.ts";
import { followImport, type ImportEnd } from "./follow-import.ts";
import { backoffAfterFailure, NO_BACKOFF, nextRefreshAtMs, type Backoff } from "./refresh-schedule.ts";
import type { Imports } from "./workspace.ts";

const AFTER_WAKING_MS = 15_000;

/** What refreshing by itself depends on beside the account. */
export interface RefresherSurroundings {
  readonly schedule: (callback: () => void, delayMs: number) => () => void;
  readonly now: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly refreshMinutes: () => RefreshMinutes;
  readonly isWindowVisible: () => boolean;
}

export interface RefresherOptions extends RefresherSurroundings {
  readonly imports: Imports;
  /** The account's failures in a row, kept over restarts. */
  readonly backoff: { read(): Backoff; write(backoff: Backoff): void };
  readonly onStatus: (status: ImportStatus) => void;
  /** Told as an import goes on and at its end: the figures may have changed. */
  readonly onFigures: () => void;
  readonly onFailure: (code: ErrorCode) => void;
  /** Told when `state` may be another. */
  readonly onState: () => void;
}

export interface RefresherState {
  readonly isRefreshing: boolean;
  readonly nextRefreshAtMs: number | null;
  /** A failure that the ledger does not know of, since when. */
  readonly untold: { readonly code: ErrorCode; readonly atMs: number } | null;
}

/** Has the ledger brought up to date, one import at a time, by itself and by hand, and tells how far it is. */
export interface Refresher {
  /** By hand: whatever stands against one by itself. Resolves when it has ended; its status tells how. */
  refresh(): Promise<void>;
  /**
   * The token is another one now. What runs with the former comes to its own end, since cancelling it would leave the
   * rest of it alone for good. A refresh with the new one follows, and then days that failed with the former. Its failure
   * counts for nothing.
   */
  changeConnection(): void;
  /** Waits for a refresh that runs. @throws AppError `import_running` while days are imported already, and as the import */
  importDays(count: number, isReset: boolean): Promise<ImportAnswer | null>;
  cancel(): Promise<void>;
  /** Refreshes at once, unless a backoff holds it up, and from then on by itself, until paused. */
  resume(): void;
  pause(): void;
  /** The person's choice or the window's visibility is another now. */
  replan(): void;
  state(): RefresherState;
  /** Leaves what runs to its own end: nothing is told or kept of it. */
  stop(): void;
}

interface RequestedDays {
  /** Whether the person has taken them back meanwhile. */
  isCancelled: boolean;
}

export function createRefresher(options: RefresherOptions): Refresher {
  const { imports, schedule, now } = options;
  let backoff = options.backoff.read();
  let status: ImportStatus | null = null;
  let untold: RefresherState["untold"] = null;
  let lastEndedAtMs: number | null = null;
  let isActive = false;
  let isStopped = false;
  let running: { readonly ended: Promise<ImportEnd>; readonly connection: number } | null = null;
  /** Which of the tokens so far is the present one. */
  let connection = 0;
  /** While days are imported, or wait for a refresh to end. */
  let days: RequestedDays | null = null;
  let plannedAtMs: number | null = null;
  let cancelTimer: () => void = () => undefined;

  function run(start: () => Promise<ImportAnswer | null>, isByHand: boolean): Promise<ImportEnd> {
    if (running !== null) return running.ended;
    unplan();
    const mine = connection;
    const ended = followImport(start, { imports, onStatus: tellStatus, onFigures: options.onFigures, schedule })
      .then(readLastStatus)
      .then((end) => finish(end, isByHand, mine));
    running = { ended, connection: mine };
    options.onState();
    return ended;
  }

  function tellStatus(next: ImportStatus): void {
    if (isStopped) return;
    status = next;
    options.onStatus(next);
  }

  async function readLastStatus(end: ImportEnd): Promise<ImportEnd> {
    if (isStopped) return end;
    try {
      tellStatus(await imports.importStatus());
      return end;
    } catch (error) {
      status = null;
      return end.state === "failed" ? end : { state: "failed", failure: toAppError(error) };
    }
  }

  function finish(end: ImportEnd, isByHand: boolean, beganWith: number): ImportEnd {
    running = null;
    if (isStopped) return end;
    lastEndedAtMs = now();
    options.onFigures();
    if (beganWith !== connection) {
      // Whoever gives another token asks for the figures by that, and the former's failure is not this one's.
      begin(true);
      return end;
    }
    if (end.state === "failed") {
      const { code } = end.failure;
      const isTold = status?.lastFailure?.code === code;
      untold = isTold || isNoFailure(code) ? null : { code, atMs: sinceMs(code) };
      keepBackoff(afterFailure(end.failure, isByHand));
      options.onFailure(code);
    } else {
      untold = null;
      keepBackoff(NO_BACKOFF);
    }
    plan();
    return end;
  }

  const sinceMs = (code: ErrorCode): number => (untold?.code === code ? untold.atMs : now());

  function afterFailure({ code, details }: AppError, isByHand: boolean): Backoff {
    if (isNoFailure(code) || needsToken(code)) return NO_BACKOFF;
    const seconds = details?.["retryAfterSeconds"];
    const retryAt =
      typeof seconds === "number"
        ? new Date(now() + seconds * 1_000).toISOString()
        : (status?.lastFailure?.retryAt ?? null);
    // Trying by hand while nothing answers must not put the next one by itself further off.
    const failuresInARow = isByHand ? Math.max(1, backoff.failuresInARow) : backoff.failuresInARow + 1;
    return backoffAfterFailure({ failuresInARow, retryAt, nowMs: now(), random: options.random() });
  }

  function keepBackoff(next: Backoff): void {
    if (next.failuresInARow !== 0 || backoff.failuresInARow !== 0) options.backoff.write(next);
    backoff = next;
  }

  function unplan(): void {
    cancelTimer();
    plannedAtMs = null;
  }

  function plan(): void {
    unplan();
    if (isActive && running === null) {
      const nowMs = now();
      // A clock that was set back: the interval counts from here, once, however often it is planned anew.
      if (lastEndedAtMs !== null) lastEndedAtMs = Math.min(lastEndedAtMs, nowMs);
      plannedAtMs = nextRefreshAtMs({
        refreshMinutes: options.refreshMinutes(),
        status,
        isWindowVisible: options.isWindowVisible(),
        lastEndedAtMs,
        backoff,
        nowMs,
      });
      if (plannedAtMs !== null && plannedAtMs <= nowMs) return begin(false);
      if (plannedAtMs !== null) cancelTimer = schedule(() => begin(false), plannedAtMs - nowMs);
    }
    options.onState();
  }

  function begin(isByHand: boolean): void {
    void run(() => imports.refresh(isByHand), isByHand);
  }

  async function refreshByHand(): Promise<void> {
    if (running !== null && running.connection !== connection) {
      await running.ended;
      return refreshByHand();
    }
    if (isStopped) return;
    const end = await run(() => imports.refresh(true), true);
    // Nothing but the caller can tell that the status itself is out of reach.
    if (status === null && end.state === "failed" && !isStopped) throw end.failure;
  }

  async function runDays(mine: RequestedDays, count: number, isReset: boolean): Promise<ImportAnswer | null> {
    if (running !== null) {
      // A refresh that runs already goes less far back than what was asked for.
      await running.ended;
      return runDays(mine, count, isReset);
    }
    if (mine.isCancelled || isStopped) throw new AppError("cancelled", "The import was cancelled");
    const beganWith = connection;
    const end = await run(() => imports.backfill(count, isReset), true);
    if (end.state === "completed") return end.answer;
    if (beganWith === connection || mine.isCancelled) throw end.failure;
    return runDays(mine, count, isReset);
  }

  return {
    refresh: refreshByHand,
    changeConnection() {
      connection += 1;
    },
    async importDays(count, isReset) {
      if (days !== null) throw new AppError("import_running", "An import is running already");
      const mine: RequestedDays = { isCancelled: false };
      days = mine;
      try {
        return await runDays(mine, count, isReset);
      } finally {
        days = null;
      }
    },
    async cancel() {
      if (days !== null) days.isCancelled = true;
      await imports.cancelImport();
    },
    resume() {
      if (isStopped) return;
      const isJustRefreshed = lastEndedAtMs !== null && Math.abs(now() - lastEndedAtMs) < AFTER_WAKING_MS;
      // Waking may be told twice.
      if (!isJustRefreshed) lastEndedAtMs = null;
      isActive = true;
      plan();
    },
    pause() {
      isActive = false;
      plan();
    },
    replan: plan,
    state: () => ({ isRefreshing: running !== null, nextRefreshAtMs: plannedAtMs, untold }),
    stop() {
      isStopped = true;
      isActive = false;
      unplan();
    },
  };
}

const isNoFailure = (code: ErrorCode): boolean => code === "cancelled" || code === "import_running";

/** Nothing but a token helps, and that is the session's to wait for. */
const needsToken = (code: ErrorCode): boolean =>
  code === "apify_token_refused" || code === "apify_not_connected" || code === "unauthorized";
