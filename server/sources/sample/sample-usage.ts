import { dayOfIsoDate } from "../../../shared/domain/day.ts";
import type { NanoUsd } from "../../../shared/domain/money.ts";
import type { AccountUsage, ImportedRun } from "../../ledger/ledger.ts";

const BUILDS: NanoUsd = 412_900_000n;
const BUILD_COUNT = 9;
const STORAGE: NanoUsd = 1_384_200_000n;
const PROXY: NanoUsd = 655_010_000n;
const LIMIT: NanoUsd = 199_000_000_000n;

/** A billing cycle of the sample's account, the calendar month: its runs, some builds, storage and a proxy. */
export function sampleUsage(runs: readonly ImportedRun[], nowMs: number): AccountUsage {
  const cycle = monthOf(nowMs);
  const spent = runs
    .filter((run) => run.createdAtMs >= cycle.fromMs && run.createdAtMs < cycle.toMs)
    .reduce((sum, run) => sum + (run.costNanoUsd ?? 0n), 0n);
  const services = {
    PAID_ACTORS_PER_EVENT: spent,
    ACTOR_COMPUTE_UNITS: BUILDS,
    DATASET_TIMED_STORAGE_GBYTE_HOURS: STORAGE,
    PROXY_RESIDENTIAL_TRANSFER_GBYTES: PROXY,
  };
  return {
    cycle,
    readAtMs: nowMs,
    usageNanoUsd: String(spent + BUILDS + STORAGE + PROXY),
    limitNanoUsd: String(LIMIT),
    services: Object.fromEntries(Object.entries(services).map(([name, amount]) => [name, String(amount)])),
    runsNanoUsd: String(spent),
    builds: { count: BUILD_COUNT, nanoUsd: String(BUILDS), buildsWithoutCost: 0 },
  };
}

function monthOf(nowMs: number) {
  const now = new Date(nowMs);
  const first = (month: number) => new Date(Date.UTC(now.getUTCFullYear(), month, 1)).toISOString().slice(0, 10);
  return {
    fromMs: dayOfIsoDate(first(now.getUTCMonth()), "UTC").fromMs,
    toMs: dayOfIsoDate(first(now.getUTCMonth() + 1), "UTC").fromMs,
  };
}
