import type { ImportStatus } from "../../shared/api/backfill.ts";
import type { RefreshMinutes } from "../../shared/ipc/preferences.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/** Nothing is planned further ahead, so that a clock that was set forward and back can't stop the refreshing. */
export const LONGEST_DELAY_MS = 60 * MINUTE_MS;
/** Between two refreshes that nobody asked for. */
const SHORTEST_DELAY_MS = 15 * SECOND_MS;
const IN_PROGRESS_DELAY_MS = MINUTE_MS;
const HIDDEN_FACTOR = 3;
const FIRST_BACKOFF_MS = 30 * SECOND_MS;

/** How refreshing by itself goes: failures since the last success, and before when nothing is to be tried. */
export interface Backoff {
  readonly failuresInARow: number;
  readonly notBeforeMs: number | null;
}

export const NO_BACKOFF: Backoff = { failuresInARow: 0, notBeforeMs: null };

export interface RefreshConditions {
  /** The person's choice; 0 plans nothing. */
  readonly refreshMinutes: RefreshMinutes;
  /** The last known; null before the first was read. */
  readonly status: Pick<ImportStatus, "nextReadingAt" | "runsInProgress" | "lastFailure"> | null;
  readonly isWindowVisible: boolean;
  /** When the last refresh ended; null asks for one at once. */
  readonly lastEndedAtMs: number | null;
  readonly backoff: Backoff;
  readonly nowMs: number;
}

/** When to refresh next, from now to an hour ahead; null while that is left to the person. */
export function nextRefreshAtMs(conditions: RefreshConditions): number | null {
  const { refreshMinutes, status, backoff, lastEndedAtMs, nowMs } = conditions;
  if (refreshMinutes === 0) return null;
  const latestMs = nowMs + LONGEST_DELAY_MS;
  const heldUntilMs = Math.max(
    nowMs,
    holdingMs(backoff.notBeforeMs, nowMs),
    holdingMs(instantOf(status?.lastFailure?.retryAt), nowMs),
  );
  if (lastEndedAtMs === null) return heldUntilMs;
  // After a failure the backoff stands in the interval's place, shorter at first and longer than it later.
  if (backoff.failuresInARow > 0 && backoff.notBeforeMs !== null) return heldUntilMs;

  const regularMs = Math.min(lastEndedAtMs, nowMs) + regularDelayMs(conditions);
  const readingMs = Math.max(instantOf(status?.nextReadingAt) ?? Infinity, nowMs + SHORTEST_DELAY_MS);
  return Math.min(Math.max(Math.min(regularMs, readingMs), heldUntilMs), latestMs);
}

function regularDelayMs({ refreshMinutes, status, isWindowVisible }: RefreshConditions): number {
  const delayMs = refreshMinutes * MINUTE_MS;
  const isMoving = status !== null && status.runsInProgress > 0;
  if (isWindowVisible) return isMoving ? Math.min(delayMs, IN_PROGRESS_DELAY_MS) : delayMs;
  return isMoving ? delayMs : Math.min(HIDDEN_FACTOR * delayMs, LONGEST_DELAY_MS);
}

/** What follows from one more failure: doubling waits, spread so that many computers do not come back together. */
export function backoffAfterFailure(failure: {
  readonly failuresInARow: number;
  readonly retryAt: string | null;
  readonly nowMs: number;
  /** From 0 to 1. */
  readonly random: number;
}): Backoff {
  const { failuresInARow, nowMs } = failure;
  const delayMs = FIRST_BACKOFF_MS * 2 ** (failuresInARow - 1) * (1 + failure.random / 2);
  const notBeforeMs = Math.max(nowMs + delayMs, instantOf(failure.retryAt) ?? 0);
  return { failuresInARow, notBeforeMs: Math.round(Math.min(notBeforeMs, nowMs + LONGEST_DELAY_MS)) };
}

/** An instant that holds a refresh up. Further ahead than any wait, it was told by another clock than today's. */
function holdingMs(instantMs: number | null, nowMs: number): number {
  return instantMs === null || instantMs > nowMs + LONGEST_DELAY_MS ? 0 : instantMs;
}

const instantOf = (text: string | null | undefined): number | null => (text ? Date.parse(text) : null);
