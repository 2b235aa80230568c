import { nanoUsdFromUsd, type NanoUsd } from "../../../shared/domain/money.ts";
import { isTerminalStatus } from "../../../shared/domain/run.ts";
import {
  isSettledAlready,
  stateAfterReading,
  UNREAD_AGAIN_MS,
  type CostState,
} from "../../../shared/domain/settling.ts";
import type { ImportedRun, RunReading, UsageDetails } from "../../ledger/ledger.ts";
import type { ListedRun, RunDetail } from "./answers.ts";

/** Events that Apify charges for each item written to the default dataset. */
const ITEM_EVENT = "apify-default-dataset-item";

/** Where a reading stands: what was known before it, what the list said, and when it was made by Apify's clock. */
export interface ReadingContext {
  readonly listed: ListedRun | null;
  readonly known: RunReading | null;
  readonly readAtMs: number;
}

export function importedRun(detail: RunDetail, { listed, known, readAtMs }: ReadingContext): ImportedRun {
  const reading = {
    status: detail.status,
    startedAtMs: detail.startedAt,
    finishedAtMs: detail.finishedAt ?? null,
    costNanoUsd: knownCost(detail),
    isAccounted: areEventsAccounted(detail),
    readAtMs,
  };
  const settling = stateAfterReading(known, reading);
  const isSettled = isSettledAlready(known, reading);
  return {
    runId: detail.id,
    scraperId: detail.actId,
    status: detail.status,
    costNanoUsd: isSettled ? known.costNanoUsd : reading.costNanoUsd,
    itemCount: detail.chargedEventCounts?.[ITEM_EVENT] ?? null,
    usageDetails: isSettled ? null : usageDetails(detail),
    createdAtMs: detail.startedAt,
    finishedAtMs: reading.finishedAtMs,
    costReadAtMs: readAtMs,
    settling,
    listedNanoUsd: listed === null ? null : listedCost(listed),
    goneAtMs: null,
    // An empty word says nothing.
    origin: detail.meta?.origin || null,
  };
}

/** A run that Apify has deleted: what was known of it stays, and nothing more is expected. */
export function goneRun(known: RunReading, readAtMs: number): ImportedRun {
  return {
    runId: known.runId,
    scraperId: known.scraperId,
    status: known.status,
    costNanoUsd: known.costNanoUsd,
    itemCount: null,
    usageDetails: null,
    createdAtMs: known.createdAtMs,
    finishedAtMs: known.finishedAtMs,
    costReadAtMs: known.costReadAtMs ?? readAtMs,
    settling: { ...costStateOf(known), nextReadAtMs: null },
    listedNanoUsd: known.listedNanoUsd,
    goneAtMs: known.goneAtMs ?? readAtMs,
    origin: null,
  };
}

/** A run whose detail can't be used: what is known of it stays or is kept, and it is asked for again later. */
export function unreadRun(run: ImportedRun, readAtMs: number): ImportedRun {
  return { ...run, goneAtMs: null, settling: { ...run.settling, nextReadAtMs: readAtMs + UNREAD_AGAIN_MS } };
}

/** A run that the list told of and that Apify deleted before its detail was read: it happened, its cost is not known. */
export function vanishedRun(listed: ListedRun, readAtMs: number): ImportedRun {
  const run = importedRun({ ...listed, usageTotalUsd: null }, { listed, known: null, readAtMs });
  return { ...run, settling: { ...run.settling, nextReadAtMs: null }, goneAtMs: readAtMs };
}

/** The list's word on a cost, which only hints that the detail may have changed. */
export function listedCost({ usageTotalUsd }: ListedRun): NanoUsd | null {
  return usageTotalUsd === null || usageTotalUsd === undefined ? null : nanoUsdFromUsd(usageTotalUsd);
}

function costStateOf(known: CostState): CostState {
  const { costReadNanoUsd, costAgreedAtMs, settledAtMs, nextReadAtMs, repriced } = known;
  return { costReadNanoUsd, costAgreedAtMs, settledAtMs, nextReadAtMs, repriced };
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
