import type { RecordRunBody } from "../api/scraper-runs.ts";
import { MOST_BATCH_BYTES, MOST_RUNS_IN_A_BATCH } from "../domain/recording.ts";

export interface Batch {
  readonly runIds: readonly string[];
  /** The runs as JSON, in the same order. */
  readonly texts: readonly string[];
}

export const bodyOf = ({ texts }: Batch): string => `{"runs":[${texts.join(",")}]}`;

/** The place in the batch of the run that a refusal names, as in `runs.17.costUsd`; null when it names none. */
export function placeOf(parameter: string | null, { runIds }: Batch): number | null {
  const place = Number(/^runs\.(\d+)(?:\.|$)/.exec(parameter ?? "")?.[1] ?? Number.NaN);
  return place < runIds.length ? place : null;
}

export const withoutPlace = ({ runIds, texts }: Batch, place: number): Batch => ({
  runIds: runIds.toSpliced(place, 1),
  texts: texts.toSpliced(place, 1),
});

/** What stands around the runs, and a comma for each. */
const MOST_CONTENT_BYTES = MOST_BATCH_BYTES - 64 - MOST_RUNS_IN_A_BATCH;

/** The runs as what one request may have each, in their order; `unwritable` are those that no JSON can hold. */
export function batchesOf(runs: readonly RecordRunBody[]) {
  const encoder = new TextEncoder();
  const batches: Batch[] = [];
  const unwritable: string[] = [];
  let runIds: string[] = [];
  let texts: string[] = [];
  let bytes = 0;
  const close = (): void => {
    if (texts.length > 0) batches.push({ runIds, texts });
    runIds = [];
    texts = [];
    bytes = 0;
  };
  for (const run of runs) {
    const text = writtenOrNull(run);
    if (text === null) {
      unwritable.push(run.runId);
      continue;
    }
    const { length } = encoder.encode(text);
    if (texts.length === MOST_RUNS_IN_A_BATCH || bytes + length > MOST_CONTENT_BYTES) close();
    runIds.push(run.runId);
    texts.push(text);
    bytes += length;
  }
  close();
  return { batches, unwritable };
}

function writtenOrNull(run: RecordRunBody): string | null {
  try {
    return JSON.stringify(run);
  } catch {
    return null;
  }
}
