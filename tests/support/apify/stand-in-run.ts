import type { ActorPricing } from "./stand-in-actor.ts";

export type RunStatus =
  | "READY"
  | "RUNNING"
  | "SUCCEEDED"
  | "FAILED"
  | "TIMING-OUT"
  | "TIMED-OUT"
  | "ABORTING"
  | "ABORTED";

export const terminalStatuses: ReadonlySet<RunStatus> = new Set([
  "SUCCEEDED",
  "FAILED",
  "TIMED-OUT",
  "ABORTED",
] as const);

export type PlatformService =
  | "ACTOR_COMPUTE_UNITS"
  | "DATASET_WRITES"
  | "KEY_VALUE_STORE_READS"
  | "KEY_VALUE_STORE_WRITES"
  | "DATA_TRANSFER_EXTERNAL_GBYTES";

export type PlatformFigures = Readonly<Partial<Record<PlatformService, number>>>;

/** From the end of the run until `atMs`, Apify still reports `firstCostUsd`. */
export interface Settling {
  readonly atMs: number;
  readonly firstCostUsd: number;
}

/** What is true of a run; what a caller gets to see of it depends on who asks, and when. */
export interface StandInRun {
  readonly id: string;
  readonly actorId: string;
  readonly userId: string;
  readonly actorTaskId: string | null;
  readonly status: RunStatus;
  readonly startedAtMs: number;
  readonly finishedAtMs: number | null;
  readonly origin: string;
  readonly buildId: string;
  readonly buildNumber: string;
  readonly memoryMbytes: number;
  readonly resurrectCount: number;
  readonly pricing: ActorPricing;
  readonly chargedEventCounts: Readonly<Record<string, number>>;
  readonly usage: PlatformFigures;
  /** Platform usage in dollars, whoever pays for it. */
  readonly usageUsd: PlatformFigures;
  /** What the owner of the run pays in the end; null where Apify never says. */
  readonly costUsd: number | null;
  readonly settles: Settling | null;
}

export type RunWithoutUser = Omit<StandInRun, "userId">;

/** What a test says of a run; the rest is filled in. */
export type RunSketch = Partial<StandInRun> & Pick<StandInRun, "startedAtMs">;

export function isPlatformPaidByUser(pricing: ActorPricing): boolean {
  switch (pricing.model) {
    case "FREE":
    case "FLAT_PRICE_PER_MONTH":
      return true;
    case "PRICE_PER_DATASET_ITEM":
      return false;
    case "PAY_PER_EVENT":
      return pricing.isPlatformPaidByUser;
  }
}

export function sumOf(figures: Readonly<Record<string, number>>): number {
  let sum = 0;
  for (const figure of Object.values(figures)) sum += figure;
  return sum;
}

/** The price of the events and, where the user pays it, of the platform. */
export function costOf(run: Pick<StandInRun, "pricing" | "chargedEventCounts" | "usageUsd">): number | null {
  const { pricing } = run;
  if (pricing.model === "PRICE_PER_DATASET_ITEM") return null;
  if (pricing.model !== "PAY_PER_EVENT") return sumOf(run.usageUsd);
  let cost = pricing.isPlatformPaidByUser ? sumOf(run.usageUsd) : 0;
  for (const [event, count] of Object.entries(run.chargedEventCounts)) {
    cost += count * (pricing.events[event]?.priceUsd ?? 0);
  }
  return cost;
}
