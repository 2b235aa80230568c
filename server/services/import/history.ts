import type { Span } from "../../../shared/domain/day.ts";
import type { ImportRecord } from "../../ledger/ledger.ts";
import { windowNowMs } from "./import-window.ts";

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** The least that any of Apify's plans keeps. */
const SHORTEST_RETENTION_MS = 7 * DAY_MS;

/** What a completed import says of the history. `oldestMs` is the start of the oldest run that it met. */
export interface CompletedImport {
  readonly record: Pick<ImportRecord, "fromMs" | "toMs">;
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
 * A reset that ends at `nowMs` may remove what it did not meet from this instant on: it did not look for what is older
 * than its window, and Apify may have deleted what is older than the plan keeps while the reset lasted, to the day.
 */
export function removableFrom(completed: CompletedImport, nowMs: number): number {
  return Math.max(completed.record.fromMs, keptFrom(completed, nowMs) + DAY_MS);
}

/** The span in which the ledger holds every run, once the import has completed; `nowMs` is by Apify's clock. */
export function completeAfter(former: Span | null, completed: CompletedImport, nowMs: number): Span {
  const { record } = completed;
  const toMs = windowNowMs(record);
  const fromMs = Math.max(record.fromMs, keptFrom(completed, toMs));
  // A computer that was off for longer than Apify keeps runs has lost some: the history begins anew. A history that ends
  // ahead of now was written by a clock that was wrong, and proves nothing.
  const joinsOn = former !== null && former.toMs >= fromMs && former.toMs <= nowMs + HOUR_MS;
  if (!joinsOn) return { fromMs, toMs };
  return { fromMs: Math.min(former.fromMs, fromMs), toMs: Math.max(former.toMs, toMs) };
}
