import { DEFAULT_BACKFILL_DAYS } from "../../../shared/api/backfill.ts";
import type { ImportRecord, Ledger } from "../../ledger/ledger.ts";

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Every window ends this far ahead, so that a computer whose clock is behind misses no run. The distance is the same for
 * all, so that their lengths compare.
 */
const OPEN_END_MS = 400 * DAY_MS;
/** A run may appear in Apify's list a while after others that started later. */
const OVERLAP_MS = HOUR_MS;
/** How often so much of the past is listed again: a run that goes on after its end keeps its old place in the list. */
const SWEEPS = [
  { everyMs: HOUR_MS, reachMs: DAY_MS },
  { everyMs: DAY_MS, reachMs: 31 * DAY_MS },
] as const;

export interface ImportWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The last `days` days. `nowMs` is by Apify's clock. */
export function backfillWindow(days: number, nowMs: number): ImportWindow {
  return { fromMs: nowMs - days * DAY_MS, toMs: nowMs + OPEN_END_MS };
}

/** When an import began, by Apify's clock: later runs are not certain to be in it. */
export const windowNowMs = ({ toMs }: Pick<ImportRecord, "toMs">): number => toMs - OPEN_END_MS;

/** From where the ledger is complete, and as far back as a sweep that is due. */
export async function refreshWindow(
  ledger: Pick<Ledger, "latestImport" | "latestWindowEndMs" | "history" | "newestRunMs">,
  userId: string,
  nowMs: number,
): Promise<ImportWindow> {
  const longest = backfillWindow(DEFAULT_BACKFILL_DAYS, nowMs);
  const [knownToMs, { complete }] = await Promise.all([knownUntil(ledger, userId, nowMs), ledger.history(userId)]);
  if (knownToMs === null) return longest;

  let fromMs = knownToMs - OVERLAP_MS;
  // A sweep looks again at what was read; it brings in nothing that a person cancelled.
  const sweptFromMs = complete?.fromMs ?? fromMs;
  for (const { everyMs, reachMs } of SWEEPS) {
    // Not by when it was recorded, which this computer's clock tells: the window alone is by Apify's.
    const toMs = await ledger.latestWindowEndMs(userId, reachMs + OPEN_END_MS);
    const sweptMs = toMs === null ? null : windowNowMs({ toMs });
    const isDue = sweptMs === null || sweptMs > nowMs || nowMs - sweptMs >= everyMs;
    if (isDue) fromMs = Math.min(fromMs, Math.max(nowMs - reachMs, sweptFromMs));
  }
  return { ...longest, fromMs: Math.max(fromMs, longest.fromMs) };
}

/** Until when every run is known; null before the first import has ended. */
async function knownUntil(
  ledger: Pick<Ledger, "latestImport" | "history" | "newestRunMs">,
  userId: string,
  nowMs: number,
): Promise<number | null> {
  const [{ complete }, newestMs, cancelled] = await Promise.all([
    ledger.history(userId),
    ledger.newestRunMs(userId),
    ledger.latestImport(userId, "cancelled"),
  ]);
  // The newest run's start is by Apify's clock, whatever this computer's was when the import ended.
  if (complete !== null) return Math.min(complete.toMs, newestMs ?? complete.toMs);
  // A person who cancelled the first import does not want the rest of it; what is newer they do.
  return cancelled === null ? null : Math.min(cancelled.cursorMs, nowMs);
}
