import type { ScraperRun } from "../../../shared/api/scraper-runs.ts";
import { usdFromNanoUsd } from "../../../shared/domain/money.ts";
import type { LedgerRun } from "../../ledger/ledger.ts";

export function runAnswer({ costNanoUsd, createdAtMs, usageDetails, ...run }: LedgerRun): ScraperRun {
  return {
    ...run,
    costUsd: costNanoUsd === null ? null : usdFromNanoUsd(costNanoUsd),
    costNanoUsd: costNanoUsd === null ? null : String(costNanoUsd),
    usageDetails: usageDetails && { ...usageDetails },
    createdAt: new Date(createdAtMs).toISOString(),
  };
}
