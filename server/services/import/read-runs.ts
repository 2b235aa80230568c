import pLimit from "p-limit";
import { AppError, isAppError } from "../../../shared/errors.ts";
import type { ImportedRun, RunReading } from "../../ledger/ledger.ts";
import type { ListedRun } from "../../sources/apify/answers.ts";
import type { ApifyClient } from "../../sources/apify/client.ts";
import { goneRun, importedRun, unreadRun, vanishedRun } from "../../sources/apify/transform.ts";

const CONCURRENT_DETAILS = 8;
/** More details of one batch that can't be used tell of Apify or the token, not of single runs. */
const MOST_PASSED_OVER = 3;

/** A run whose detail is to be read: told of by the list, known to the ledger, or both. */
export interface RunToRead {
  readonly id: string;
  readonly listed: ListedRun | null;
  readonly known: RunReading | null;
}

export interface ReadRunsOptions {
  readonly signal: AbortSignal;
  /** A reset believes nothing of what was read before. */
  readonly isReset: boolean;
  /** Whether a few runs whose detail can't be used are passed over, to be asked for again later, and hold up no other. */
  readonly mayPassOver: boolean;
}

/** Reads the details, some at once. The first failure ends the other requests too: what can't be committed need not be read. */
export async function readRuns(
  client: Pick<ApifyClient, "readRun" | "now">,
  runs: readonly RunToRead[],
  options: ReadRunsOptions,
): Promise<readonly ImportedRun[]> {
  const failed = new AbortController();
  const signal = AbortSignal.any([options.signal, failed.signal]);
  const limit = pLimit(CONCURRENT_DETAILS);
  let passedOver = 0;

  async function readOne(run: RunToRead): Promise<ImportedRun> {
    signal.throwIfAborted();
    try {
      const detail = await client.readRun(run.id, signal);
      const readAtMs = client.now();
      if (detail === null) return lostRun(run, readAtMs);
      return importedRun(detail, { listed: run.listed, known: options.isReset ? null : run.known, readAtMs });
    } catch (error) {
      passedOver += 1;
      if (!options.mayPassOver || !isOfOneRun(error) || passedOver > MOST_PASSED_OVER) throw error;
      const readAtMs = client.now();
      return unreadRun(lostRun(run, readAtMs), readAtMs);
    }
  }
  try {
    return await Promise.all(runs.map((run) => limit(readOne, run)));
  } catch (error) {
    failed.abort();
    throw error;
  }
}

/** A run without a detail: what is known of it, else what the list told. */
function lostRun({ known, listed }: RunToRead, readAtMs: number): ImportedRun {
  if (known !== null) return goneRun(known, readAtMs);
  if (listed !== null) return vanishedRun(listed, readAtMs);
  throw new AppError("internal", "A run is read of which nothing is known");
}

/** What a single detail may be answered while all others are fine. A network that is gone has no status. */
function isOfOneRun(error: unknown): boolean {
  if (isAppError(error, "apify_bad_answer") || isAppError(error, "apify_forbidden")) return true;
  return isAppError(error, "apify_unreachable") && error.details?.["status"] !== undefined;
}
