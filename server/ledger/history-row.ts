import type { History } from "./ledger.ts";

interface HistoryRow {
  readonly completeFromMs: number | null;
  readonly completeToMs: number | null;
  readonly retentionDays: number | null;
  readonly retentionReadAtMs: number | null;
}

export function historyFromRow(row: HistoryRow | undefined): History {
  const { completeFromMs: fromMs = null, completeToMs: toMs = null } = row ?? {};
  return {
    complete: fromMs === null || toMs === null ? null : { fromMs, toMs },
    retentionDays: row?.retentionDays ?? null,
    retentionReadAtMs: row?.retentionReadAtMs ?? null,
  };
}
