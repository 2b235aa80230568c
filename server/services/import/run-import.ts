import type { ImportedRun, ImportRecord, KeptRun, Ledger, RunReading } from "../../ledger/ledger.ts";
import type { ListedRun } from "../../sources/apify/answers.ts";
import type { ApifyClient } from "../../sources/apify/client.ts";
import { listedCost } from "../../sources/apify/transform.ts";
import { listRuns } from "./list-runs.ts";
import { needsReading } from "./needs-reading.ts";
import { readRuns } from "./read-runs.ts";

export interface ImportProgress {
  readonly runsListed: number;
  readonly runsRecorded: number;
  readonly runsExpected: number | null;
}

export interface RunImportContext {
  readonly ledger: Ledger;
  readonly client: ApifyClient;
  readonly userId: string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ImportProgress) => void;
}

export interface ImportedWindow {
  readonly progress: ImportProgress;
  /** The start of the oldest run that was met. */
  readonly oldestMs: number | null;
}

/** Runs written in one transaction: a cut import reads at most so many details again, and no commit holds the window up. */
export const RUNS_PER_COMMIT = 100;

/** Reads the runs from the import's cursor to the start of its window, newest first, committing as it goes. */
export async function runImport(context: RunImportContext, current: ImportRecord): Promise<ImportedWindow> {
  const { ledger, client, userId, signal } = context;
  let oldestMs: number | null = null;
  let progress: ImportProgress = { runsListed: 0, runsRecorded: 0, runsExpected: null };
  const report = (next: ImportProgress) => context.onProgress((progress = next));

  for await (const page of listRuns(client, { fromMs: current.fromMs, toMs: current.cursorMs }, signal)) {
    report({
      ...progress,
      runsExpected: Math.max(progress.runsExpected ?? 0, progress.runsListed + page.runsLeft),
      runsListed: progress.runsListed + page.runs.length,
    });
    for (const batch of batchesOf(page.runs)) {
      const known = await ledger.readingsOf(
        userId,
        batch.map((run) => run.id),
      );
      const toRead = batch.filter((run) => needsReading(run, known.get(run.id), current));
      const runs = await readRuns(
        client,
        toRead.map((run) => ({ id: run.id, listed: run, known: known.get(run.id) ?? null })),
        // The first time it stops, which tells that something is wrong; when it is taken up again it goes past.
        { signal, isReset: current.isReset, mayPassOver: current.state === "failed" },
      );
      oldestMs = batch.at(-1)?.startedAt ?? oldestMs;
      await ledger.commitImported(userId, current.id, {
        runs,
        kept: keptOf(batch, toRead, known),
        cursorMs: oldestMs ?? current.cursorMs,
        ...countChanges(runs, known),
      });
      report({ ...progress, runsRecorded: progress.runsRecorded + batch.length });
    }
  }
  return { progress, oldestMs };
}

/** How many of `runs` the ledger did not hold, and how many it held with another cost or status. */
export function countChanges(runs: readonly ImportedRun[], known: ReadonlyMap<string, RunReading>) {
  let runsNew = 0;
  let runsChanged = 0;
  for (const run of runs) {
    const before = known.get(run.runId);
    const cost = run.costNanoUsd ?? before?.costNanoUsd ?? null;
    if (before === undefined) runsNew += 1;
    else if (before.status !== run.status || before.costNanoUsd !== cost) runsChanged += 1;
  }
  return { runsNew, runsChanged };
}

function keptOf(
  batch: readonly ListedRun[],
  read: readonly ListedRun[],
  known: ReadonlyMap<string, RunReading>,
): readonly KeptRun[] {
  const isRead = new Set(read);
  return batch
    .filter((run) => !isRead.has(run))
    .map((run) => {
      const cost = listedCost(run);
      return { runId: run.id, listedNanoUsd: cost === known.get(run.id)?.listedNanoUsd ? null : cost };
    });
}

function* batchesOf(runs: readonly ListedRun[]): Generator<readonly ListedRun[]> {
  for (let start = 0; start < runs.length; start += RUNS_PER_COMMIT) yield runs.slice(start, start + RUNS_PER_COMMIT);
}
