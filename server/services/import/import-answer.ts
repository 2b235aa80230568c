import type { ImportAnswer } from "../../../shared/api/backfill.ts";
import type { ImportRecord } from "../../ledger/ledger.ts";
import { keptFrom } from "./history.ts";
import { windowNowMs } from "./import-window.ts";
import type { ImportProgress } from "./run-import.ts";

/** What came of an import, and of the one before that it took up again. */
export function importAnswer(
  record: ImportRecord,
  progress: ImportProgress,
  retentionDays: number | null,
  resumed: ImportAnswer | null,
): ImportAnswer {
  const nowMs = windowNowMs(record);
  const keptFromMs = keptFrom({ oldestMs: null, retentionDays }, nowMs);
  const isAllKept = retentionDays === null || keptFromMs <= record.fromMs;
  return {
    ...progress,
    runsNew: record.runsNew + (resumed?.runsNew ?? 0),
    runsChanged: record.runsChanged + (resumed?.runsChanged ?? 0),
    runsRemoved: record.runsRemoved + (resumed?.runsRemoved ?? 0),
    from: iso(record.fromMs),
    to: iso(nowMs),
    retentionDays,
    notKeptBefore: isAllKept ? null : iso(keptFromMs),
  };
}

const iso = (ms: number): string => new Date(ms).toISOString();
