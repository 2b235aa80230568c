import type { Grouping } from "../../shared/domain/breakdown.ts";
import type { Span } from "../../shared/domain/day.ts";
import type { NanoUsd } from "../../shared/domain/money.ts";
import type { RunSort, SortOrder } from "../../shared/domain/run-order.ts";
import type { CostState } from "../../shared/domain/settling.ts";
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

/** A run as the ledger answers it, with what is known of its cost's readings. */
export interface StoredRun extends LedgerRun {
  readonly finishedAtMs: number | null;
  /** When Apify's own detail was last read; null for what only a feature reported. */
  readonly costReadAtMs: number | null;
  readonly settledAtMs: number | null;
  readonly repriced: { readonly costNanoUsd: NanoUsd; readonly readAtMs: number } | null;
  readonly isGone: boolean;
  /** What started the run, in Apify's word; null: not known. */
  readonly origin: string | null;
  readonly actor: ActorName | null;
}

export interface ActorName {
  /** `username/name` */
  readonly name: string;
  readonly title: string | null;
}

export interface Scraper {
  readonly scraperId: string;
  /** Null while it can't be looked up. */
  readonly actor: ActorName | null;
}

/** A run as Apify's own detail tells it, and what follows from that reading for its cost. */
export interface ImportedRun extends Omit<LedgerRun, "source"> {
  readonly origin: string | null;
  readonly finishedAtMs: number | null;
  readonly costReadAtMs: number;
  readonly settling: CostState;
  readonly listedNanoUsd: NanoUsd | null;
  /** When Apify first said that it has the run no more. */
  readonly goneAtMs: number | null;
}

/** What the ledger already knows of a run that Apify lists or that is due to be read. */
export interface RunReading extends CostState {
  readonly runId: string;
  readonly scraperId: string;
  readonly status: string;
  readonly costNanoUsd: NanoUsd | null;
  readonly createdAtMs: number;
  readonly finishedAtMs: number | null;
  readonly costReadAtMs: number | null;
  readonly listedNanoUsd: NanoUsd | null;
  readonly goneAtMs: number | null;
  readonly importId: number | null;
}

/** How much is still to be read. */
export interface OpenReadings {
  /** When the next reading is due; null when every run is settled. */
  readonly nextReadAtMs: number | null;
  readonly runsInProgress: number;
  readonly unsettledRuns: number;
}

/** From when to when the ledger holds every run that Apify had, and for how long Apify keeps them. */
export interface History {
  readonly complete: Span | null;
  readonly retentionDays: number | null;
  readonly retentionReadAtMs: number | null;
}

/** A billing cycle's usage as Apify tells it, by service. Nano-USD as text, since it is kept as JSON. */
export interface AccountUsage {
  readonly cycle: Span;
  readonly readAtMs: number;
  readonly usageNanoUsd: string;
  readonly limitNanoUsd: string | null;
  readonly services: Readonly<Record<string, string>>;
  /** Null when the token may not list builds. */
  readonly builds: {
    readonly count: number;
    readonly nanoUsd: string;
    /** How many of `count` add nothing; left out by former versions, which did not count them. */
    readonly buildsWithoutCost?: number;
  } | null;
  /** The ledger's own sum of the cycle's runs at that moment. */
  readonly runsNanoUsd?: string;
}

export interface ImportBatch {
  readonly runs: readonly ImportedRun[];
  readonly kept: readonly KeptRun[];
  readonly cursorMs: number;
  /** How many of `runs` the ledger did not hold, and how many have another cost or status than it held. */
  readonly runsNew: number;
  readonly runsChanged: number;
}

/** A run that an import met and did not read again, with what the list says of its cost where that is new. */
export interface KeptRun {
  readonly runId: string;
  readonly listedNanoUsd: NanoUsd | null;
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
  /** `UNKNOWN_ORIGIN`: of runs whose origin is not known. */
  readonly origin?: string | undefined;
  /** Some letters of the Actor's name, title or id, or of the run's id; whether large or small. */
  readonly search?: string | undefined;
}

/** A filter without its span. */
export type RunAttributes = Pick<RunFilter, "scraperId" | "source" | "status" | "origin">;

/** Where a page ended, in the database's own writing. It stays where it is while runs come and go. */
export interface RunPosition {
  /** By what the last run is sorted, unless by its start; null: not known. */
  readonly value: string | null;
  /** Null in an adopted table alone. */
  readonly start: string | null;
  readonly id: string;
}

export interface RunPage {
  readonly limit: number;
  readonly offset: number;
  readonly sort: RunSort;
  readonly order: SortOrder;
  readonly after: RunPosition | null;
}

export const NEWEST_PAGE: Omit<RunPage, "limit"> = { offset: 0, sort: "createdAt", order: "desc", after: null };

export interface CostReading {
  readonly readAtMs: number;
  readonly status: string;
  readonly costNanoUsd: NanoUsd | null;
}

/** Sums of a group's runs, and of those that it had in the period before. */
export interface GroupSums {
  readonly totals: Totals;
  readonly previous: Totals;
}

export interface Breakdown {
  /** The dearest first. */
  readonly groups: readonly (GroupSums & { readonly key: string; readonly actor: ActorName | null })[];
  /** All groups beyond the limit; null: there are none. */
  readonly rest: (GroupSums & { readonly groups: number }) | null;
}

export type ImportOutcome =
  | { readonly state: "completed"; readonly keptFromMs: number | null; readonly complete: Span }
  | { readonly state: "cancelled" }
  | { readonly state: "failed"; readonly errorCode: ErrorCode; readonly retryAtMs: number | null };

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
  readonly runsNew: number;
  readonly runsChanged: number;
  readonly runsRemoved: number;
  readonly retryAtMs: number | null;
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
  /** The same of some of the runs alone, over spans of any bounds. */
  totalsOfFiltered(userId: string, filter: RunAttributes, spans: readonly Span[]): Promise<readonly Totals[]>;
  totalsOfAll(userId: string): Promise<Totals>;
  /** The sums over everything, and what they are sums of; by one question, where each is a way there and back. */
  totalsAndHistory(userId: string): Promise<{ readonly totals: Totals; readonly history: History }>;

  /**
   * Records what features report, all of it or nothing; the answers are in the order of `runs`, whose ids must differ.
   * A run that is known already is brought up to date; what Apify's detail said of its cost stays.
   */
  recordRuns(
    userId: string,
    runs: readonly LedgerRun[],
  ): Promise<readonly { readonly run: StoredRun; readonly isNew: boolean }[]>;
  findRun(userId: string, runId: string): Promise<StoredRun | null>;
  /** A page, newest first, and the sums over the whole filter, from one snapshot. */
  listRuns(
    userId: string,
    filter: RunFilter,
    page: Partial<RunPage> & Pick<RunPage, "limit">,
  ): Promise<{ readonly runs: readonly StoredRun[]; readonly totals: Totals; readonly next: RunPosition | null }>;
  /** The same without the sums. */
  pageOfRuns(
    userId: string,
    filter: RunFilter,
    page: Partial<RunPage> & Pick<RunPage, "limit">,
  ): Promise<{ readonly runs: readonly StoredRun[]; readonly next: RunPosition | null }>;
  /** What Apify's detail has said of a run's cost, oldest first: each reading that said something else, and the last. */
  costReadings(userId: string, runId: string): Promise<readonly CostReading[]>;

  /** The sums of a filter's runs by what they have in common, from one snapshot. `previous` ends where the filter begins, or before. */
  breakdown(
    userId: string,
    asked: {
      readonly by: Grouping;
      readonly filter: RunFilter;
      readonly previous: Span | null;
      readonly limit: number;
    },
  ): Promise<Breakdown>;

  /** The scrapers that have runs, at most `limit`, the one of the newest run first. */
  scrapers(userId: string, limit: number): Promise<readonly Scraper[]>;

  readingsOf(userId: string, runIds: readonly string[]): Promise<ReadonlyMap<string, RunReading>>;
  /** Runs whose next reading is due by `nowMs`, the longest due first. */
  dueReadings(userId: string, nowMs: number, limit: number): Promise<readonly RunReading[]>;
  openReadings(userId: string, nowMs: number): Promise<OpenReadings>;
  /** The start of the newest run that Apify told of, by Apify's clock. */
  newestRunMs(userId: string): Promise<number | null>;
  /** Keeps the readings of runs that are read by themselves, outside an import's window. */
  commitReadings(userId: string, runs: readonly ImportedRun[]): Promise<void>;

  history(userId: string): Promise<History>;
  /** Null leaves the days as they are: they could not be read now. */
  saveRetention(userId: string, retentionDays: number | null, readAtMs: number): Promise<void>;

  /** The Actors of imported runs whose name was never looked up, or in vain before `retryBeforeMs`. */
  unnamedActorIds(userId: string, retryBeforeMs: number): Promise<readonly string[]>;
  /** A null name could not be looked up. */
  saveActors(
    userId: string,
    actors: readonly { readonly actorId: string; readonly actor: ActorName | null }[],
    lookedUpAtMs: number,
  ): Promise<void>;

  /** The usage last read of the cycle that holds `atMs`, or null. */
  accountUsage(userId: string, atMs: number): Promise<AccountUsage | null>;
  saveAccountUsage(userId: string, usage: AccountUsage): Promise<void>;
  /** What the runs that started in a span used of each of Apify's services, in nano-USD; the sum is that of their costs. */
  servicesOfRuns(userId: string, span: Span): Promise<ReadonlyMap<string, NanoUsd>>;
  /** Runs that started in a span and whose cost is known and provisional. */
  unsettledInSpan(userId: string, span: Span): Promise<number>;

  startImport(userId: string, window: { fromMs: number; toMs: number; isReset: boolean }): Promise<ImportRecord>;
  /** Writes the runs and moves the cursor in one transaction: a cut import goes on from there. */
  commitImported(userId: string, importId: number, batch: ImportBatch): Promise<void>;
  /**
   * Ends the import. A completed reset removes the imported rows that it did not meet again, and only then; those of
   * before `keptFromMs`, which Apify has deleted since, stay. A completed import also moves the history's bounds. One
   * that fails again for the same reason keeps the time of its first failure.
   */
  endImport(userId: string, importId: number, outcome: ImportOutcome): Promise<ImportRecord>;
  latestImport(userId: string, state?: ImportRecord["state"]): Promise<ImportRecord | null>;
  /** Where the newest window ends that a completed import read and that is `lengthMs` long or longer. */
  latestWindowEndMs(userId: string, lengthMs: number): Promise<number | null>;
  /** The newest import that did not complete, unless a later one completed that went as far back. */
  unfinishedImport(userId: string): Promise<ImportRecord | null>;
  /** Whether some import ended before its time and none completed, before or since, that went as far back. */
  isHistoryIncomplete(userId: string): Promise<boolean>;

  /** Answers when the database can be read. @throws AppError `ledger_unavailable` */
  check(): Promise<void>;
  close(): Promise<void>;
}

export const NO_TOTALS: Totals = { costNanoUsd: 0n, runs: 0, runsWithoutCost: 0 };
