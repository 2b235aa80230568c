import type { ImportStatus } from "../../../shared/api/backfill.ts";
import type { ImportRecord, Ledger } from "../../ledger/ledger.ts";
import { windowNowMs } from "./import-window.ts";
import type { ImportProgress } from "./run-import.ts";

const NOTHING_YET: ImportProgress = { runsListed: 0, runsRecorded: 0, runsExpected: null };

export interface ImportStatusContext {
  readonly ledger: Ledger;
  readonly userId: string;
  /** By Apify's clock, and how far that is ahead of this computer's. */
  readonly nowMs: number;
  readonly aheadMs: number;
  /** The import that runs; its record and its progress are null while it has not begun to read. */
  readonly running: {
    readonly record: ImportRecord | null;
    readonly progress: ImportProgress | null;
    readonly startedAtMs: number;
  } | null;
}

export async function importStatus({
  ledger,
  userId,
  nowMs,
  aheadMs,
  running,
}: ImportStatusContext): Promise<ImportStatus> {
  const [latest, completed, isHistoryIncomplete, history, open] = await Promise.all([
    ledger.latestImport(userId),
    ledger.latestImport(userId, "completed"),
    ledger.isHistoryIncomplete(userId),
    ledger.history(userId),
    ledger.openReadings(userId, nowMs),
  ]);
  return {
    state: running === null ? "idle" : "running",
    progress: progressOf(running),
    lastCompletedAt: isoOrNull(completed?.endedAtMs),
    lastFailure:
      latest?.errorCode && latest.endedAtMs
        ? { code: latest.errorCode, at: iso(latest.endedAtMs), retryAt: isoOrNull(latest.retryAtMs) }
        : null,
    isIncomplete: running === null && isHistoryIncomplete,
    completeFrom: isoOrNull(history.complete?.fromMs),
    retentionDays: history.retentionDays,
    // Who plans the next refresh by it does so by this computer's clock.
    nextReadingAt: isoOrNull(open.nextReadAtMs === null ? null : open.nextReadAtMs - aheadMs),
    runsInProgress: open.runsInProgress,
    unsettledRuns: open.unsettledRuns,
  };
}

function progressOf(running: ImportStatusContext["running"]): ImportStatus["progress"] {
  if (running === null || running.record === null) return null;
  const { record, progress, startedAtMs } = running;
  return {
    ...(progress ?? NOTHING_YET),
    from: iso(record.fromMs),
    to: iso(windowNowMs(record)),
    startedAt: iso(startedAtMs),
  };
}

const iso = (ms: number): string => new Date(ms).toISOString();
const isoOrNull = (ms: number | null | undefined): string | null => (ms === null || ms === undefined ? null : iso(ms));
