import { IMPORT_SOURCE } from "../../../shared/domain/run.ts";
import type { ImportedRun, Ledger, LedgerRun } from "../../../server/ledger/ledger.ts";
import type { Row } from "./row-oracle.ts";

interface ModelRow extends Row {
  readonly isReadAtApify: boolean;
  readonly importId: number | null;
}

/** What the ledger's table is to hold, told as plainly as possible: one map, no SQL, no sums. */
export class LedgerModel {
  readonly #rows = new Map<string, ModelRow>();

  get rows(): readonly Row[] {
    return [...this.#rows.values()]
      .map(({ userId, runId, source, status, costNanoUsd, createdAtMs }) => ({
        userId,
        runId,
        source,
        status,
        costNanoUsd,
        createdAtMs,
      }))
      .toSorted((left, right) => compare(left.userId, right.userId) || compare(left.runId, right.runId));
  }

  record(userId: string, { runId, source, status, costNanoUsd, createdAtMs }: LedgerRun): void {
    const key = keyOf(userId, runId);
    const known = this.#rows.get(key);
    const isReadAtApify = known?.isReadAtApify ?? false;
    this.#rows.set(key, {
      userId,
      runId,
      source,
      status: known !== undefined && isReadAtApify ? known.status : status,
      costNanoUsd: isReadAtApify ? (known?.costNanoUsd ?? costNanoUsd) : (costNanoUsd ?? known?.costNanoUsd ?? null),
      createdAtMs: known?.createdAtMs ?? createdAtMs,
      isReadAtApify,
      importId: known?.importId ?? null,
    });
  }

  import(userId: string, importId: number, { runId, status, costNanoUsd, createdAtMs }: ImportedRun): void {
    const key = keyOf(userId, runId);
    const known = this.#rows.get(key);
    this.#rows.set(key, {
      userId,
      runId,
      source: known?.source ?? IMPORT_SOURCE,
      status,
      costNanoUsd: costNanoUsd ?? known?.costNanoUsd ?? null,
      createdAtMs,
      isReadAtApify: true,
      importId,
    });
  }

  /** The import met the run and found nothing to read. */
  keep(userId: string, importId: number, runId: string): void {
    const known = this.#rows.get(keyOf(userId, runId));
    if (known !== undefined) this.#rows.set(keyOf(userId, runId), { ...known, importId });
  }

  completeReset(userId: string, importId: number): void {
    for (const [key, row] of this.#rows) {
      const isMet = row.importId !== null && row.importId >= importId;
      if (row.userId === userId && row.source === IMPORT_SOURCE && !isMet) this.#rows.delete(key);
    }
  }

  change(userId: string, runId: string, change: Partial<Pick<Row, "costNanoUsd" | "createdAtMs">>): void {
    const key = keyOf(userId, runId);
    const known = this.#rows.get(key);
    if (known !== undefined) this.#rows.set(key, { ...known, ...change });
  }

  delete(userId: string, runId: string): void {
    this.#rows.delete(keyOf(userId, runId));
  }
}

/** A whole import of a few runs. */
export async function importRuns(
  ledger: Ledger,
  userId: string,
  runs: readonly ImportedRun[],
  {
    keptRunIds = [],
    isReset = false,
    isCut = false,
  }: { readonly keptRunIds?: readonly string[]; readonly isReset?: boolean; readonly isCut?: boolean } = {},
): Promise<number> {
  const { id } = await ledger.startImport(userId, { fromMs: 0, toMs: 1, isReset });
  const kept = keptRunIds.map((runId) => ({ runId, listedNanoUsd: null }));
  await ledger.commitImported(userId, id, { runs, kept, cursorMs: 0, runsNew: runs.length, runsChanged: 0 });
  await ledger.endImport(
    userId,
    id,
    isCut
      ? { state: "failed", errorCode: "apify_unreachable", retryAtMs: null }
      : { state: "completed", keptFromMs: null, complete: { fromMs: 0, toMs: 1 } },
  );
  return id;
}

const keyOf = (userId: string, runId: string): string => `${userId} ${runId}`;

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
