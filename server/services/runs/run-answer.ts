import type { ScraperRun } from "../../../shared/api/scraper-runs.ts";
import { usdFromNanoUsd, type NanoUsd } from "../../../shared/domain/money.ts";
import type { StoredRun } from "../../ledger/ledger.ts";

export function runAnswer(run: StoredRun): ScraperRun {
  return {
    runId: run.runId,
    scraperId: run.scraperId,
    source: run.source,
    status: run.status,
    costUsd: run.costNanoUsd === null ? null : usdFromNanoUsd(run.costNanoUsd),
    costNanoUsd: run.costNanoUsd === null ? null : String(run.costNanoUsd),
    itemCount: run.itemCount,
    usageDetails: run.usageDetails && { ...run.usageDetails },
    createdAt: iso(run.createdAtMs),
    finishedAt: isoOrNull(run.finishedAtMs),
    costReadAt: isoOrNull(run.costReadAtMs),
    settledAt: isoOrNull(run.settledAtMs),
    repriced: run.repriced && { ...costs(run.repriced.costNanoUsd), readAt: iso(run.repriced.readAtMs) },
    isGone: run.isGone,
    origin: run.origin,
    actor: run.actor && { ...run.actor },
  };
}

const costs = (amount: NanoUsd) => ({ costUsd: usdFromNanoUsd(amount), costNanoUsd: String(amount) });
const iso = (ms: number): string => new Date(ms).toISOString();
const isoOrNull = (ms: number | null): string | null => (ms === null ? null : iso(ms));
