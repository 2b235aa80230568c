import { actorDetail, actorShort, buildShort, usedActors } from "./actor-json.ts";
import { data, failures, jsonText, type Answer } from "./answer.ts";
import { QueryError, readFlag, readPage, readStatuses, readTime, readWaitSeconds } from "./list-query.ts";
import type { Viewer } from "./run-json.ts";
import { listText, pageOf, runDetailText, runListText } from "./run-list.ts";
import type { StandInAccount } from "./stand-in-account.ts";
import type { StandInRequest } from "./stand-in-request.ts";
import { type StandInRun, terminalStatuses } from "./stand-in-run.ts";
import { accountLimits, monthlyUsage } from "./usage-json.ts";
import { privateUser } from "./user-json.ts";

export interface World {
  readonly accounts: readonly StandInAccount[];
  readonly tokens: ReadonlyMap<string, StandInAccount>;
  readonly clock: () => number;
}

export interface Call {
  readonly request: StandInRequest;
  /** Null where the caller gave none. */
  readonly token: string | null;
  /** Aborted when the caller goes away. */
  readonly gone: () => AbortSignal;
}

type AccountRoute = (account: StandInAccount) => Answer;

/** Answers as Apify does, without any fault. */
export function answerCall(call: Call, world: World): Answer | Promise<Answer> {
  try {
    const [, version, resource = "", ...rest] = call.request.path.split("/");
    if (version !== "v2") return failures.pageNotFound();
    const [runId] = rest;
    if (resource === "actor-runs" && rest.length === 1 && runId) return oneRun(runId, call, world);
    const route = findRoute(resource, rest, call.request, world);
    if (route === undefined) return failures.pageNotFound();
    if (call.request.method !== "GET") return failures.methodNotAllowed();
    if (call.token === null) return failures.tokenNotProvided();
    const account = world.tokens.get(call.token);
    return account === undefined ? failures.tokenNotFound() : route(account);
  } catch (error) {
    if (error instanceof QueryError) return error.answer;
    throw error;
  }
}

function findRoute(
  resource: string,
  rest: readonly string[],
  { query }: StandInRequest,
  { clock }: World,
): AccountRoute | undefined {
  const [id = "", tail] = rest;
  switch (`${resource} ${rest.length}`) {
    case "actor-runs 0":
      return (account) => runs(account, query, undefined, clock());
    case "actors 0":
    case "acts 0":
      return (account) => actors(account, query);
    case "actors 1":
    case "acts 1":
      return (account) => oneActor(account, id);
    case "actors 2":
    case "acts 2":
      return tail === "runs" ? (account) => actorRuns(account, id, query, clock()) : undefined;
    case "actor-builds 0":
      return (account) => builds(account, query);
    default:
      return resource === "users" ? userRoute(rest.join("/"), query, clock()) : undefined;
  }
}

function userRoute(path: string, query: URLSearchParams, nowMs: number): AccountRoute | undefined {
  switch (path) {
    case "me":
      return (account) => data(privateUser(account));
    case "me/limits":
      return (account) => data(accountLimits(account, nowMs));
    case "me/usage/monthly":
      return (account) => data(monthlyUsage(account, readTime(query, "date") ?? nowMs, nowMs));
    default:
      return undefined;
  }
}

function runs(account: StandInAccount, query: URLSearchParams, actorId: string | undefined, nowMs: number): Answer {
  const filter = {
    statuses: readStatuses(query),
    startedAfterMs: readTime(query, "startedAfter"),
    startedBeforeMs: readTime(query, "startedBefore"),
    actorId,
  };
  return jsonText(200, runListText(account, filter, readPage(query), nowMs));
}

function actorRuns(account: StandInAccount, reference: string, query: URLSearchParams, nowMs: number): Answer {
  const actor = account.actor(reference);
  return actor === undefined ? failures.recordNotFound("Actor") : runs(account, query, actor.id, nowMs);
}

function oneActor(account: StandInAccount, reference: string): Answer {
  const actor = account.actor(reference);
  return actor === undefined ? failures.recordNotFound("Actor") : data(actorDetail(actor, account));
}

function actors(account: StandInAccount, query: URLSearchParams): Answer {
  const page = readPage(query);
  let used = readFlag(query, "my") ? [] : usedActors(account);
  if (query.get("sortBy") === "stats.lastRunStartedAt") used = used.toSorted(([, left], [, right]) => left - right);
  const items = pageOf(used, page).map(([actor, lastStartMs]) => JSON.stringify(actorShort(actor, lastStartMs)));
  return jsonText(200, listText(used.length, page, items));
}

function builds(account: StandInAccount, query: URLSearchParams): Answer {
  const page = readPage(query);
  const items = pageOf(account.builds, page).map((build) => JSON.stringify(buildShort(build, account)));
  return jsonText(200, listText(account.builds.length, page, items));
}

/** The id is the secret: anyone who has it may read the run, but its cost is for those who sign in. */
function oneRun(id: string, call: Call, world: World): Answer | Promise<Answer> {
  if (call.request.method !== "GET") return failures.methodNotAllowed();
  const viewer = call.token === null ? undefined : world.tokens.get(call.token);
  if (call.token !== null && viewer === undefined) return failures.tokenNotFound();
  const owner = viewer?.run(id) === undefined ? world.accounts.find((account) => account.run(id)) : viewer;
  const run = owner?.run(id);
  if (owner === undefined || run === undefined) return failures.recordNotFound("Actor run");
  const role = viewerRole(viewer, run);
  const answer = (shown: StandInRun): Answer => jsonText(200, runDetailText(shown, world.clock(), role));
  const waitSeconds = readWaitSeconds(call.request.query);
  if (waitSeconds === 0 || terminalStatuses.has(run.status)) return answer(run);
  return untilFinished(owner, id, waitSeconds, call.gone()).then(() => answer(owner.run(id) ?? run));
}

function viewerRole(viewer: StandInAccount | undefined, run: StandInRun): Viewer {
  if (viewer === undefined) return "nobody";
  return viewer.userId === run.userId ? "owner" : "other-user";
}

function untilFinished(account: StandInAccount, id: string, seconds: number, gone: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(finish, seconds * 1000);
    const unwatch = account.watch((run) => {
      if (run.id === id && terminalStatuses.has(run.status)) finish();
    });
    gone.addEventListener("abort", finish, { once: true });
    function finish(): void {
      clearTimeout(timer);
      unwatch();
      resolve();
    }
  });
}
