import type { ImportStatus } from "../../../shared/api/backfill.ts";
import type { ImportRecord, Ledger } from "../../ledger/ledger.ts";
import type { ImportProgress } from "./run-import.ts";

const NOTHING_YET: ImportProgress = { runsListed: 0, runsRecorded: 0, runsExpected: null };

/** `current` and `progress` are null while a running import has not begun to read. */
export async function importStatus(
  ledger: Ledger,
  userId: string,
  current: ImportRecord | null,
  progress: ImportProgress | null,
  isRunning: boolean,
): Promise<ImportStatus> {
  const [latest, completed, isHistoryIncomplete] = await Promise.all([
    ledger.latestImport(userId),
    ledger.latestImport(userId, "completed"),
    ledger.isHistoryIncomplete(userId),
  ]);
  return {
    state: isRunning ? "running" : "idle",
    progress: current && { ...(progress ?? NOTHING_YET), ...windowOf(current) },
    lastCompletedAt: completed?.endedAtMs ? iso(completed.endedAtMs) : null,
    lastFailure: latest?.errorCode && latest.endedAtMs ? { code: latest.errorCode, at: iso(latest.endedAtMs) } : null,
    isIncomplete: !isRunning && isHistoryIncomplete,
  };
}

function windowOf(record: ImportRecord): { from: string; to: string } {
  return { from: iso(record.fromMs), to: iso(Math.min(record.toMs, record.startedAtMs)) };
}

const iso = (ms: number): string => new Date(ms).toISOString();
