import type { ActorName, LedgerRun, RunReading, StoredRun, UsageDetails } from "./ledger.ts";

/** Nano-USD as a database answers it. */
type Amount = number | bigint | string | null;

/** A row of `scraper_runs`. */
export interface RunRow {
  readonly runId: string;
  readonly scraperId: string;
  readonly source: string;
  readonly status: string;
  readonly costNanoUsd: Amount;
  readonly itemCount: number | null;
  readonly usageDetails: UsageDetails | null;
  readonly createdAtMs: number;
  readonly finishedAtMs: number | null;
  readonly costReadAtMs: number | null;
  readonly costReadNanoUsd: Amount;
  readonly costAgreedAtMs: number | null;
  readonly settledAtMs: number | null;
  readonly nextReadAtMs: number | null;
  readonly listedNanoUsd: Amount;
  readonly repricedNanoUsd: Amount;
  readonly repricedAtMs: number | null;
  readonly goneAtMs: number | null;
  readonly importId: number | null;
  readonly origin: string | null;
}

/** The same without what is never asked of a reading, and may be large. */
export type ReadingRow = Omit<RunRow, "usageDetails">;

/** The rows that were written, in the order of the runs that were reported. */
export function recordedInOrder<Row extends RunRow>(
  runs: readonly LedgerRun[],
  written: readonly Row[],
  isNew: (row: Row) => boolean,
): readonly { readonly run: StoredRun; readonly isNew: boolean }[] {
  const rows = new Map(written.map((row) => [row.runId, row]));
  return runs.map(({ runId }) => {
    const row = rows.get(runId);
    if (row === undefined) throw new Error("The ledger wrote a run and answered no row");
    return { run: runFromRow(row), isNew: isNew(row) };
  });
}

export function runFromRow(
  row: RunRow & { readonly actorName?: string | null; readonly actorTitle?: string | null },
): StoredRun {
  return {
    runId: row.runId,
    scraperId: row.scraperId,
    source: row.source,
    status: row.status,
    costNanoUsd: amount(row.costNanoUsd),
    itemCount: row.itemCount,
    usageDetails: row.usageDetails,
    createdAtMs: row.createdAtMs,
    finishedAtMs: row.finishedAtMs,
    costReadAtMs: row.costReadAtMs,
    settledAtMs: row.settledAtMs,
    repriced: repricedFromRow(row),
    isGone: row.goneAtMs !== null,
    origin: row.origin,
    actor: actorFromRow(row.actorName, row.actorTitle),
  };
}

function actorFromRow(name: string | null | undefined, title: string | null | undefined): ActorName | null {
  return name === null || name === undefined ? null : { name, title: title ?? null };
}

export function readingFromRow(row: ReadingRow): RunReading {
  return {
    runId: row.runId,
    scraperId: row.scraperId,
    status: row.status,
    costNanoUsd: amount(row.costNanoUsd),
    createdAtMs: row.createdAtMs,
    finishedAtMs: row.finishedAtMs,
    costReadAtMs: row.costReadAtMs,
    costReadNanoUsd: amount(row.costReadNanoUsd),
    costAgreedAtMs: row.costAgreedAtMs,
    settledAtMs: row.settledAtMs,
    nextReadAtMs: row.nextReadAtMs,
    repriced: repricedFromRow(row),
    listedNanoUsd: amount(row.listedNanoUsd),
    goneAtMs: row.goneAtMs,
    importId: row.importId,
  };
}

function repricedFromRow({ repricedNanoUsd, repricedAtMs }: ReadingRow): StoredRun["repriced"] {
  if (repricedNanoUsd === null || repricedAtMs === null) return null;
  return { costNanoUsd: BigInt(repricedNanoUsd), readAtMs: repricedAtMs };
}

const amount = (nanoUsd: Amount): bigint | null => (nanoUsd === null ? null : BigInt(nanoUsd));
