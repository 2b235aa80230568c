import type { ApiClient } from "../../../electron/main/api-client.ts";
import type { ApifyConnection } from "../../../shared/api/apify-connection.ts";
import type { ImportAnswer, ImportStatus } from "../../../shared/api/backfill.ts";
import { AppError, type ErrorCode, type ErrorDetails } from "../../../shared/errors.ts";
import { sampleBreakdown } from "../desktop-bridge/sample-breakdown.ts";
import { idleStatus, sampleChart, sampleSummary } from "../desktop-bridge/sample-figures.ts";
import { sampleRun } from "../desktop-bridge/sample-runs.ts";

/** An import that was asked for and ends when the test says so. */
export interface FakeImport {
  /** Null for a refresh. */
  readonly days: number | null;
  readonly isReset: boolean;
  complete(): void;
  fail(code: ErrorCode, details?: ErrorDetails): void;
}

export interface FakeApi {
  readonly api: ApiClient;
  /** Every import so far, oldest first. */
  readonly imports: readonly FakeImport[];
  readonly cancels: () => number;
  setStatus(status: Partial<ImportStatus>): void;
  /** Makes reading the status fail. */
  failStatus(code: ErrorCode | null): void;
}

const AT = "2026-11-22T10:00:00.000Z";
/** How an import that brought nothing new ends. */
export const emptyImport: ImportAnswer = {
  runsListed: 0,
  runsRecorded: 0,
  runsExpected: 0,
  runsNew: 0,
  runsChanged: 0,
  runsRemoved: 0,
  from: AT,
  to: AT,
  retentionDays: null,
  notKeptBefore: null,
};

const notConnected: ApifyConnection = { state: "none", username: null, connectedAt: null, webhookCreatedAt: null };

/** The HTTP contract of one account, without a ledger behind it. */
export function createFakeApi(): FakeApi {
  const imports: FakeImport[] = [];
  let status: ImportStatus = idleStatus;
  let statusFailure: ErrorCode | null = null;
  let cancels = 0;

  const startImport = (days: number | null, isReset = false) =>
    new Promise<ImportAnswer>((resolve, reject) => {
      imports.push({
        days,
        isReset,
        complete: () => resolve(emptyImport),
        fail: (code, details) => reject(new AppError(code, "The import failed", details ? { details } : {})),
      });
    });

  return {
    imports,
    cancels: () => cancels,
    setStatus: (changes) => (status = { ...status, ...changes }),
    failStatus: (code) => (statusFailure = code),
    api: {
      summary: async (period) => sampleSummary(period),
      rangeSummary: async ({ from, to }) => ({ ...sampleSummary("month"), period: "range", from, until: to }),
      spendingChart: async (timeRange) => sampleChart(timeRange),
      breakdown: async (by) => sampleBreakdown(by),
      async importStatus() {
        if (statusFailure !== null) throw new AppError(statusFailure, "The status can't be read");
        return status;
      },
      refresh: () => startImport(null),
      backfill: (days, isReset) => startImport(days, isReset),
      async cancelImport() {
        cancels += 1;
      },
      runs: async () => ({
        runs: [],
        totalCostUsd: 0,
        totalCostNanoUsd: "0",
        totalRuns: 0,
        runsWithoutCost: 0,
        next: null,
      }),
      run: async (runId) => ({ ...sampleRun({ runId }), costReadings: [] }),
      exportRuns: async () => ({ totalRuns: 0, totalCostNanoUsd: 0n, parts: new Blob(["[\n]\n"]).stream() }),
      reconciliation: async () => ({ state: "not-allowed" }),
      spent: async () => ({ spentNanoUsd: 0n, runsWithoutCost: 0 }),
      days: async () => [],
      scrapers: async () => [],
      apifyConnection: async () => notConnected,
      connectApify: async () => ({ ...notConnected, state: "connected", username: "camille", connectedAt: AT }),
      disconnectApify: async () => undefined,
    },
  };
}
