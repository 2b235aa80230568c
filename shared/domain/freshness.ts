const MINUTE_MS = 60_000;
const SHORTEST_MINUTES = 15;
const MISSED_REFRESHES = 3;
const BY_HAND_MINUTES = 24 * 60;
/** A refresh that begins just when the figures would count as old still gets the time to bring newer ones. */
const REFRESH_TIME_MS = MINUTE_MS;

/** From when on figures that agreed with Apify at an instant count as old; by hand only (0) that is a day later. */
export function staleFromMs(completedAtMs: number, refreshMinutes: number): number {
  const minutes =
    refreshMinutes === 0 ? BY_HAND_MINUTES : Math.max(SHORTEST_MINUTES, MISSED_REFRESHES * refreshMinutes);
  return completedAtMs + minutes * MINUTE_MS + REFRESH_TIME_MS;
}

/**
 * Whether the figures are too old to be taken for today's. Figures that never agreed with Apify have no age: what
 * became of their import says more. An instant that lies as far ahead was told by a clock that was set back since.
 */
export function isStale(lastCompletedAt: string | null, nowMs: number, refreshMinutes: number): boolean {
  if (lastCompletedAt === null) return false;
  const completedAtMs = Date.parse(lastCompletedAt);
  const longestMs = staleFromMs(completedAtMs, refreshMinutes) - completedAtMs;
  return Math.abs(nowMs - completedAtMs) >= longestMs;
}
