import { readRuns } from "./read-runs.ts";
import { RUNS_PER_COMMIT, type RunImportContext } from "./run-import.ts";

/** What a single refresh reads by id at most, so that a long absence is not made up for in one go. */
const MOST_READINGS = 2_000;

/**
 * Reads again the runs whose reading is due, by id: those that had not ended, however long ago they started, and those
 * whose cost is provisional.
 */
export async function readDueRuns(context: Omit<RunImportContext, "onProgress">): Promise<void> {
  const { ledger, client, userId, signal } = context;
  for (let read = 0; read < MOST_READINGS; read += RUNS_PER_COMMIT) {
    const due = await ledger.dueReadings(userId, client.now(), RUNS_PER_COMMIT);
    if (due.length === 0) return;
    const runs = await readRuns(
      client,
      due.map((known) => ({ id: known.runId, listed: null, known })),
      { signal, isReset: false, mayPassOver: true },
    );
    await ledger.commitReadings(userId, runs);
    if (due.length < RUNS_PER_COMMIT) return;
  }
}
