import { isoTime } from "./run-json.ts";
import type { StandInAccount } from "./stand-in-account.ts";
import { isPlatformPaidByUser, type StandInRun, terminalStatuses } from "./stand-in-run.ts";

const dayMs = 86_400_000;

export interface UsageCycle {
  readonly startAtMs: number;
  /** The last millisecond of the cycle. */
  readonly endAtMs: number;
}

/** The cycle that contains a moment. A day that a month lacks counts as the month's last. */
export function usageCycleAt(cycleDay: number, timeMs: number): UsageCycle {
  const time = new Date(timeMs);
  const year = time.getUTCFullYear();
  const month = time.getUTCMonth();
  const anchorMs = cycleStart(cycleDay, year, month);
  const startMonth = timeMs < anchorMs ? month - 1 : month;
  return {
    startAtMs: cycleStart(cycleDay, year, startMonth),
    endAtMs: cycleStart(cycleDay, year, startMonth + 1) - 1,
  };
}

function cycleStart(cycleDay: number, year: number, month: number): number {
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(cycleDay, lastDay));
}

type Services = Map<string, { quantity: number; amountUsd: number }>;

/** /v2/users/me/usage/monthly for the cycle that contains `timeMs`. */
export function monthlyUsage(account: StandInAccount, timeMs: number, nowMs: number): object {
  const cycle = usageCycleAt(account.cycleDay, timeMs);
  const days = usageByDay(account, cycle, nowMs);
  const month: Services = new Map();
  for (const services of days.values()) {
    for (const [service, { quantity, amountUsd }] of services) add(month, service, quantity, amountUsd);
  }
  const totalUsd = total(month);
  return {
    usageCycle: cycleJson(cycle),
    monthlyServiceUsage: servicesJson(month),
    dailyServiceUsages: [...days].map(([dayStartMs, services]) => ({
      date: isoTime(dayStartMs),
      serviceUsage: servicesJson(services),
      totalUsageCreditsUsd: total(services),
    })),
    totalUsageCreditsUsdBeforeVolumeDiscount: totalUsd,
    totalUsageCreditsUsdAfterVolumeDiscount: totalUsd,
  };
}

/** /v2/users/me/limits: the cap and what the current cycle has used of it. */
export function accountLimits(account: StandInAccount, nowMs: number): object {
  const cycle = usageCycleAt(account.cycleDay, nowMs);
  const services = [...usageByDay(account, cycle, nowMs).values()];
  const monthlyUsageUsd = services.reduce((sum, day) => sum + total(day), 0);
  const quantity = (service: string): number =>
    services.reduce((sum, day) => sum + (day.get(service)?.quantity ?? 0), 0);
  return {
    monthlyUsageCycle: cycleJson(cycle),
    limits: {
      maxMonthlyUsageUsd: account.plan.maxMonthlyUsageUsd,
      maxMonthlyActorComputeUnits: 50_000,
      maxMonthlyExternalDataTransferGbytes: 10_000,
      maxMonthlyProxySerps: 350_000,
      maxMonthlyResidentialProxyGbytes: 1_000,
      maxActorMemoryGbytes: 256,
      maxActorCount: 500,
      maxActorTaskCount: 5_000,
      maxConcurrentActorJobs: 128,
      maxTeamAccountSeatCount: 9,
      dataRetentionDays: account.plan.dataRetentionDays,
    },
    current: {
      monthlyUsageUsd,
      monthlyActorComputeUnits: quantity("ACTOR_COMPUTE_UNITS"),
      monthlyExternalDataTransferGbytes: quantity("DATA_TRANSFER_EXTERNAL_GBYTES"),
      monthlyProxySerps: 0,
      monthlyResidentialProxyGbytes: 0,
      actorMemoryGbytes: 0,
      actorCount: account.actors.length,
      actorTaskCount: 3,
      activeActorJobCount: account.runs.filter(({ status }) => !terminalStatuses.has(status)).length,
      teamAccountSeatCount: 1,
    },
  };
}

function usageByDay(account: StandInAccount, cycle: UsageCycle, nowMs: number): Map<number, Services> {
  const days = new Map<number, Services>();
  const servicesOf = (timeMs: number): Services => {
    const dayStartMs = Math.floor(timeMs / dayMs) * dayMs;
    const services = days.get(dayStartMs) ?? new Map<string, never>();
    days.set(dayStartMs, services);
    return services;
  };
  for (let day = cycle.startAtMs; day <= Math.min(cycle.endAtMs, nowMs); day += dayMs) {
    const { storageUsdPerDay } = account;
    add(servicesOf(day), "DATASET_TIMED_STORAGE_GBYTE_HOURS", storageUsdPerDay * 1_000, storageUsdPerDay);
  }
  const afterLast = account.firstIndexFrom(cycle.endAtMs + 1);
  for (const run of account.runs.slice(account.firstIndexFrom(cycle.startAtMs), afterLast)) {
    if (run.userId === account.userId) addRun(servicesOf(run.startedAtMs), run);
  }
  for (const { startedAtMs, costUsd } of account.builds) {
    if (startedAtMs < cycle.startAtMs || startedAtMs > cycle.endAtMs) continue;
    add(servicesOf(startedAtMs), "ACTOR_COMPUTE_UNITS", costUsd / 0.2, costUsd);
  }
  return new Map([...days].toSorted(([left], [right]) => left - right));
}

function addRun(services: Services, run: StandInRun): void {
  const { pricing } = run;
  let platformUsd = 0;
  if (isPlatformPaidByUser(pricing)) {
    for (const [service, amountUsd] of Object.entries(run.usageUsd)) {
      add(services, service, run.usage[service as keyof typeof run.usage] ?? 0, amountUsd);
      platformUsd += amountUsd;
    }
  }
  if (pricing.model === "PAY_PER_EVENT") {
    const chargedUsd = (run.costUsd ?? 0) - platformUsd;
    add(services, "PAID_ACTORS_PER_EVENT", chargedUsd, chargedUsd);
  }
  if (pricing.model === "PRICE_PER_DATASET_ITEM") {
    const chargedUsd = (run.usage.DATASET_WRITES ?? 0) * pricing.priceUsd;
    add(services, "PAID_ACTORS_PER_DATASET_ITEM", chargedUsd, chargedUsd);
  }
}

function add(services: Services, service: string, quantity: number, amountUsd: number): void {
  const before = services.get(service);
  services.set(service, {
    quantity: (before?.quantity ?? 0) + quantity,
    amountUsd: (before?.amountUsd ?? 0) + amountUsd,
  });
}

function total(services: Services): number {
  let sum = 0;
  for (const { amountUsd } of services.values()) sum += amountUsd;
  return sum;
}

function servicesJson(services: Services): object {
  return Object.fromEntries(
    [...services].map(([service, { quantity, amountUsd }]) => [
      service,
      { quantity, baseAmountUsd: amountUsd, amountAfterVolumeDiscountUsd: amountUsd, priceTiers: [] },
    ]),
  );
}

function cycleJson({ startAtMs, endAtMs }: UsageCycle): object {
  return { startAt: isoTime(startAtMs), endAt: isoTime(endAtMs) };
}
