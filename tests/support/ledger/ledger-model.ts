import { IMPORT_SOURCE } from "../../../shared/domain/run.ts";
import type { ImportedRun, Ledger, LedgerRun } from "../../../server/ledger/ledger.ts";
import type { FormerReading, ReadingColumns, ReadingRow, Row } from "./row-oracle.ts";

interface ModelRow extends Row {
  readonly reading: ReadingColumns;
  readonly importId: number | null;
}

const HOUR_MS = 3_600_000;

const NOT_READ: ReadingColumns = {
  costReadAtMs: null,
  costReadNanoUsd: null,
  costAgreedAtMs: null,
  settledAtMs: null,
  nextReadAtMs: null,
  repricedNanoUsd: null,
  repricedAtMs: null,
  listedNanoUsd: null,
  goneAtMs: null,
  origin: null,
};

/** What the ledger's table is to hold, told as plainly as possible: one map, no SQL, no sums. */
export class LedgerModel {
  readonly #rows = new Map<string, ModelRow>();
  readonly #former = new Map<string, FormerReading>();

  get readings(): readonly ReadingRow[] {
    return this.#sorted(this.#rows).map(({ userId, runId, reading }) => ({ userId, runId, ...reading }));
  }

  get formerReadings(): readonly FormerReading[] {
    return this.#sorted(this.#former).toSorted(
      (left, right) =>
        compare(left.userId, right.userId) || compare(left.runId, right.runId) || left.readAtMs - right.readAtMs,
    );
  }

  get rows(): readonly Row[] {
    return this.#sorted(this.#rows).map(({ userId, runId, source, status, costNanoUsd, createdAtMs }) => ({
      userId,
      runId,
      source,
      status,
      costNanoUsd,
      createdAtMs,
    }));
  }

  record(userId: string, { runId, source, status, costNanoUsd, createdAtMs }: LedgerRun): void {
    const key = keyOf(userId, runId);
    const known = this.#rows.get(key);
    const isReadAtApify = known !== undefined && known.reading.costReadAtMs !== null;
    this.#rows.set(key, {
      userId,
      runId,
      source,
      status: isReadAtApify ? known.status : status,
      costNanoUsd: isReadAtApify ? (known.costNanoUsd ?? costNanoUsd) : (costNanoUsd ?? known?.costNanoUsd ?? null),
      createdAtMs: known?.createdAtMs ?? createdAtMs,
      reading: known?.reading ?? NOT_READ,
      importId: known?.importId ?? null,
    });
  }

  /** Null is a reading by itself, outside an import. */
  import(userId: string, importId: number | null, run: ImportedRun): void {
    const { runId, status, costNanoUsd, createdAtMs, settling } = run;
    const key = keyOf(userId, runId);
    const known = this.#rows.get(key);
    const isLate = known !== undefined && isOvertaken(run.costReadAtMs, known.reading.costReadAtMs);
    if (isLate) {
      this.#rows.set(key, {
        ...known,
        costNanoUsd: known.costNanoUsd ?? costNanoUsd,
        reading: {
          ...known.reading,
          listedNanoUsd: known.reading.listedNanoUsd ?? run.listedNanoUsd,
          origin: known.reading.origin ?? run.origin,
        },
        importId: importId ?? known.importId,
      });
      return;
    }
    if (known !== undefined) this.#keepFormer(known, run);
    this.#rows.set(key, {
      userId,
      runId,
      source: known?.source ?? IMPORT_SOURCE,
      status,
      costNanoUsd: costNanoUsd ?? known?.costNanoUsd ?? null,
      createdAtMs,
      reading: {
        costReadAtMs: run.costReadAtMs,
        costReadNanoUsd: settling.costReadNanoUsd,
        costAgreedAtMs: settling.costAgreedAtMs,
        settledAtMs: settling.settledAtMs,
        nextReadAtMs: settling.nextReadAtMs,
        repricedNanoUsd: settling.repriced?.costNanoUsd ?? null,
        repricedAtMs: settling.repriced?.readAtMs ?? null,
        listedNanoUsd: run.listedNanoUsd ?? known?.reading.listedNanoUsd ?? null,
        goneAtMs: run.goneAtMs,
        origin: run.origin ?? known?.reading.origin ?? null,
      },
      importId: importId ?? known?.importId ?? null,
    });
  }

  #keepFormer({ userId, runId, status, reading }: ModelRow, later: ImportedRun): void {
    const { costReadAtMs, costReadNanoUsd } = reading;
    if (costReadAtMs === null) return;
    if (status === later.status && costReadNanoUsd === later.settling.costReadNanoUsd) return;
    const key = `${keyOf(userId, runId)} ${costReadAtMs}`;
    if (this.#former.has(key)) return;
    this.#former.set(key, { userId, runId, readAtMs: costReadAtMs, status, costNanoUsd: costReadNanoUsd });
  }

  /** The import met the run and found nothing to read. */
  keep(userId: string, importId: number, runId: string): void {
    const known = this.#rows.get(keyOf(userId, runId));
    if (known !== undefined) this.#rows.set(keyOf(userId, runId), { ...known, importId });
  }

  completeReset(userId: string, importId: number, keptFromMs: number | null): void {
    for (const row of this.#rows.values()) {
      const isMet = row.importId !== null && row.importId >= importId;
      const isKept = keptFromMs !== null && row.createdAtMs < keptFromMs;
      if (row.userId === userId && row.source === IMPORT_SOURCE && !isMet && !isKept) this.delete(userId, row.runId);
    }
  }

  change(userId: string, runId: string, change: Partial<Pick<Row, "costNanoUsd" | "createdAtMs">>): void {
    const key = keyOf(userId, runId);
    const known = this.#rows.get(key);
    if (known !== undefined) this.#rows.set(key, { ...known, ...change });
  }

  delete(userId: string, runId: string): void {
    this.#rows.delete(keyOf(userId, runId));
    for (const [key, former] of this.#former) {
      if (former.userId === userId && former.runId === runId) this.#former.delete(key);
    }
  }

  #sorted<Of extends Pick<Row, "userId" | "runId">>(map: ReadonlyMap<string, Of>): readonly Of[] {
    return [...map.values()].toSorted(
      (left, right) => compare(left.userId, right.userId) || compare(left.runId, right.runId),
    );
  }
}

/** Whether a newer reading is known already. Where that is ahead by more than an hour, it was of a wrong clock. */
function isOvertaken(readAtMs: number, knownReadAtMs: number | null): boolean {
  return knownReadAtMs !== null && knownReadAtMs > readAtMs && knownReadAtMs - readAtMs <= HOUR_MS;
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
    keptFromMs = null,
  }: {
    readonly keptRunIds?: readonly string[];
    readonly isReset?: boolean;
    readonly isCut?: boolean;
    /** What started before is older than what Apify keeps. */
    readonly keptFromMs?: number | null;
  } = {},
): Promise<number> {
  const { id } = await ledger.startImport(userId, { fromMs: 0, toMs: 1, isReset });
  const kept = keptRunIds.map((runId) => ({ runId, listedNanoUsd: null }));
  await ledger.commitImported(userId, id, { runs, kept, cursorMs: 0, runsNew: runs.length, runsChanged: 0 });
  await ledger.endImport(
    userId,
    id,
    isCut
      ? { state: "failed", errorCode: "apify_unreachable", retryAtMs: null }
      : { state: "completed", keptFromMs, complete: { fromMs: 0, toMs: 1 } },
  );
  return id;
}

const keyOf = (userId: string, runId: string): string => `${userId} ${runId}`;

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
