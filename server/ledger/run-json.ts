import type { NanoUsd } from "../../shared/domain/money.ts";
import type { ImportedRun, KeptRun, LedgerRun } from "./ledger.ts";

// Runs go to a database as one JSON text, whatever their count: binding each of their values by itself takes several
// times as long as writing them.

export const reportsJson = (runs: readonly LedgerRun[]): string =>
  JSON.stringify(runs.map((run) => ({ ...run, costNanoUsd: integer(run.costNanoUsd) })));

export const readingsJson = (runs: readonly ImportedRun[]): string =>
  JSON.stringify(
    runs.map(({ settling, ...run }) => ({
      ...run,
      costNanoUsd: integer(run.costNanoUsd),
      listedNanoUsd: integer(run.listedNanoUsd),
      costReadNanoUsd: integer(settling.costReadNanoUsd),
      costAgreedAtMs: settling.costAgreedAtMs,
      settledAtMs: settling.settledAtMs,
      nextReadAtMs: settling.nextReadAtMs,
      repricedNanoUsd: integer(settling.repriced?.costNanoUsd ?? null),
      repricedAtMs: settling.repriced?.readAtMs ?? null,
    })),
  );

export const keptJson = (kept: readonly KeptRun[]): string =>
  JSON.stringify(kept.map((run) => ({ ...run, listedNanoUsd: integer(run.listedNanoUsd) })));

/** One run's amount is far from what a JSON number can't hold exactly. */
const integer = (amount: NanoUsd | null): number | null => (amount === null ? null : Number(amount));
