import { ApifyClient } from "apify-client";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

import { usageAndLimits } from "../support/apify/fault.ts";
import { generateRuns } from "../support/apify/generate-runs.ts";
import { nanoUsd, standInLedgerTotals } from "../support/apify/ledger-totals.ts";
import { readWaitSeconds } from "../support/apify/list-query.ts";
import { hasOpenApiDescription, openApiCheck } from "../support/apify/openapi-check.ts";
import { StandInAccount } from "../support/apify/stand-in-account.ts";
import { generateBuilds } from "../support/apify/stand-in-build.ts";
import { type ApifyStandIn, startApifyStandIn } from "../support/apify/stand-in.ts";
import { usageCycleAt } from "../support/apify/usage-json.ts";

const from = new Date("2026-11-01T00:00:00.000Z");
const to = new Date("2026-11-20T00:00:00.000Z");
const nowMs = Date.parse("2026-11-20T12:00:00.000Z");
const places = "nwua9Gu5YrADL7ZDj";

interface ListAnswer {
  readonly data: {
    readonly total: number;
    readonly limit: number;
    readonly count: number;
    readonly items: readonly { id: string; startedAt: string; usageTotalUsd?: number | null }[];
  };
}

interface RunAnswer {
  readonly data: {
    readonly status: string;
    readonly usageTotalUsd?: number;
    readonly usageUsd?: Record<string, number>;
    readonly chargedEventCounts?: Record<string, number>;
    readonly accountedChargedEventCounts?: Record<string, number>;
    readonly platformUsageBillingModel: string;
  };
}

let clockMs = nowMs;
let account: StandInAccount;
let other: StandInAccount;
let standIn: ApifyStandIn;

beforeEach(async () => {
  clockMs = nowMs;
  account = new StandInAccount({
    runs: generateRuns({ count: 2_500, seed: 7, from, to, unfinished: 4, sameInstant: 40 }),
    builds: generateBuilds({ count: 3, seed: 7, from, to }),
  });
  other = new StandInAccount({ username: "other-team" });
  standIn = await startApifyStandIn({ accounts: [account, other], clock: () => clockMs });
});

afterEach(async () => {
  await standIn.stop();
});

function get(path: string, token: string | null = account.token, init: RequestInit = {}): Promise<Response> {
  const headers = token === null ? {} : { authorization: `Bearer ${token}` };
  return fetch(`${standIn.baseUrl}/v2/${path}`, { headers, ...init });
}

async function list(path: string): Promise<ListAnswer["data"]> {
  const answer = (await (await get(path)).json()) as ListAnswer;
  return answer.data;
}

async function detail(id: string, token: string | null = account.token): Promise<RunAnswer["data"]> {
  const answer = (await (await get(`actor-runs/${id}`, token)).json()) as RunAnswer;
  return answer.data;
}

async function refusal(response: Promise<Response>): Promise<[status: number, type: string]> {
  const answer = await response;
  const body = (await answer.json()) as { error: { type: string } };
  return [answer.status, body.error.type];
}

function latestRun(): { id: string } {
  const run = account.runs.at(-100);
  if (run === undefined) throw new Error("The account has no runs");
  return run;
}

describe("the official client reads the stand-in", () => {
  let client: ApifyClient;

  beforeAll(() => {
    vi.stubEnv("NO_PROXY", "127.0.0.1");
  });

  afterAll(() => {
    vi.unstubAllEnvs();
  });

  beforeEach(() => {
    client = new ApifyClient({ baseUrl: standIn.baseUrl, token: account.token, maxRetries: 1, timeoutSecs: 5 });
  });

  it("walks 2,500 runs page by page, each once", async () => {
    const ids: string[] = [];
    for await (const run of client.runs().list()) ids.push(run.id);

    expect(ids).toEqual(account.runs.map(({ id }) => id));
    expect(standIn.requests.map(({ query }) => query.get("offset") ?? "0")).toEqual(["0", "1000", "2000"]);
  });

  it("lists the newest runs of some statuses in a window", async () => {
    const startedAfter = new Date("2026-11-05T00:00:00.000Z");
    const startedBefore = new Date("2026-11-09T00:00:00.000Z");
    const page = await client
      .runs()
      .list({ desc: true, limit: 50, status: ["FAILED", "ABORTED"], startedAfter, startedBefore });

    const expected = account.runs.filter(
      ({ status, startedAtMs }) =>
        (status === "FAILED" || status === "ABORTED") &&
        startedAtMs >= startedAfter.getTime() &&
        startedAtMs <= startedBefore.getTime(),
    );
    expect(page.total).toBe(expected.length);
    expect(page.items.map(({ id }) => id)).toEqual(
      expected
        .toReversed()
        .slice(0, 50)
        .map(({ id }) => id),
    );
  });

  it("reads a run with its cost to the last digit", async () => {
    const { id, costUsd } = account.addRun({ startedAtMs: nowMs - 60_000, costUsd: 0.0056211830505728715 });
    const run = await client.run(id).get();

    expect(run?.usageTotalUsd).toBe(costUsd);
    expect(run?.startedAt).toEqual(new Date(nowMs - 60_000));
  });

  it("reads the user, the limits, the month, an Actor, its runs and the builds", async () => {
    const [user, limits, usage, actor, runs, builds] = await Promise.all([
      client.user("me").get(),
      client.user("me").limits(),
      client.user("me").monthlyUsage(),
      client.actor("compass/crawler-google-places").get(),
      client.actor(places).runs().list(),
      client.builds().list(),
    ]);

    expect(user.username).toBe(account.username);
    expect(limits?.limits.dataRetentionDays).toBe(31);
    expect(usage?.usageCycle.startAt).toEqual(new Date("2026-11-14T00:00:00.000Z"));
    expect(actor?.name).toBe("crawler-google-places");
    expect(runs.total).toBe(account.runs.filter(({ actorId }) => actorId === places).length);
    expect(builds.items).toHaveLength(3);
  });

  it("finds no run under an unknown id and throws on a wrong token", async () => {
    await expect(client.run("AAAAAAAAAAAAAAAAA").get()).resolves.toBeUndefined();

    const stranger = new ApifyClient({ baseUrl: standIn.baseUrl, token: "apify_api_wrong", maxRetries: 1 });
    await expect(stranger.runs().list()).rejects.toMatchObject({
      statusCode: 401,
      type: "user-or-token-not-found",
      attempt: 1,
    });
  });
});

// The description is Apify's own file: where it is not at hand there is nothing to check against.
if (hasOpenApiDescription)
  describe("the answers keep to the description that Apify publishes", () => {
    const check = openApiCheck();

    it.each([
      ["/v2/actor-runs", "actor-runs?desc=1&limit=400"],
      ["/v2/actors/{actorId}/runs", `acts/${places}/runs`],
      ["/v2/actors/{actorId}", `actors/${places}`],
      ["/v2/actors", "acts"],
      ["/v2/users/me", "users/me"],
      ["/v2/users/me/limits", "users/me/limits"],
      ["/v2/users/me/usage/monthly", "users/me/usage/monthly?date=2026-11-03"],
      ["/v2/actor-builds", "actor-builds"],
    ])("%s", async (template, path) => {
      // The description wants a cost in each item of the list: only known costs can keep to it.
      for (const run of account.runs) if (run.costUsd === null) account.updateRun(run.id, { costUsd: 0 });

      const response = await get(path);
      expect(check(template, response.status, await response.json())).toEqual([]);
      expect(response.status).toBe(200);
    });

    it("/v2/actor-runs/{runId}, for each Actor, status and caller", async () => {
      for (const run of account.runs.slice(-120)) {
        for (const token of [account.token, other.token, null]) {
          const response = await get(`actor-runs/${run.id}`, token);
          expect(check("/v2/actor-runs/{runId}", response.status, await response.json())).toEqual([]);
        }
      }
    });

    it("and an item without a cost does not", async () => {
      account.listCost = "absent";
      const [first] = check("/v2/actor-runs", 200, await (await get("actor-runs")).json());

      expect(first).toContain("must have required property 'usageTotalUsd'");
    });

    it("each refusal", async () => {
      const path = "/v2/actor-runs";
      for (const kind of ["rate-limited", "insufficient-permissions"] as const) {
        standIn.fail({ match: () => true, times: 1, with: { kind } });
        const response = await get("actor-runs");
        expect(check(path, response.status, await response.json())).toEqual([]);
      }
      const refusals = [get("actor-runs", null), get("actor-runs", "wrong"), get("nothing"), get("actor-runs/nothing")];
      for (const response of await Promise.all(refusals)) {
        expect(check(path, response.status, await response.json())).toEqual([]);
      }
    });
  });

describe("lists", () => {
  it("clamp the limit to 1000 and take 0 for the default", async () => {
    expect(await list("actor-runs?limit=5000")).toMatchObject({ limit: 1000, count: 1000, total: 2500 });
    expect(await list("actor-runs?limit=0")).toMatchObject({ limit: 1000, count: 1000 });
    expect(await list("actor-runs?limit=10&offset=2495")).toMatchObject({ limit: 10, count: 5 });
    expect(await list("actor-runs?offset=9000&desc=true")).toMatchObject({ count: 0, total: 2500 });
  });

  it("include both ends of the window", async () => {
    const startedAt = (await list("actor-runs?limit=1&offset=700")).items[0]?.startedAt ?? "";
    const { items } = await list(`actor-runs?startedAfter=${startedAt}&startedBefore=${startedAt}`);

    expect(items.length).toBeGreaterThan(0);
    expect(new Set(items.map((item) => item.startedAt))).toEqual(new Set([startedAt]));
  });

  it("refuse a time that is none", async () => {
    expect(await refusal(get("actor-runs?startedAfter=yesterday"))).toEqual([400, "invalid-value"]);
  });

  it("show the cost as the account is told to", async () => {
    const { id } = account.addRun({
      actorId: places,
      startedAtMs: nowMs,
      chargedEventCounts: { "apify-actor-start": 1, "place-scraped": 500 },
      usageUsd: { ACTOR_COMPUTE_UNITS: 0.25 },
    });
    const cost = async (): Promise<unknown> => {
      const { items } = await list("actor-runs?desc=1&limit=1");
      return items[0] && "usageTotalUsd" in items[0] ? items[0].usageTotalUsd : "no key";
    };

    expect(await cost()).toBe(2.0002);
    account.listCost = "platform-usage";
    expect(await cost()).toBe(0.25);
    account.listCost = "null";
    expect(await cost()).toBeNull();
    account.listCost = "absent";
    expect(await cost()).toBe("no key");
    expect((await detail(id)).usageTotalUsd).toBe(2.0002);
  });

  it("keep the accounts apart, and show foreign runs only under their Actor", async () => {
    account.addRun({ actorId: places, userId: other.userId, startedAtMs: nowMs });

    expect(await list("actor-runs")).toMatchObject({ total: 2500 });
    expect((await list(`actors/${places}/runs?desc=1`)).items[0]).toMatchObject({ userId: other.userId });
    expect((await (await get("actor-runs", other.token)).json()) as ListAnswer).toMatchObject({ data: { total: 0 } });
  });
});

describe("a run", () => {
  it("hides its cost from a caller without a token", async () => {
    const { id } = account.addRun({ startedAtMs: nowMs, costUsd: 0.25 });

    expect(await detail(id)).toMatchObject({ usageTotalUsd: 0.25, usageUsd: { ACTOR_COMPUTE_UNITS: 0.25 } });
    expect(await detail(id, null)).not.toHaveProperty("usageTotalUsd");
    expect(await detail(id, null)).not.toHaveProperty("usageUsd");
    expect(await refusal(get(`actor-runs/${id}`, "wrong"))).toEqual([401, "user-or-token-not-found"]);
  });

  it("settles at its hour, in the list as in the detail", async () => {
    const { id } = account.addRun({
      actorId: places,
      startedAtMs: nowMs - 20_000,
      chargedEventCounts: { "apify-actor-start": 1, "place-scraped": 10 },
      settles: { atMs: nowMs + 10_000, firstCostUsd: 0.0002 },
    });
    expect(await detail(id)).toMatchObject({
      usageTotalUsd: 0.0002,
      chargedEventCounts: { "place-scraped": 10 },
      accountedChargedEventCounts: { "apify-actor-start": 1, "place-scraped": 0 },
    });
    expect((await list("actor-runs?desc=1&limit=1")).items[0]?.usageTotalUsd).toBe(0.0002);

    clockMs += 10_000;
    expect(await detail(id)).toMatchObject({
      usageTotalUsd: 0.0402,
      accountedChargedEventCounts: { "place-scraped": 10 },
    });
    expect((await list("actor-runs?desc=1&limit=1")).items[0]?.usageTotalUsd).toBe(0.0402);
  });

  it("can be changed, resurrected and deleted", async () => {
    const { id } = latestRun();
    account.resurrect(id);
    expect(await detail(id)).toMatchObject({ status: "RUNNING", finishedAt: null, stats: { resurrectCount: 1 } });

    account.updateRun(id, { status: "SUCCEEDED", finishedAtMs: nowMs, costUsd: 9 });
    expect(await detail(id)).toMatchObject({ status: "SUCCEEDED", usageTotalUsd: 9 });

    account.deleteRun(id);
    expect(await refusal(get(`actor-runs/${id}`))).toEqual([404, "record-not-found"]);
    expect((await list("actor-runs")).total).toBe(2499);
  });

  it("keeps a caller waiting until it ends, for 60 seconds at most", async () => {
    const { id } = account.addRun({ startedAtMs: nowMs, status: "RUNNING" });
    const waiting = detail(`${id}?waitForFinish=999999`);
    await vi.waitFor(() => expect(standIn.requests).toHaveLength(1));
    account.updateRun(id, { status: "SUCCEEDED", finishedAtMs: nowMs + 5 });

    expect((await waiting).status).toBe("SUCCEEDED");
    expect(readWaitSeconds(new URLSearchParams("waitForFinish=999999"))).toBe(60);
  });

  it("is priced anew when the plan changes, if the user pays its platform usage", async () => {
    const { id } = account.addRun({ startedAtMs: nowMs, costUsd: 0.5 });
    account.repricePlatformUsage(0.5);

    expect(await detail(id)).toMatchObject({ usageTotalUsd: 0.25, platformUsageBillingModel: "USER" });
  });
});

describe("the account", () => {
  it("shows the proxy password as the real one does", async () => {
    expect(await (await get("users/me")).json()).toMatchObject({
      data: { proxy: { password: account.proxyPassword } },
    });
  });

  it("has cycles that begin on its day, or on the last of a shorter month", () => {
    const cycle = usageCycleAt(31, Date.parse("2026-03-01T12:00:00.000Z"));

    expect(new Date(cycle.startAtMs).toISOString()).toBe("2026-02-28T00:00:00.000Z");
    expect(new Date(cycle.endAtMs).toISOString()).toBe("2026-03-30T23:59:59.999Z");
  });

  it("bills the runs, the builds and the storage of the cycle", async () => {
    const lean = new StandInAccount({ username: "lean", storageUsdPerDay: 1 });
    lean.addRun({ startedAtMs: Date.parse("2026-10-20T08:00:00.000Z"), costUsd: 3 });
    const server = await startApifyStandIn({ accounts: [lean], clock: () => nowMs });
    const headers = { authorization: `Bearer ${lean.token}` };
    const response = await fetch(`${server.baseUrl}/v2/users/me/usage/monthly?date=2026-11-13`, { headers });
    const { data } = (await response.json()) as { data: Record<string, unknown> };
    await server.stop();

    expect(data).toMatchObject({
      usageCycle: { startAt: "2026-10-14T00:00:00.000Z", endAt: "2026-11-13T23:59:59.999Z" },
      totalUsageCreditsUsdAfterVolumeDiscount: 34,
      monthlyServiceUsage: { ACTOR_COMPUTE_UNITS: { baseAmountUsd: 3 } },
    });
  });

  it("loses an Actor that is removed, and keeps its runs", async () => {
    account.removeActor(places);

    expect(await refusal(get(`actors/${places}`))).toEqual([404, "record-not-found"]);
    expect(await list("actor-runs")).toMatchObject({ total: 2500 });
  });
});

describe("refusals", () => {
  it("tell apart no token, a wrong one, a wrong method and an unknown address", async () => {
    expect(await refusal(get("actor-runs", null))).toEqual([401, "token-not-provided"]);
    expect(await refusal(get("users/me", "wrong"))).toEqual([401, "user-or-token-not-found"]);
    expect(await refusal(get("actor-runs", account.token, { method: "POST" }))).toEqual([405, "method-not-allowed"]);
    expect(await refusal(get("actor-tasks"))).toEqual([404, "page-not-found"]);
  });

  it("follow from a token that is revoked or rotated", async () => {
    const successor = standIn.rotate(account.token);
    expect(await refusal(get("users/me"))).toEqual([401, "user-or-token-not-found"]);
    expect((await get("users/me", successor)).status).toBe(200);

    standIn.revoke(successor);
    expect((await get("users/me", successor)).status).toBe(401);
  });

  it("leave no token in the log of requests", async () => {
    await get(`actor-runs?limit=1&token=${account.token}`, null);

    expect(standIn.requests).toMatchObject([
      { path: "/v2/actor-runs", hasTokenInQuery: true, hasAuthorization: false },
    ]);
    expect(standIn.requests[0]?.query.has("token")).toBe(false);
  });
});

describe("faults", () => {
  const everything = { path: /./ };

  it("strike so many times, after so many requests, until they are taken back", async () => {
    const undo = standIn.fail({ match: everything, after: 1, times: 2, with: { kind: "status", status: 500 } });
    const statuses: number[] = [];
    for (let index = 0; index < 4; index += 1) statuses.push((await get("users/me")).status);
    expect(statuses).toEqual([200, 500, 500, 200]);
    undo();

    const undoAnother = standIn.fail({ match: everything, with: { kind: "status", status: 503 } });
    expect((await get("users/me")).status).toBe(503);
    undoAnother();
    expect((await get("users/me")).status).toBe(200);
  });

  it("limit the rate, with and without saying for how long", async () => {
    standIn.fail({ match: everything, times: 1, with: { kind: "rate-limited", retryAfterSeconds: 7 } });
    standIn.fail({ match: everything, times: 1, with: { kind: "rate-limited" } });

    const [first, second] = [await get("actor-runs"), await get("actor-runs")];
    expect([first.status, first.headers.get("retry-after")]).toEqual([429, "7"]);
    expect([second.status, second.headers.get("retry-after")]).toEqual([429, null]);
    expect((await get("actor-runs")).headers.get("x-ratelimit-limit")).toBe("60");
  });

  it("cut the body off, with the connection or without", async () => {
    standIn.fail({ match: everything, times: 1, with: { kind: "cut-body" } });
    const cut = await get("actor-runs");
    expect(cut.status).toBe(200);
    await expect(cut.text()).rejects.toThrow();

    standIn.fail({ match: everything, times: 1, with: { kind: "truncated-json" } });
    const text = await (await get("actor-runs")).text();
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
  });

  it("answer 200 with a page or with a foreign shape", async () => {
    standIn.fail({ match: everything, times: 1, with: { kind: "html" } });
    standIn.fail({ match: everything, times: 1, with: { kind: "foreign-shape", body: [1] } });

    const page = await get("actor-runs");
    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    expect(await (await get("actor-runs")).json()).toEqual([1]);
  });

  it("reset the connection", async () => {
    standIn.fail({ match: everything, times: 1, with: { kind: "reset" } });

    await expect(get("actor-runs")).rejects.toMatchObject({ cause: { code: "ECONNRESET" } });
  });

  it("answer late, in whole or in part, and may be abandoned", async () => {
    standIn.fail({ match: everything, times: 1, with: { kind: "slow", delayMs: 30 } });
    standIn.fail({ match: everything, times: 1, with: { kind: "slow", delayMs: 30, part: "body" } });
    const startedAtMs = performance.now();
    expect((await get("users/me")).status).toBe(200);
    expect(await (await get("users/me")).json()).toMatchObject({ data: { id: account.userId } });
    expect(performance.now() - startedAtMs).toBeGreaterThan(55);

    standIn.fail({ match: everything, with: { kind: "slow", delayMs: Infinity } });
    const abandoned = get("users/me", account.token, { signal: AbortSignal.timeout(20) });
    await expect(abandoned).rejects.toMatchObject({ name: "TimeoutError" });
  });

  it("withdraw the token at a request in the middle", async () => {
    standIn.fail({ match: everything, after: 2, with: { kind: "unauthorized" } });
    const statuses = [await get("actor-runs"), await get("actor-runs"), await get("actor-runs")];

    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 401]);
  });

  it("withhold usage and limits from a token with few permissions", async () => {
    standIn.fail({ match: usageAndLimits, with: { kind: "insufficient-permissions" } });

    expect(await refusal(get("users/me/limits"))).toEqual([403, "insufficient-permissions"]);
    expect(await refusal(get("users/me/usage/monthly"))).toEqual([403, "insufficient-permissions"]);
    expect((await get("users/me")).status).toBe(200);
    expect((await get("actor-runs")).status).toBe(200);
  });

  it("send the caller elsewhere", async () => {
    standIn.fail({ match: everything, with: { kind: "redirect", location: "http://127.0.0.1:9/stolen" } });
    const response = await get("actor-runs", account.token, { redirect: "manual" });

    expect([response.status, response.headers.get("location")]).toEqual([302, "http://127.0.0.1:9/stolen"]);
  });

  it("make a cost negative or larger than any number", async () => {
    const { id } = account.addRun({ startedAtMs: nowMs, costUsd: 1 });
    standIn.fail({ match: everything, times: 1, with: { kind: "cost", literal: "-0.5" } });
    standIn.fail({ match: everything, times: 1, with: { kind: "cost", literal: "1e999" } });

    expect((await detail(id)).usageTotalUsd).toBe(-0.5);
    expect((await list("actor-runs?desc=1&limit=1")).items[0]?.usageTotalUsd).toBe(Infinity);
  });
});

describe("generated runs", () => {
  it("are the same for the same seed, and have ids of their own", () => {
    const options = { count: 3_000, seed: 11, from, to };
    const runs = generateRuns(options);

    expect(generateRuns(options)).toEqual(runs);
    expect(generateRuns({ ...options, seed: 12 })).not.toEqual(runs);
    expect(new Set(runs.map(({ id }) => id)).size).toBe(3_000);
    expect(runs.every(({ id }) => /^[a-zA-Z0-9]{17}$/.test(id))).toBe(true);
  });

  it("show every way to end, every way to pay, and runs that share a millisecond", () => {
    const runs = generateRuns({ count: 3_000, seed: 11, from, to, sameInstant: 1_200, unfinished: 30 });
    const statuses = new Set(runs.map(({ status }) => status));
    const models = new Set(runs.map(({ pricing }) => pricing.model));
    const middleMs = Math.floor((from.getTime() + to.getTime() - 1) / 2);

    for (const status of ["SUCCEEDED", "FAILED", "ABORTED", "TIMED-OUT", "RUNNING"]) expect(statuses).toContain(status);
    expect(models.size).toBe(4);
    expect(runs.filter(({ startedAtMs }) => startedAtMs === middleMs)).toHaveLength(1_200);
    expect(runs.some(({ costUsd }) => costUsd === null)).toBe(true);
  });

  it("settle late where they are told to", () => {
    const runs = generateRuns({ count: 100, seed: 3, from, to, settling: { count: 20, afterMs: 12_000 } });
    const settling = runs.filter(({ settles }) => settles !== null);

    expect(settling.length).toBeGreaterThan(10);
    for (const { settles, finishedAtMs } of settling) expect(settles?.atMs).toBe((finishedAtMs ?? 0) + 12_000);
  });
});

describe("expected totals", () => {
  it.each([
    [0.0056211830505728715, 5_621_183n],
    [0.0000000005, 1n],
    [-0.0000000005, -1n],
    [0.00000000049999, 0n],
    [1e-7, 100n],
    [51.2, 51_200_000_000n],
    [1.5e21, 1_500_000_000_000_000_000_000_000_000_000n],
    [0, 0n],
  ])("round %d dollars to the billionth", (amountUsd, expected) => {
    expect(nanoUsd(amountUsd)).toBe(expected);
  });

  it("name each run of the user, unknown costs included, and no other run", () => {
    const foreign = account.addRun({ startedAtMs: nowMs, userId: other.userId });
    const unknown = account.addRun({ startedAtMs: nowMs, costUsd: null });
    const totals = standInLedgerTotals(account);

    expect(totals.size).toBe(2_501);
    expect(totals.has(foreign.id)).toBe(false);
    expect(totals.get(unknown.id)).toBeNull();
  });
});
