import { usdFromNanoUsd } from "../../../shared/domain/money.ts";
import type { Totals } from "../../ledger/ledger.ts";

/** Sums as the contract writes them: the number that people read, and the exact integer beside it. */
export function totalsAnswer({ costNanoUsd, runs, runsWithoutCost }: Totals) {
  return {
    totalCostUsd: usdFromNanoUsd(costNanoUsd),
    totalCostNanoUsd: String(costNanoUsd),
    totalRuns: runs,
    runsWithoutCost,
  };
}
