import pLimit from "p-limit";
import { AppError } from "../../../shared/errors.ts";
import type { ImportedRun, RunReading } from "../../ledger/ledger.ts";
import type { ListedRun } from "../../sources/apify/answers.ts";
import type { ApifyClient } from "../../sources/apify/client.ts";
import { goneRun, importedRun, vanishedRun } from "../../sources/apify/transform.ts";

const CONCURRENT_DETAILS = 8;

/** A run whose detail is to be read: told of by the list, known to the ledger, or both. */
export interface RunToRead {
  readonly id: string;
  readonly listed: ListedRun | null;
  readonly known: RunReading | null;
}

/** Reads the details, some at once. The first failure ends the other requests too: what can't be committed need not be read. */
export async function readRuns(
  client: Pick<ApifyClient, "readRun" | "now">,
  runs: readonly RunToRead[],
  parentSignal: AbortSignal,
): Promise<readonly ImportedRun[]> {
  const failed = new AbortController();
  const signal = AbortSignal.any([parentSignal, failed.signal]);
  const limit = pLimit(CONCURRENT_DETAILS);
  const readOne = async (run: RunToRead): Promise<ImportedRun> => {
    signal.throwIfAborted();
    const detail = await client.readRun(run.id, signal);
    const readAtMs = client.now();
    if (detail !== null) return importedRun(detail, { ...run, readAtMs });
    if (run.known !== null) return goneRun(run.known, readAtMs);
    if (run.listed !== null) return vanishedRun(run.listed, readAtMs);
    throw new AppError("internal", "A run is read of which nothing is known");
  };
  try {
    return await Promise.all(runs.map((run) => limit(readOne, run)));
  } catch (error) {
    failed.abort();
    throw error;
  }
}
