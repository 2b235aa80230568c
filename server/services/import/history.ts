import type { Span } from "../../../shared/domain/day.ts";
import type { ImportRecord } from "../../ledger/ledger.ts";
import { windowNowMs } from "./import-window.ts";

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** The least that any of Apify's plans keeps. */
const SHORTEST_RETENTION_MS = 7 * DAY_MS;

/** What a completed import says of the history. `oldestMs` is the start of the oldest run that it met. */
export interface CompletedImport {
  readonly record: Pick<ImportRecord, "fromMs" | "toMs" | "isReset">;
  readonly oldestMs: number | null;
  readonly retentionDays: number | null;
}

/** From this instant on Apify still has every run, by its clock at `nowMs`. */
export function keptFrom(
  { oldestMs, retentionDays }: Pick<CompletedImport, "oldestMs" | "retentionDays">,
  nowMs: number,
): number {
  if (retentionDays !== null) return nowMs - retentionDays * DAY_MS;
  // Where the token may not read for how long, a run that was met proves that Apify reaches back to it.
  return Math.min(oldestMs ?? nowMs, nowMs - SHORTEST_RETENTION_MS);
}

/**
 * A reset that ends at `nowMs` may remove what it did not meet from this instant on: what is older may have been deleted
 * by Apify while the reset lasted, to the day.
 */
export function removableFrom(completed: Omit<CompletedImport, "record">, nowMs: number): number {
  return keptFrom(completed, nowMs) + DAY_MS;
}

/** The span in which the ledger holds every run, once the import has completed; `nowMs` is by Apify's clock. */
export function completeAfter(former: Span | null, completed: CompletedImport, nowMs: number): Span {
  const { record } = completed;
  const toMs = windowNowMs(record);
  const keptFromMs = keptFrom(completed, toMs);
  const fromMs = Math.max(record.fromMs, keptFromMs);
  // A computer that was off for longer than Apify keeps runs has lost some, and a reset of fewer days than Apify keeps
  // removes some: the history begins anew.
  const isShortReset = record.isReset && record.fromMs > keptFromMs;
  // A history that ends ahead of now was written by a clock that was wrong, and proves nothing.
  const joinsOn = former !== null && former.toMs >= fromMs && former.toMs <= nowMs + HOUR_MS;
  if (!joinsOn || isShortReset) return { fromMs, toMs };
  return { fromMs: Math.min(former.fromMs, fromMs), toMs: Math.max(former.toMs, toMs) };
}
