import { isStale } from "../../../shared/domain/freshness.ts";
import type { RefreshMinutes } from "../../../shared/ipc/preferences.ts";

export interface FiguresAge {
  /** Never negative: a clock that was set back makes nothing younger than now. */
  readonly ageMs: number;
  readonly isStale: boolean;
}

/** How old the figures are that agreed with Apify at `completedAt`; null before they ever did. */
export function figuresAge(
  completedAt: string | null,
  nowMs: number,
  refreshMinutes: RefreshMinutes,
): FiguresAge | null {
  if (completedAt === null) return null;
  return {
    ageMs: Math.max(0, nowMs - Date.parse(completedAt)),
    isStale: isStale(completedAt, nowMs, refreshMinutes),
  };
}
