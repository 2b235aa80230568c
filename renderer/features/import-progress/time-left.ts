import type { ImportStatus } from "../../../shared/api/backfill.ts";

type Progress = NonNullable<ImportStatus["progress"]>;

/** Before this much time and this share, the pace says nothing. */
const SHORTEST_ELAPSED_MS = 3_000;
const SMALLEST_SHARE = 0.02;

/** How much longer an import takes at its pace so far; null while that can't be told. */
export function timeLeftMs(
  progress: Pick<Progress, "startedAt" | "runsListed" | "runsRecorded" | "runsExpected">,
  nowMs: number,
): number | null {
  const { runsListed, runsRecorded, runsExpected } = progress;
  if (runsExpected === null) return null;
  const elapsedMs = nowMs - Date.parse(progress.startedAt);
  const share = runsRecorded / Math.max(runsExpected, runsListed, runsRecorded, 1);
  if (elapsedMs < SHORTEST_ELAPSED_MS || share < SMALLEST_SHARE) return null;
  return (elapsedMs * (1 - share)) / share;
}

export interface RoundedTime {
  readonly unit: "lessThanMinute" | "minutes" | "hours";
  readonly count: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** From here on hours are exact enough. */
const LONGEST_IN_MINUTES_MS = 90 * MINUTE_MS;

/** To the nearest minute, or hour when it is long: an estimate must not look more exact than it is. */
export function roundedTime(ms: number): RoundedTime {
  if (ms < MINUTE_MS / 2) return { unit: "lessThanMinute", count: 0 };
  if (ms < LONGEST_IN_MINUTES_MS) return { unit: "minutes", count: Math.max(1, Math.round(ms / MINUTE_MS)) };
  return { unit: "hours", count: Math.round(ms / HOUR_MS) };
}
