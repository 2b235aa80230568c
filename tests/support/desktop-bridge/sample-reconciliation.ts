import type { Reconciliation } from "../../../shared/api/reconciliation.ts";
import { nanoUsdFromUsd } from "../../../shared/domain/money.ts";

export type KnownReconciliation = Extract<Reconciliation, { state: "known" }>;

export const amount = (usd: number) => ({ usd, nanoUsd: String(nanoUsdFromUsd(usd)) });

/** Usage less runs less builds, on each line and in all. */
export const sampleReconciliation: KnownReconciliation = {
  state: "known",
  cycle: { startAt: "2025-02-08T00:00:00.000Z", endAt: "2025-03-07T23:59:59.999Z" },
  readAt: "2025-02-28T10:00:00.000Z",
  staleBecause: null,
  usage: amount(48.315417),
  limit: amount(60),
  runs: { ...amount(46.91), count: 172, runsWithoutCost: 2, unsettledRuns: 1 },
  builds: { ...amount(0.12), count: 3, buildsWithoutCost: 0 },
  unattributed: amount(1.285417),
  services: [
    line("PROXY_RESIDENTIAL_TRANSFER_GBYTES", 2.4, 1.6, 0, 0.8),
    line("DATASET_TIMED_STORAGE_GBYTE_HOURS", 0.5201, 0, 0, 0.5201),
    line("PAID_ACTORS_PER_EVENT", 38.3, 38.31, 0, -0.01),
    line("ACTOR_COMPUTE_UNITS", 7.12, 7, 0.12, 0),
    line("SOME_NEW_SERVICE", -0.024683, 0, 0, -0.024683),
  ],
  isLedgerComplete: true,
};

function line(service: string, usage: number, runs: number, builds: number, unattributed: number) {
  return {
    service,
    usage: amount(usage),
    runs: amount(runs),
    builds: amount(builds),
    unattributed: amount(unattributed),
  };
}
