import { DEFAULT_BACKFILL_DAYS } from "../../../shared/api/backfill.ts";
import type { Ledger } from "../../ledger/ledger.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** How far this computer's clock may be from Apify's without a run being missed; also the stretch read again each time. */
const CLOCK_MARGIN_MS = DAY_MS;

export interface ImportWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

export function backfillWindow(days: number, nowMs: number): ImportWindow {
  return { fromMs: nowMs - days * DAY_MS, toMs: nowMs + CLOCK_MARGIN_MS };
}

/** From where the ledger is complete, or from the oldest run that was still moving, whichever is earlier. */
export async function refreshWindow(
  ledger: Pick<Ledger, "latestImport" | "oldestUnsettledMs">,
  userId: string,
  nowMs: number,
): Promise<ImportWindow> {
  const [completed, cancelled, oldestUnsettledMs] = await Promise.all([
    ledger.latestImport(userId, "completed"),
    ledger.latestImport(userId, "cancelled"),
    ledger.oldestUnsettledMs(userId),
  ]);
  const longest = backfillWindow(DEFAULT_BACKFILL_DAYS, nowMs);
  if (completed === null && cancelled === null) return longest;

  // A person who cancelled the first import does not want the rest of it; what is newer they do.
  const knownFromMs = completed?.startedAtMs ?? Math.min(cancelled?.cursorMs ?? nowMs, nowMs);
  const fromMs = Math.min(knownFromMs - CLOCK_MARGIN_MS, oldestUnsettledMs ?? nowMs);
  return { ...longest, fromMs: Math.max(fromMs, longest.fromMs) };
}
