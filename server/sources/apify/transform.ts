import { nanoUsdFromUsd, type NanoUsd } from "../../../shared/domain/money.ts";
import { isTerminalStatus } from "../../../shared/domain/run.ts";
import type { ImportedRun, UsageDetails } from "../../ledger/ledger.ts";
import type { ListedRun, RunDetail } from "./answers.ts";

/** Events that Apify charges for each item written to the default dataset. */
const ITEM_EVENT = "apify-default-dataset-item";

export function importedRun(detail: RunDetail, costReadAtMs: number): ImportedRun {
  return {
    runId: detail.id,
    scraperId: detail.actId,
    status: detail.status,
    costNanoUsd: knownCost(detail),
    itemCount: detail.chargedEventCounts?.[ITEM_EVENT] ?? null,
    usageDetails: usageDetails(detail),
    createdAtMs: detail.startedAt,
    finishedAtMs: detail.finishedAt ?? null,
    costReadAtMs,
  };
}

/** A run that the list told of and that Apify deleted before its detail was read: it happened, its cost is not known. */
export function vanishedRun(listed: ListedRun, readAtMs: number): ImportedRun {
  return importedRun(listed, readAtMs);
}

/**
 * A zero is believed only of a run that has ended and whose charged events are all accounted: just after its end a run
 * answers 0 or a part of its cost for some seconds.
 */
function knownCost(detail: RunDetail): NanoUsd | null {
  if (detail.usageTotalUsd === null || detail.usageTotalUsd === undefined) return null;
  const cost = nanoUsdFromUsd(detail.usageTotalUsd);
  if (cost > 0n) return cost;
  return isTerminalStatus(detail.status) && areEventsAccounted(detail) ? cost : null;
}

function areEventsAccounted({ chargedEventCounts, accountedChargedEventCounts }: RunDetail): boolean {
  if (!chargedEventCounts || !accountedChargedEventCounts) return true;
  return Object.entries(chargedEventCounts).every(
    ([event, charged]) => (accountedChargedEventCounts[event] ?? 0) >= charged,
  );
}

function usageDetails(detail: RunDetail): UsageDetails | null {
  const details = {
    origin: detail.meta?.origin,
    pricingModel: detail.pricingInfo?.pricingModel,
    platformUsageBillingModel: detail.platformUsageBillingModel,
    computeUnits: detail.stats?.computeUnits,
    runTimeSecs: detail.stats?.runTimeSecs,
    usage: detail.usage,
    usageUsd: detail.usageUsd,
    chargedEventCounts: detail.chargedEventCounts,
  };
  const told = Object.entries(details).filter(([, value]) => value !== null && value !== undefined);
  return told.length === 0 ? null : Object.fromEntries(told);
}
