import { shiftedId } from "./random.ts";
import type { ListCost } from "./stand-in-account.ts";
import type { ActorPricing } from "./stand-in-actor.ts";
import { isPlatformPaidByUser, type StandInRun, sumOf, terminalStatuses } from "./stand-in-run.ts";

/** Who asks decides whether a run shows its cost. */
export type Viewer = "owner" | "other-user" | "nobody";

export function isSettled(run: StandInRun, nowMs: number): boolean {
  return run.settles === null || nowMs >= run.settles.atMs;
}

/** An item of the list. An undefined cost is a cost without a key. */
export function runShort(run: StandInRun, nowMs: number, listCost: ListCost): object {
  return {
    id: run.id,
    actId: run.actorId,
    userId: run.userId,
    actorTaskId: run.actorTaskId,
    status: run.status,
    startedAt: isoTime(run.startedAtMs),
    finishedAt: run.finishedAtMs === null ? null : isoTime(run.finishedAtMs),
    buildId: run.buildId,
    buildNumber: run.buildNumber,
    meta: { origin: run.origin },
    usageTotalUsd: costInList(run, nowMs, listCost),
    ...defaultStorages(run),
  };
}

function costInList(run: StandInRun, nowMs: number, listCost: ListCost): number | null | undefined {
  switch (listCost) {
    case "exact":
      return costAt(run, nowMs);
    case "absent":
      return undefined;
    case "null":
      return null;
    case "platform-usage":
      return sumOf(run.usageUsd);
  }
}

function costAt(run: StandInRun, nowMs: number): number | undefined {
  if (run.settles !== null && nowMs < run.settles.atMs) return run.settles.firstCostUsd;
  return run.costUsd ?? undefined;
}

/** The full record, with the keys that Apify sends without documenting them. */
export function runDetail(run: StandInRun, nowMs: number, viewer: Viewer): object {
  const { pricing } = run;
  const isEventPriced = pricing.model === "PAY_PER_EVENT";
  const hasCost = viewer === "owner" || (viewer === "other-user" && isEventPriced);
  const hasUsage = viewer === "owner" && isPlatformPaidByUser(pricing);
  return {
    id: run.id,
    actId: run.actorId,
    userId: run.userId,
    actorTaskId: run.actorTaskId,
    startedAt: isoTime(run.startedAtMs),
    finishedAt: run.finishedAtMs === null ? null : isoTime(run.finishedAtMs),
    status: run.status,
    statusMessage: null,
    isStatusMessageTerminal: null,
    meta: { origin: run.origin, userAgent: null },
    ...(pricing.model === "FREE" ? {} : { pricingInfo: pricingInfo(pricing) }),
    stats: stats(run, nowMs),
    ...(isEventPriced ? eventCounts(run, nowMs) : {}),
    options: {
      build: "latest",
      timeoutSecs: 604_800,
      memoryMbytes: run.memoryMbytes,
      diskMbytes: run.memoryMbytes * 2,
      maxItems: null,
      maxTotalChargeUsd: null,
    },
    buildId: run.buildId,
    buildNumber: run.buildNumber,
    exitCode: exitCode(run),
    generalAccess: "FOLLOW_USER_SETTING",
    ...defaultStorages(run),
    containerUrl: `https://${run.id.toLowerCase()}.runs.apify.net`,
    isContainerServerReady: null,
    gitBranchName: null,
    usage: hasUsage ? run.usage : undefined,
    usageTotalUsd: hasCost ? costAt(run, nowMs) : undefined,
    usageUsd: hasUsage ? run.usageUsd : undefined,
    metamorphs: null,
    platformUsageBillingModel: isPlatformPaidByUser(pricing) ? "USER" : "DEVELOPER",
    consoleUrl: `https://console.apify.com/actors/${run.actorId}/runs/${run.id}`,
    links: { consoleRunUrl: `https://console.apify.com/actors/runs/${run.id}` },
  };
}

function stats(run: StandInRun, nowMs: number): object {
  const durationMillis = Math.max(0, (run.finishedAtMs ?? nowMs) - run.startedAtMs);
  return {
    inputBodyLen: 214,
    migrationCount: 0,
    rebootCount: 0,
    restartCount: 0,
    resurrectCount: run.resurrectCount,
    memAvgBytes: run.memoryMbytes * 400_000.5,
    memMaxBytes: run.memoryMbytes * 700_000,
    memCurrentBytes: 0,
    cpuAvgUsage: 31.7,
    cpuMaxUsage: 104.2,
    cpuCurrentUsage: 0,
    netRxBytes: 1_482_093,
    netTxBytes: 88_412,
    durationMillis,
    runTimeSecs: durationMillis / 1000,
    metamorph: 0,
    computeUnits: run.usage.ACTOR_COMPUTE_UNITS ?? 0,
  };
}

/** Before a run settles, Apify has counted all its events and charged only the first. */
function eventCounts(run: StandInRun, nowMs: number): object {
  const { chargedEventCounts } = run;
  if (run.settles === null || isSettled(run, nowMs)) {
    return { chargedEventCounts, accountedChargedEventCounts: chargedEventCounts };
  }
  const hasCharge = run.settles.firstCostUsd !== 0;
  const accounted = Object.entries(chargedEventCounts).map(([event, count], index) => [
    event,
    index === 0 && hasCharge ? count : 0,
  ]);
  return { chargedEventCounts, accountedChargedEventCounts: Object.fromEntries(accounted) };
}

export function pricingInfo(pricing: ActorPricing): object {
  const common = {
    pricingModel: pricing.model,
    apifyMarginPercentage: 0.2,
    createdAt: "2025-02-03T09:15:00.000Z",
    startedAt: "2025-02-17T09:15:00.000Z",
  };
  switch (pricing.model) {
    case "FREE":
      return common;
    case "FLAT_PRICE_PER_MONTH":
      return { ...common, trialMinutes: 4320, pricePerUnitUsd: pricing.pricePerMonthUsd };
    case "PRICE_PER_DATASET_ITEM":
      return { ...common, unitName: pricing.unitName, pricePerUnitUsd: pricing.priceUsd };
    case "PAY_PER_EVENT":
      return { ...common, pricingPerEvent: { actorChargeEvents: chargeEvents(pricing.events) } };
  }
}

function chargeEvents(events: Readonly<Record<string, { title: string; priceUsd: number }>>): object {
  return Object.fromEntries(
    Object.entries(events).map(([name, { title, priceUsd }]) => [
      name,
      { eventTitle: title, eventDescription: `${title}, charged each time.`, eventPriceUsd: priceUsd },
    ]),
  );
}

function exitCode(run: StandInRun): number | null {
  if (!terminalStatuses.has(run.status)) return null;
  return run.status === "SUCCEEDED" ? 0 : 1;
}

function defaultStorages({ id }: StandInRun): object {
  return {
    defaultKeyValueStoreId: shiftedId(id, 7),
    defaultDatasetId: shiftedId(id, 19),
    defaultRequestQueueId: shiftedId(id, 31),
  };
}

export function isoTime(timeMs: number): string {
  return new Date(timeMs).toISOString();
}
