import { isoTime, pricingInfo } from "./run-json.ts";
import type { StandInAccount } from "./stand-in-account.ts";
import type { StandInActor } from "./stand-in-actor.ts";
import type { StandInBuild } from "./stand-in-build.ts";

const createdAt = isoTime(Date.UTC(2023, 8, 5, 11, 2, 41, 377));
const modifiedAt = isoTime(Date.UTC(2026, 5, 19, 6, 48, 12, 905));

/** /v2/actors/:id */
export function actorDetail(actor: StandInActor, account: StandInAccount): object {
  return {
    ...actorNames(actor),
    userId: account.userId,
    description: `${actor.title}, as the store shows it.`,
    isPublic: true,
    createdAt,
    modifiedAt,
    stats: { totalBuilds: 12, totalRuns: countRuns(actor, account), totalUsers: 1 },
    versions: [],
    pricingInfos: actor.pricing.model === "FREE" ? [] : [pricingInfo(actor.pricing)],
    defaultRunOptions: { build: "latest", timeoutSecs: 604_800, memoryMbytes: actor.memoryMbytes },
    isDeprecated: false,
  };
}

/** An item of /v2/actors: Actors that the account made or used. */
export function actorShort(actor: StandInActor, lastRunStartedAtMs: number): object {
  return {
    ...actorNames(actor),
    createdAt,
    modifiedAt,
    stats: { lastRunStartedAt: isoTime(lastRunStartedAtMs) },
  };
}

/** The Actors in use, each with the start of its last run. */
export function usedActors(account: StandInAccount): [StandInActor, number][] {
  const lastStarts = new Map<string, number>();
  for (const { actorId, startedAtMs } of account.runs) lastStarts.set(actorId, startedAtMs);
  return account.actors.flatMap((actor): [StandInActor, number][] => {
    const lastStart = lastStarts.get(actor.id);
    return lastStart === undefined ? [] : [[actor, lastStart]];
  });
}

/** An item of /v2/actor-builds. */
export function buildShort(build: StandInBuild, account: StandInAccount): object {
  return {
    id: build.id,
    actId: build.actorId,
    userId: account.userId,
    status: build.status,
    startedAt: isoTime(build.startedAtMs),
    finishedAt: isoTime(build.finishedAtMs),
    usageTotalUsd: build.costUsd,
    buildNumber: build.buildNumber,
    meta: { origin: "WEB" },
  };
}

function actorNames({ id, username, name, title }: StandInActor): object {
  return { id, username, name, title };
}

function countRuns(actor: StandInActor, account: StandInAccount): number {
  return account.runs.filter(({ actorId }) => actorId === actor.id).length;
}
