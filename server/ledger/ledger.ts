import type { Span } from "../../shared/domain/day.ts";
import type { NanoUsd } from "../../shared/domain/money.ts";
import type { ErrorCode } from "../../shared/errors.ts";

export type UsageDetails = Readonly<Record<string, unknown>>;

/** A run as the ledger holds it. `costNanoUsd` null means not known, never free. */
export interface LedgerRun {
  readonly runId: string;
  readonly scraperId: string;
  readonly source: string;
  readonly status: string;
  readonly costNanoUsd: NanoUsd | null;
  readonly itemCount: number | null;
  readonly usageDetails: UsageDetails | null;
  /** When the run started, in milliseconds since the epoch. */
  readonly createdAtMs: number;
}

/** A run as Apify's own detail tells it. */
export interface ImportedRun extends Omit<LedgerRun, "source"> {
  readonly finishedAtMs: number | null;
  readonly costReadAtMs: number;
}

/** What the ledger already knows of a run that Apify lists. */
export interface RunReading {
  readonly runId: string;
  readonly status: string;
  readonly isCostKnown: boolean;
  readonly finishedAtMs: number | null;
  readonly costReadAtMs: number | null;
  readonly importId: number | null;
}

export interface Totals {
  readonly costNanoUsd: NanoUsd;
  readonly runs: number;
  readonly runsWithoutCost: number;
}

/** Bounds are milliseconds since the epoch: `fromMs` included, `toMs` excluded. */
export interface RunFilter {
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
  readonly scraperId?: string | undefined;
  readonly source?: string | undefined;
  readonly status?: string | undefined;
}

export type ImportOutcome =
  | { readonly state: "completed" }
  | { readonly state: "cancelled" }
  | { readonly state: "failed"; readonly errorCode: ErrorCode };

export interface ImportRecord {
  readonly id: number;
  readonly fromMs: number;
  readonly toMs: number;
  /** Runs are read newest first: those from here to `toMs` are in the ledger. */
  readonly cursorMs: number;
  readonly isReset: boolean;
  readonly state: "running" | ImportOutcome["state"];
  readonly errorCode: ErrorCode | null;
  readonly runsRecorded: number;
  readonly runsRemoved: number;
  readonly startedAtMs: number;
  readonly endedAtMs: number | null;
}

/**
 * The durable record of runs. Every method answers for one user alone, and every write is one transaction that
 * keeps the rollups equal to the rows.
 */
export interface Ledger {
  /** The sums over each span, in the order of `spans`. Spans must begin and end on a quarter of an hour. */
  totalsOfSpans(userId: string, spans: readonly Span[]): Promise<readonly Totals[]>;
  totalsOfAll(userId: string): Promise<Totals>;

  /** Records what a feature reports. A run that is known already is brought up to date; what Apify's detail said of its cost stays. */
  recordRun(userId: string, run: LedgerRun): Promise<{ readonly run: LedgerRun; readonly isNew: boolean }>;
  findRun(userId: string, runId: string): Promise<LedgerRun | null>;
  /** A page, newest first, and the sums over the whole filter, from one snapshot. */
  listRuns(
    userId: string,
    filter: RunFilter,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<{ readonly runs: readonly LedgerRun[]; readonly totals: Totals }>;

  readingsOf(userId: string, runIds: readonly string[]): Promise<ReadonlyMap<string, RunReading>>;
  /** The start of the oldest run that Apify told of and whose reading is not the last word: it had not come to rest. */
  oldestUnsettledMs(userId: string): Promise<number | null>;

  startImport(userId: string, window: { fromMs: number; toMs: number; isReset: boolean }): Promise<ImportRecord>;
  /** Writes the runs and moves the cursor in one transaction: a cut import goes on from there. */
  commitImported(
    userId: string,
    importId: number,
    batch: { readonly runs: readonly ImportedRun[]; readonly keptRunIds: readonly string[]; readonly cursorMs: number },
  ): Promise<void>;
  /**
   * Ends the import. A completed reset removes the imported rows that it did not meet again, and only then. One that
   * fails again for the same reason keeps the time of its first failure.
   */
  endImport(userId: string, importId: number, outcome: ImportOutcome): Promise<ImportRecord>;
  latestImport(userId: string, state?: ImportRecord["state"]): Promise<ImportRecord | null>;
  /** The newest import that did not complete, unless a later one completed that went as far back. */
  unfinishedImport(userId: string): Promise<ImportRecord | null>;
  /** Whether some import ended before its time and none completed, before or since, that went as far back. */
  isHistoryIncomplete(userId: string): Promise<boolean>;

  /** Answers when the database can be read. @throws AppError `ledger_unavailable` */
  check(): Promise<void>;
  close(): void;
}
