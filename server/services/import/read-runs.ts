import pLimit from "p-limit";
import { AppError, isAppError } from "../../../shared/errors.ts";
import type { ImportedRun, RunReading } from "../../ledger/ledger.ts";
import type { ListedRun } from "../../sources/apify/answers.ts";
import type { ApifyClient } from "../../sources/apify/client.ts";
import { goneRun, importedRun, unreadRun, vanishedRun } from "../../sources/apify/transform.ts";

const CONCURRENT_DETAILS = 8;

/** A run whose detail is to be read: told of by the list, known to the ledger, or both. */
export interface RunToRead {
  readonly id: string;
  readonly listed: ListedRun | null;
  readonly known: RunReading | null;
  /** A reset believes nothing of what was read before. */
  readonly isReadAnew?: boolean;
  /** A known run that is due by itself must not hold up the others where its detail can't be used. */
  readonly isPassedOver?: boolean;
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
    const detail = await client.readRun(run.id, signal).catch((error: unknown) => {
      if (run.isPassedOver && isAppError(error, "apify_bad_answer")) return undefined;
      throw error;
    });
    if (detail === undefined && run.known !== null) return unreadRun(run.known, client.now());
    const readAtMs = client.now();
    if (detail) return importedRun(detail, { listed: run.listed, known: run.isReadAnew ? null : run.known, readAtMs });
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
