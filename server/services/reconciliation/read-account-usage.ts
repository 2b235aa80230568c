import type { Span } from "../../../shared/domain/day.ts";
import { nanoUsdFromUsd, type NanoUsd } from "../../../shared/domain/money.ts";
import { UNNAMED_SERVICE } from "../../../shared/domain/service.ts";
import { isAppError } from "../../../shared/errors.ts";
import type { AccountUsage } from "../../ledger/ledger.ts";
import type { MonthlyUsage } from "../../sources/apify/answers.ts";
import type { ApifyClient } from "../../sources/apify/client.ts";

export interface UsageReadingContext {
  readonly client: Pick<ApifyClient, "now" | "readLimits" | "readMonthlyUsage" | "listBuilds">;
  readonly signal: AbortSignal;
}

/** A difference between the total and its lines is named after the one that Apify documents. */
const DISCOUNT = "VOLUME_DISCOUNT";
const QUARTER_MS = 15 * 60 * 1_000;
const MAX_BUILD_PAGES = 50;

/**
 * What Apify says of the cycle that holds the date, of the current one without a date. A token that may read usage and
 * neither limits nor builds leaves those out.
 *
 * @throws AppError `apify_…`, of which `apify_forbidden` is about the usage itself
 */
export async function readAccountUsage(context: UsageReadingContext, date?: string): Promise<AccountUsage> {
  const { client, signal } = context;
  const usage = await client.readMonthlyUsage(date, signal);
  const readAtMs = client.now();
  const cycle = spanOf(usage.cycle);
  const isCurrent = cycle.fromMs <= readAtMs && readAtMs < cycle.toMs;
  const [limits, builds] = await Promise.all([
    isCurrent ? ifAllowed(client.readLimits(signal)) : null,
    ifAllowed(readBuilds(context, cycle)),
  ]);
  const limitUsd = limits?.maxMonthlyUsageUsd ?? null;
  return {
    cycle,
    readAtMs,
    usageNanoUsd: String(nanoUsdFromUsd(usage.totalUsd)),
    limitNanoUsd: limitUsd === null ? null : String(nanoUsdFromUsd(limitUsd)),
    services: servicesOf(usage),
    builds,
  };
}

/** The services in nano-USD. Their sum is the total, to the last digit. */
function servicesOf({ services, totalUsd }: MonthlyUsage): Readonly<Record<string, string>> {
  const amounts = new Map(Object.entries(services).map(([service, usd]) => [service, nanoUsdFromUsd(usd)]));
  let difference = nanoUsdFromUsd(totalUsd);
  let largest: string | undefined;
  for (const [service, amount] of amounts) {
    difference -= amount;
    if (largest === undefined || amount > (amounts.get(largest) ?? 0n)) largest = service;
  }
  const isRounding = difference >= -BigInt(amounts.size) && difference <= BigInt(amounts.size);
  const service = isRounding && largest !== undefined ? largest : difference < 0n ? DISCOUNT : UNNAMED_SERVICE;
  if (difference !== 0n) amounts.set(service, (amounts.get(service) ?? 0n) + difference);
  return Object.fromEntries([...amounts].map(([name, amount]) => [name, String(amount)]));
}

/** Null when there are more than can be counted: their cost is then part of the rest. */
async function readBuilds({ client, signal }: UsageReadingContext, cycle: Span): Promise<AccountUsage["builds"]> {
  // By id: a build that begins meanwhile moves those of the next page.
  const costs = new Map<string, NanoUsd | null>();
  let offset: number | null = 0;
  for (let page = 0; offset !== null; page += 1) {
    if (page === MAX_BUILD_PAGES) return null;
    const answer: Awaited<ReturnType<ApifyClient["listBuilds"]>> = await client.listBuilds(
      { fromMs: cycle.fromMs, offset },
      signal,
    );
    for (const { id, startedAt, usageTotalUsd } of answer.builds) {
      if (startedAt < cycle.toMs) costs.set(id, costOf(usageTotalUsd));
    }
    offset = answer.nextOffset;
  }
  const known = [...costs.values()].filter((cost) => cost !== null);
  const sum = known.reduce((total, cost) => total + cost, 0n);
  return { count: costs.size, nanoUsd: String(sum), buildsWithoutCost: costs.size - known.length };
}

const costOf = (usd: number | null | undefined): NanoUsd | null =>
  usd === null || usd === undefined ? null : nanoUsdFromUsd(usd);

async function ifAllowed<Value>(work: Promise<Value>): Promise<Value | null> {
  return work.catch((error: unknown) => {
    if (isAppError(error, "apify_forbidden")) return null;
    throw error;
  });
}

/** Apify tells a cycle's last millisecond; the ledger sums between quarters of an hour. */
function spanOf({ startMs, endMs }: MonthlyUsage["cycle"]): Span {
  return { fromMs: quarterNearest(startMs), toMs: quarterNearest(endMs + 1) };
}

const quarterNearest = (ms: number): number => Math.round(ms / QUARTER_MS) * QUARTER_MS;
