import type { Span } from "../../../shared/domain/day.ts";
import type { ImportRecord } from "../../ledger/ledger.ts";
import { windowNowMs } from "./import-window.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** The least that any of Apify's plans keeps. */
const SHORTEST_RETENTION_MS = 7 * DAY_MS;

/** What a completed import says of the history. `oldestMs` is the start of the oldest run that it met. */
export interface CompletedImport {
  readonly record: Pick<ImportRecord, "fromMs" | "toMs" | "isReset">;
  readonly oldestMs: number | null;
  readonly retentionDays: number | null;
}

/** From this instant on Apify still had every run when the import began. */
export function keptFrom({ record, oldestMs, retentionDays }: CompletedImport): number {
  const nowMs = windowNowMs(record);
  if (retentionDays !== null) return nowMs - retentionDays * DAY_MS;
  // Where the token may not read for how long, a run that was met proves that Apify reaches back to it.
  return Math.min(oldestMs ?? nowMs, nowMs - SHORTEST_RETENTION_MS);
}

/** The span in which the ledger holds every run, once the import has completed. */
export function completeAfter(former: Span | null, completed: CompletedImport): Span {
  const { record } = completed;
  const fromMs = Math.max(record.fromMs, keptFrom(completed));
  const toMs = windowNowMs(record);
  // A computer that was off for longer than Apify keeps runs has lost some, and a reset of fewer days than Apify keeps
  // removes some: the history begins anew.
  const isShortReset = record.isReset && record.fromMs > keptFrom(completed);
  const isContinuous = former !== null && former.toMs >= fromMs && !isShortReset;
  if (!isContinuous) return { fromMs, toMs };
  return { fromMs: Math.min(former.fromMs, fromMs), toMs: Math.max(former.toMs, toMs) };
}
