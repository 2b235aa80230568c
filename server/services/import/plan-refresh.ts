import type { ImportStatus } from "../../../shared/api/backfill.ts";
import type { ErrorCode } from "../../../shared/errors.ts";

const MINUTE_MS = 60_000;
/** Between two refreshes of a user, however soon a reading is due. */
const SHORTEST_DELAY_MS = 15_000;
const LONGEST_BACKOFF_MS = 2 * 60 * MINUTE_MS;
/** Apify's own word on when to come back is believed for so long. */
const LONGEST_PAUSE_MS = 24 * 60 * MINUTE_MS;
/** So that users who came together drift apart. */
const JITTER = 0.1;

/** Not of the connection or the server, but of somebody who acts for the user at the moment. */
const OF_THE_MOMENT: readonly ErrorCode[] = ["import_running", "cancelled"];

export interface EndedRefresh {
  /** Null when it succeeded. */
  readonly failed: ErrorCode | null;
  /** Failures in a row before it. */
  readonly failuresBefore: number;
  /** What is known afterwards; null when that could not be read. */
  readonly status: Pick<ImportStatus, "nextReadingAt" | "lastFailure"> | null;
  readonly intervalMs: number;
  readonly nowMs: number;
  /** From 0 to 1. */
  readonly random: number;
}

export interface RefreshPlan {
  readonly failures: number;
  readonly nextAtMs: number;
}

/**
 * When a user is refreshed next: after the interval, sooner when a reading of a cost is due, and after failures ever
 * later, never before Apify asked to be called again.
 */
export function planAfter(ended: EndedRefresh): RefreshPlan {
  const { failed, failuresBefore, status, intervalMs, nowMs, random } = ended;
  const regularMs = intervalMs * (1 + JITTER * (2 * random - 1));
  if (failed === null) {
    const readingMs = Math.max(instantOf(status?.nextReadingAt) ?? Infinity, nowMs + SHORTEST_DELAY_MS);
    return { failures: 0, nextAtMs: Math.min(nowMs + regularMs, readingMs) };
  }
  if (OF_THE_MOMENT.includes(failed)) return { failures: failuresBefore, nextAtMs: nowMs + regularMs };

  const failures = failuresBefore + 1;
  const backoffMs = Math.min(regularMs * 2 ** (failures - 1), Math.max(LONGEST_BACKOFF_MS, regularMs));
  return { failures, nextAtMs: Math.max(nowMs + backoffMs, heldUntilMs(status, nowMs) ?? 0) };
}

/** Before when Apify asked not to be called, if that is still to come. */
export function heldUntilMs(status: Pick<ImportStatus, "lastFailure"> | null, nowMs: number): number | null {
  const retryAtMs = instantOf(status?.lastFailure?.retryAt);
  return retryAtMs !== null && retryAtMs > nowMs && retryAtMs <= nowMs + LONGEST_PAUSE_MS ? retryAtMs : null;
}

/** A plan further ahead than any was made by a clock that was set back since. */
export const isDue = ({ nextAtMs }: RefreshPlan, nowMs: number): boolean =>
  nextAtMs <= nowMs || nextAtMs > nowMs + LONGEST_PAUSE_MS;

const instantOf = (text: string | null | undefined): number | null => (text ? Date.parse(text) : null);
