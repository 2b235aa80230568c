import pLimit from "p-limit";
import type { ImportedRun, ImportRecord, Ledger } from "../../ledger/ledger.ts";
import type { ListedRun } from "../../sources/apify/answers.ts";
import type { ApifyClient } from "../../sources/apify/client.ts";
import { importedRun, vanishedRun } from "../../sources/apify/transform.ts";
import { listRuns } from "./list-runs.ts";
import { needsReading } from "./needs-reading.ts";

export interface ImportProgress {
  readonly runsListed: number;
  readonly runsRecorded: number;
  readonly runsExpected: number | null;
}

export interface RunImportContext {
  readonly ledger: Ledger;
  readonly client: ApifyClient;
  readonly userId: string;
  readonly now: () => number;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ImportProgress) => void;
}

const CONCURRENT_DETAILS = 8;
/** Runs written in one transaction: a cut import reads at most so many details again. */
export const RUNS_PER_COMMIT = 200;

/** Reads the runs from the import's cursor to the start of its window, newest first, committing as it goes. */
export async function runImport(context: RunImportContext, current: ImportRecord): Promise<ImportProgress> {
  const { ledger, client, userId, signal } = context;
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
      const runs = await readDetails(context, toRead);

      const read = new Set(toRead.map((run) => run.id));
      const keptRunIds = batch.map((run) => run.id).filter((id) => !read.has(id));
      const cursorMs = batch.at(-1)?.startedAt ?? current.cursorMs;
      await ledger.commitImported(userId, current.id, { runs, keptRunIds, cursorMs });
      report({ ...progress, runsRecorded: progress.runsRecorded + batch.length });
    }
  }
  return progress;
}

/** The first failure ends the other requests too: what can't be committed need not be read. */
async function readDetails(context: RunImportContext, listed: readonly ListedRun[]): Promise<readonly ImportedRun[]> {
  const failed = new AbortController();
  const signal = AbortSignal.any([context.signal, failed.signal]);
  const limit = pLimit(CONCURRENT_DETAILS);
  const readOne = async (run: ListedRun): Promise<ImportedRun> => {
    signal.throwIfAborted();
    const detail = await context.client.readRun(run.id, signal);
    return detail === null ? vanishedRun(run, context.now()) : importedRun(detail, context.now());
  };
  try {
    return await Promise.all(listed.map((run) => limit(readOne, run)));
  } catch (error) {
    failed.abort();
    throw error;
  }
}

function* batchesOf(runs: readonly ListedRun[]): Generator<readonly ListedRun[]> {
  for (let start = 0; start < runs.length; start += RUNS_PER_COMMIT) yield runs.slice(start, start + RUNS_PER_COMMIT);
}
