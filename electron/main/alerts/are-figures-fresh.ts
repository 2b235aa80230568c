import { isStale } from "../../../shared/domain/freshness.ts";
import type { ConnectionStatus } from "../../../shared/ipc/connection.ts";

export interface FreshnessFacts {
  readonly status: ConnectionStatus | null;
  readonly nowMs: number;
  readonly refreshMinutes: number;
}

/**
 * Whether budgets may be judged by the figures: they agreed with Apify of late, and no import is changing them just now.
 * Figures that never agreed are those of a first import, whose thresholds would be crossed one after the other.
 */
export function areFiguresFresh({ status, nowMs, refreshMinutes }: FreshnessFacts): boolean {
  if (status === null || status.lastCompletedAt === null || status.connection.kind === "refreshing") return false;
  return !isStale(status.lastCompletedAt, nowMs, refreshMinutes);
}
