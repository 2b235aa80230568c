import type { Ledger } from "../../ledger/ledger.ts";
import { SAMPLE_ACTORS, sampleRuns } from "./sample-runs.ts";
import { sampleUsage } from "./sample-usage.ts";

/** Puts the sample's runs into a ledger that is empty, as an import of them would. */
export async function fillWithSample(ledger: Ledger, userId: string, nowMs: number): Promise<void> {
  const runs = sampleRuns(nowMs);
  const fromMs = Math.min(...runs.map((run) => run.createdAtMs));
  const record = await ledger.startImport(userId, { fromMs, toMs: nowMs, isReset: false });
  await ledger.commitImported(userId, record.id, {
    runs,
    kept: [],
    cursorMs: fromMs,
    runsNew: runs.length,
    runsChanged: 0,
  });
  await ledger.endImport(userId, record.id, {
    state: "completed",
    keptFromMs: null,
    complete: { fromMs, toMs: nowMs },
  });
  await ledger.saveActors(userId, SAMPLE_ACTORS, nowMs);
  await ledger.saveAccountUsage(userId, sampleUsage(runs, nowMs));
}
