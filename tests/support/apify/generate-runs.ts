import { actorCatalogue } from "./actor-catalogue.ts";
import { seededRandom, type Random } from "./random.ts";
import type { StandInActor } from "./stand-in-actor.ts";
import { costOf, type PlatformFigures, type RunStatus, type RunWithoutUser, terminalStatuses } from "./stand-in-run.ts";

export interface GenerateRunsOptions {
  readonly count: number;
  readonly seed: number;
  /** Runs start from here on. */
  readonly from: Date;
  /** Runs start before this. */
  readonly to: Date;
  readonly actors?: readonly StandInActor[];
  /** How many of the latest runs have not ended yet. */
  readonly unfinished?: number;
  /** How many runs start in one and the same millisecond, in the middle of the period. */
  readonly sameInstant?: number;
  /** The latest runs settle only some time after they end: how many, and how long after. */
  readonly settling?: { readonly count: number; readonly afterMs: number };
}

const origins = ["API", "API", "SCHEDULER", "SCHEDULER", "WEB", "WEBHOOK", "CLI", "ACTOR", "MCP"];
const unfinishedStatuses = ["RUNNING", "RUNNING", "RUNNING", "READY", "ABORTING", "TIMING-OUT"] as const;
const computeUnitPriceUsd = 0.2;

/** Runs in the order in which they start. The same options make the same runs, to the last digit. */
export function generateRuns(options: GenerateRunsOptions): RunWithoutUser[] {
  const random = seededRandom(options.seed);
  const starts = startTimes(options, random);
  const firstUnfinished = starts.length - (options.unfinished ?? 0);
  const firstSettling = firstUnfinished - (options.settling?.count ?? 0);
  return starts.map((startedAtMs, index) => {
    const isUnfinished = index >= firstUnfinished;
    const actor = pickByWeight(options.actors ?? actorCatalogue, random);
    const status = isUnfinished ? random.pick(unfinishedStatuses) : pickEnd(random);
    const run = makeRun(actor, status, startedAtMs, random);
    if (isUnfinished || index < firstSettling || options.settling === undefined) return run;
    return withSettling(run, options.settling.afterMs);
  });
}

function startTimes(options: GenerateRunsOptions, random: Random): number[] {
  const fromMs = options.from.getTime();
  const lastMs = options.to.getTime() - 1;
  const sameInstant = Math.min(options.sameInstant ?? 0, options.count);
  const starts: number[] = Array<number>(sameInstant).fill(Math.floor((fromMs + lastMs) / 2));
  let previousMs = fromMs;
  while (starts.length < options.count) {
    // A schedule or a caller's loop starts several runs at once.
    if (random.fraction() >= 0.04) previousMs = random.integer(fromMs, lastMs);
    starts.push(previousMs);
  }
  return starts.toSorted((left, right) => left - right);
}

function makeRun(actor: StandInActor, status: RunStatus, startedAtMs: number, random: Random): RunWithoutUser {
  const durationMs = random.integer(actor.durationSeconds[0] * 1000, actor.durationSeconds[1] * 1000);
  const share = shareOfWork(status, random);
  const results = Math.round(random.integer(actor.results[0], actor.results[1]) * share);
  const isTerminal = terminalStatuses.has(status);
  const usage = platformUsage(actor, status === "READY" ? 0 : durationMs, results, random);
  const facts = {
    pricing: actor.pricing,
    chargedEventCounts: chargedEvents(actor, results, status),
    usageUsd: platformCost(usage),
  };
  return {
    ...facts,
    id: random.id(),
    actorId: actor.id,
    actorTaskId: random.fraction() < 0.25 ? random.id() : null,
    status,
    startedAtMs,
    finishedAtMs: isTerminal ? startedAtMs + durationMs : null,
    origin: random.pick(origins),
    buildId: random.id(),
    buildNumber: `${random.integer(0, 3)}.${random.integer(0, 40)}.${random.integer(1, 300)}`,
    memoryMbytes: actor.memoryMbytes,
    resurrectCount: random.fraction() < 0.01 ? 1 : 0,
    usage,
    costUsd: costOf(facts),
    settles: null,
  };
}

function pickEnd(random: Random): RunStatus {
  const draw = random.fraction();
  if (draw < 0.86) return "SUCCEEDED";
  if (draw < 0.92) return "FAILED";
  return draw < 0.96 ? "ABORTED" : "TIMED-OUT";
}

function shareOfWork(status: RunStatus, random: Random): number {
  if (status === "READY") return 0;
  if (status !== "SUCCEEDED") return random.fraction();
  // Some runs reject their input and charge for nothing but the start.
  return random.fraction() < 0.03 ? 0 : 1;
}

function chargedEvents(actor: StandInActor, results: number, status: RunStatus): Record<string, number> {
  if (actor.pricing.model !== "PAY_PER_EVENT") return {};
  const [start, result] = Object.keys(actor.pricing.events);
  return {
    ...(start === undefined ? {} : { [start]: status === "READY" ? 0 : 1 }),
    ...(result === undefined ? {} : { [result]: results }),
  };
}

function platformUsage(actor: StandInActor, durationMs: number, results: number, random: Random): PlatformFigures {
  return {
    ACTOR_COMPUTE_UNITS: (actor.memoryMbytes / 1024) * (durationMs / 3_600_000),
    DATASET_WRITES: results,
    KEY_VALUE_STORE_READS: 1,
    KEY_VALUE_STORE_WRITES: durationMs === 0 ? 0 : random.integer(1, 4),
    DATA_TRANSFER_EXTERNAL_GBYTES: results * random.fraction() * 0.0004,
  };
}

function platformCost(usage: PlatformFigures): PlatformFigures {
  return {
    ACTOR_COMPUTE_UNITS: (usage.ACTOR_COMPUTE_UNITS ?? 0) * computeUnitPriceUsd,
    DATASET_WRITES: (usage.DATASET_WRITES ?? 0) * 0.000005,
    KEY_VALUE_STORE_READS: (usage.KEY_VALUE_STORE_READS ?? 0) * 0.000005,
    KEY_VALUE_STORE_WRITES: (usage.KEY_VALUE_STORE_WRITES ?? 0) * 0.00005,
    DATA_TRANSFER_EXTERNAL_GBYTES: (usage.DATA_TRANSFER_EXTERNAL_GBYTES ?? 0) * 0.2,
  };
}

/** Right after the end only the start of the run is accounted for. */
function withSettling(run: RunWithoutUser, afterMs: number): RunWithoutUser {
  if (run.costUsd === null || run.finishedAtMs === null) return run;
  const firstEvent = run.pricing.model === "PAY_PER_EVENT" ? Object.values(run.pricing.events)[0] : undefined;
  const firstCostUsd = firstEvent?.priceUsd ?? 0;
  return { ...run, settles: { atMs: run.finishedAtMs + afterMs, firstCostUsd } };
}

function pickByWeight(actors: readonly StandInActor[], random: Random): StandInActor {
  let left = random.fraction() * actors.reduce((sum, actor) => sum + actor.weight, 0);
  for (const actor of actors) {
    left -= actor.weight;
    if (left < 0) return actor;
  }
  return random.pick(actors);
}
