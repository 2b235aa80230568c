import type { ImportStatus } from "../../../shared/api/backfill.ts";

const DAY_MS = 86_400_000;

/**
 * Whether the ledger holds the runs of the last `days` days, or of all time when that is null. Where an import was cut
 * before them, no runs is not the same as none at Apify.
 */
export function isImported(status: ImportStatus | undefined, days: number | null, nowMs: number): boolean {
  if (status?.isIncomplete !== true) return true;
  if (days === null || status.completeFrom === null) return false;
  return Date.parse(status.completeFrom) <= nowMs - days * DAY_MS;
}
