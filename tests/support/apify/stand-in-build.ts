import { actorCatalogue } from "./actor-catalogue.ts";
import { seededRandom } from "./random.ts";

/** Builds cost money as well, and no run accounts for it. */
export interface StandInBuild {
  readonly id: string;
  readonly actorId: string;
  readonly status: "SUCCEEDED" | "FAILED";
  readonly startedAtMs: number;
  readonly finishedAtMs: number;
  readonly buildNumber: string;
  readonly costUsd: number;
}

export interface GenerateBuildsOptions {
  readonly count: number;
  readonly seed: number;
  readonly from: Date;
  readonly to: Date;
}

/** Builds in the order in which they start; the same options make the same builds. */
export function generateBuilds({ count, seed, from, to }: GenerateBuildsOptions): StandInBuild[] {
  const random = seededRandom(seed);
  const builds = Array.from({ length: count }, (_, index): StandInBuild => {
    const startedAtMs = random.integer(from.getTime(), to.getTime() - 1);
    const durationMs = random.integer(8_000, 120_000);
    return {
      id: random.id(),
      actorId: random.pick(actorCatalogue).id,
      status: random.fraction() < 0.9 ? "SUCCEEDED" : "FAILED",
      startedAtMs,
      finishedAtMs: startedAtMs + durationMs,
      buildNumber: `0.1.${index + 1}`,
      costUsd: (durationMs / 3_600_000) * 4 * 0.2,
    };
  });
  return builds.toSorted((left, right) => left.startedAtMs - right.startedAtMs);
}
