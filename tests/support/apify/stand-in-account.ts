import { actorCatalogue } from "./actor-catalogue.ts";
import { randomToken, seededRandom, seedFromText, type Random } from "./random.ts";
import { RunShelf } from "./run-shelf.ts";
import type { StandInActor } from "./stand-in-actor.ts";
import type { StandInBuild } from "./stand-in-build.ts";
import { scalePlan, type StandInPlan } from "./stand-in-plan.ts";
import {
  costOf,
  isPlatformPaidByUser,
  type PlatformFigures,
  type PlatformService,
  type RunSketch,
  type RunWithoutUser,
  type StandInRun,
  terminalStatuses,
} from "./stand-in-run.ts";

/** What the list of runs says of their cost; the detail always says the charge. */
export type ListCost = "exact" | "absent" | "null" | "platform-usage";

export interface StandInAccountOptions {
  readonly token?: string;
  readonly userId?: string;
  readonly username?: string;
  readonly runs?: readonly RunWithoutUser[];
  readonly builds?: readonly StandInBuild[];
  readonly actors?: readonly StandInActor[];
  readonly listCost?: ListCost;
  readonly plan?: Partial<StandInPlan>;
  /** The day of the month on which a usage cycle begins, 1 to 31. */
  readonly cycleDay?: number;
  /** Storage that the account pays for each day and no run accounts for. */
  readonly storageUsdPerDay?: number;
}

/** One Apify user: the runs, in the order in which they started, and what the API says of the account. */
export class StandInAccount {
  readonly userId: string;
  readonly username: string;
  /** Shown by /v2/users/me. No test should find it anywhere else. */
  readonly proxyPassword: string;
  readonly plan: StandInPlan;
  readonly cycleDay: number;
  readonly storageUsdPerDay: number;
  readonly builds: readonly StandInBuild[];
  /** The token given at the start; the stand-in knows which ones are valid now. */
  readonly token: string;
  listCost: ListCost;

  readonly #random: Random;
  readonly #actors: Map<string, StandInActor>;
  readonly #shelf: RunShelf;
  readonly #watchers = new Set<(run: StandInRun) => void>();

  constructor(options: StandInAccountOptions = {}) {
    this.username = options.username ?? "harbour-data";
    this.#random = seededRandom(seedFromText(this.username));
    this.userId = options.userId ?? this.#random.id();
    this.token = options.token ?? randomToken(this.#random);
    this.proxyPassword = `proxy-password-canary-${this.#random.id()}`;
    this.plan = { ...scalePlan, ...options.plan };
    this.cycleDay = options.cycleDay ?? 14;
    this.storageUsdPerDay = options.storageUsdPerDay ?? 0.0123;
    this.builds = options.builds ?? [];
    this.listCost = options.listCost ?? "exact";
    this.#actors = new Map((options.actors ?? actorCatalogue).map((actor) => [actor.id, actor]));
    this.#shelf = new RunShelf((options.runs ?? []).map((run) => ({ ...run, userId: this.userId })));
  }

  /** Ascending by start; runs that share a start stay in the order in which they were added. */
  get runs(): readonly StandInRun[] {
    return this.#shelf.ascending;
  }

  /** The index in `runs` of the first that starts at `startedAtMs` or later. */
  firstIndexFrom(startedAtMs: number): number {
    return this.#shelf.firstIndexFrom(startedAtMs);
  }

  run(id: string): StandInRun | undefined {
    return this.#shelf.find(id);
  }

  addRun(sketch: RunSketch): StandInRun {
    const run = this.#complete(sketch);
    this.#shelf.add(run);
    return run;
  }

  deleteRun(id: string): void {
    this.#shelf.remove(this.#shelf.get(id));
  }

  updateRun(id: string, change: Partial<Omit<StandInRun, "id">>): StandInRun {
    const before = this.#shelf.get(id);
    const after: StandInRun = { ...before, ...change };
    this.#shelf.replace(before, after);
    for (const watcher of this.#watchers) watcher(after);
    return after;
  }

  /** The run goes on: same id, same start, no end. */
  resurrect(id: string): StandInRun {
    const { resurrectCount } = this.#shelf.get(id);
    return this.updateRun(id, {
      status: "RUNNING",
      finishedAtMs: null,
      settles: null,
      resurrectCount: resurrectCount + 1,
    });
  }

  /** A change of plan: platform usage of all times is priced anew. */
  repricePlatformUsage(factor: number): void {
    for (const run of this.runs) {
      if (!isPlatformPaidByUser(run.pricing)) continue;
      const usageUsd = scaled(run.usageUsd, factor);
      this.updateRun(run.id, { usageUsd, costUsd: costOf({ ...run, usageUsd }) });
    }
  }

  get actors(): readonly StandInActor[] {
    return [...this.#actors.values()];
  }

  /** Finds an Actor by its id or by `username~name`. */
  actor(reference: string): StandInActor | undefined {
    const byId = this.#actors.get(reference);
    if (byId !== undefined || !reference.includes("~")) return byId;
    return this.actors.find(({ username, name }) => `${username}~${name}` === reference);
  }

  /** Its runs stay, its name can't be looked up any more. */
  removeActor(id: string): void {
    this.#actors.delete(id);
  }

  /** Calls `watcher` at each change of a run until the returned function is called. */
  watch(watcher: (run: StandInRun) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  #complete(sketch: RunSketch): StandInRun {
    const status = sketch.status ?? "SUCCEEDED";
    const actor = this.#actors.get(sketch.actorId ?? "") ?? this.actors[0];
    const pricing = sketch.pricing ?? actor?.pricing ?? { model: "FREE" };
    const usageUsd = sketch.usageUsd ?? { ACTOR_COMPUTE_UNITS: sketch.costUsd ?? 0 };
    const chargedEventCounts = sketch.chargedEventCounts ?? {};
    return {
      id: this.#random.id(),
      actorId: actor?.id ?? this.#random.id(),
      userId: this.userId,
      actorTaskId: null,
      status,
      finishedAtMs: terminalStatuses.has(status) ? sketch.startedAtMs + 10_000 : null,
      origin: "API",
      buildId: this.#random.id(),
      buildNumber: "0.1.1",
      memoryMbytes: actor?.memoryMbytes ?? 1024,
      resurrectCount: 0,
      pricing,
      chargedEventCounts,
      usage: {},
      usageUsd,
      costUsd: costOf({ pricing, chargedEventCounts, usageUsd }),
      settles: null,
      ...sketch,
    };
  }
}

function scaled(figures: PlatformFigures, factor: number): PlatformFigures {
  const result: Partial<Record<PlatformService, number>> = {};
  for (const [service, figure] of Object.entries(figures)) result[service as PlatformService] = figure * factor;
  return result;
}
