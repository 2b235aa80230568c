import { describe, expect, onTestFinished, test } from "vitest";
import { createApifyClient, type ApifyClient } from "../../../server/sources/apify/client.ts";
import { errorAnswerSchema } from "../../../shared/api/error.ts";
import { reconciliationSchema, type Reconciliation } from "../../../shared/api/reconciliation.ts";
import { usageAndLimits } from "../../support/apify/fault.ts";
import { StandInAccount, type StandInAccountOptions } from "../../support/apify/stand-in-account.ts";
import type { ActorPricing } from "../../support/apify/stand-in-actor.ts";
import type { StandInBuild } from "../../support/apify/stand-in-build.ts";
import type { ApifyStandIn } from "../../support/apify/stand-in.ts";
import { startImportBench } from "../../support/ledger/import-bench.ts";
import { createTestApp } from "../../support/ledger/test-app.ts";

const NOW = Date.parse("2026-11-22T10:00:00Z");
const MINUTE_MS = 60_000;
const PATH = "/api/reconciliation";
const CYCLE = { startAt: "2026-11-14T00:00:00.000Z", endAt: "2026-12-13T23:59:59.999Z" };
const PAST_CYCLE = { startAt: "2026-10-14T00:00:00.000Z", endAt: "2026-11-13T23:59:59.999Z" };
/** What the stand-in charges for storage on each day of a cycle. */
const STORAGE_NANO_USD_PER_DAY = 12_300_000n;
const DAYS_OF_CYCLE = 9n;

const platformPaid: ActorPricing = { model: "FREE" };
const perEvent: ActorPricing = {
  model: "PAY_PER_EVENT",
  events: { item: { title: "Item", priceUsd: 0.25 } },
  isPlatformPaidByUser: false,
};

const at = (time: string): number => Date.parse(time);

/** Amounts that binary fractions hold, so that Apify's own sums are exact too. */
function account(options: StandInAccountOptions = {}): StandInAccount {
  const made = new StandInAccount({ cycleDay: 14, storageUsdPerDay: 0.0123, ...options });
  const usageUsd = { ACTOR_COMPUTE_UNITS: 0.5, DATASET_WRITES: 0.125 };
  made.addRun({ startedAtMs: at(CYCLE.startAt), pricing: platformPaid, usageUsd });
  made.addRun({ startedAtMs: at("2026-11-20T08:00:00Z"), pricing: perEvent, chargedEventCounts: { item: 6 } });
  made.addRun({ startedAtMs: at(CYCLE.startAt) - 1, pricing: platformPaid, usageUsd });
  return made;
}

const builds: readonly StandInBuild[] = [CYCLE.startAt, "2026-11-21T00:00:00Z", PAST_CYCLE.endAt].map(
  (time, index) => ({
    id: `build-${index}`,
    actorId: "actor",
    status: "SUCCEEDED",
    startedAtMs: at(time),
    finishedAtMs: at(time) + 10_000,
    buildNumber: `0.1.${index}`,
    costUsd: 0.0625,
  }),
);

async function start(of: StandInAccount = account()) {
  const bench = await startImportBench(of, NOW);
  onTestFinished(() => bench.stop());
  let token: string | null = of.token;
  const clients = new Map<string, ApifyClient>();
  const connect = (): ApifyClient | null => {
    if (token === null) return null;
    const client = clients.get(token) ?? clientOf(bench.standIn, token, bench.now);
    clients.set(token, client);
    return client;
  };
  const app = createTestApp({
    ledger: bench.ledger,
    now: bench.now,
    importer: bench.importer,
    connectionOf: (userId) => (userId === "alice" ? connect() : null),
  });
  const read = async (query = "", as = "alice"): Promise<Reconciliation> => {
    const { status, body } = await app.get(PATH + query, as);
    expect(status).toBe(200);
    return reconciliationSchema.parse(body);
  };
  return {
    ...bench,
    app,
    read,
    advance: (ms: number) => bench.advance(ms),
    readKnown: async (query?: string) => known(await read(query)),
    useToken: (next: string | null) => {
      token = next;
    },
    countRequests: () => bench.standIn.requests.length,
  };
}

function clientOf({ baseUrl }: ApifyStandIn, token: string, now: () => number): ApifyClient {
  return createApifyClient({
    baseUrl,
    token,
    now,
    random: () => 0,
    fetch: (url, init) => fetch(url, init),
    sleep: async (_, signal) => signal?.throwIfAborted(),
  });
}

function known(answer: Reconciliation) {
  if (answer.state !== "known") throw new Error(`The state is ${answer.state}`);
  return answer;
}

const everything = { path: /./ };
const amount = (nanoUsd: bigint) => ({ usd: Number(nanoUsd) / 1e9, nanoUsd: String(nanoUsd) });
const restOf = (answer: ReturnType<typeof known>) =>
  answer.services.map(({ service, unattributed }) => [service, unattributed.nanoUsd]);

describe("the current cycle", () => {
  test("leaves the storage, to the nano-dollar: every run and every build has its place", async () => {
    const { app, readKnown } = await start(account({ builds }));
    await app.send("POST", "/api/scraper-runs/backfill");
    const storage = STORAGE_NANO_USD_PER_DAY * DAYS_OF_CYCLE;
    const answer = await readKnown();
    expect(answer).toMatchObject({
      cycle: CYCLE,
      readAt: "2026-11-22T10:00:00.000Z",
      staleBecause: null,
      usage: amount(2_250_000_000n + storage),
      limit: amount(500_000_000_000n),
      runs: { ...amount(2_125_000_000n), count: 2, runsWithoutCost: 0 },
      builds: { ...amount(125_000_000n), count: 2, buildsWithoutCost: 0 },
      unattributed: amount(storage),
      isLedgerComplete: true,
    });
    const line = (service: string, usage: bigint, runs: bigint, ofBuilds = 0n) => ({
      service,
      usage: amount(usage),
      runs: amount(runs),
      builds: amount(ofBuilds),
      unattributed: amount(usage - runs - ofBuilds),
    });
    expect(answer.services).toEqual([
      line("DATASET_TIMED_STORAGE_GBYTE_HOURS", storage, 0n),
      line("PAID_ACTORS_PER_EVENT", 1_500_000_000n, 1_500_000_000n),
      line("ACTOR_COMPUTE_UNITS", 625_000_000n, 500_000_000n, 125_000_000n),
      line("DATASET_WRITES", 125_000_000n, 125_000_000n),
    ]);
  });

  test("is all rest, and said to be incomplete, before the first import", async () => {
    const { readKnown } = await start();
    const answer = await readKnown();
    expect(answer.runs).toMatchObject({ nanoUsd: "0", count: 0 });
    expect(answer.unattributed).toEqual(answer.usage);
    expect(answer.isLedgerComplete).toBe(false);
  });

  test("is said to be incomplete where the last import is older than Apify's reading by more than an hour", async () => {
    const { app, readKnown, advance } = await start();
    await app.send("POST", "/api/scraper-runs/backfill");
    advance(60 * MINUTE_MS);
    expect((await readKnown()).isLedgerComplete).toBe(true);
    advance(15 * MINUTE_MS);
    expect((await readKnown()).isLedgerComplete).toBe(false);
    await app.send("POST", "/api/scraper-runs/refresh");
    expect((await readKnown()).isLedgerComplete).toBe(true);
  });

  test("has a negative rest where Apify tells less than the runs cost, not a clamped one", async () => {
    const of = account({ storageUsdPerDay: 0 });
    const { app, readKnown } = await start(of);
    await app.send("POST", "/api/scraper-runs/backfill");
    of.runs.map(({ id }) => id).forEach((id) => of.deleteRun(id));
    const answer = await readKnown();
    expect(answer.unattributed).toEqual(amount(-2_125_000_000n));
    expect(restOf(answer)).toEqual([
      ["PAID_ACTORS_PER_EVENT", "-1500000000"],
      ["ACTOR_COMPUTE_UNITS", "-500000000"],
      ["DATASET_WRITES", "-125000000"],
    ]);
  });

  test("says how many of its runs have no cost yet, and how many a provisional one", async () => {
    const of = account();
    of.addRun({ startedAtMs: NOW - 60_000, finishedAtMs: NOW - 2_000, pricing: platformPaid });
    of.addRun({ startedAtMs: NOW - 50_000, pricing: platformPaid, costUsd: null });
    const { app, readKnown } = await start(of);
    await app.send("POST", "/api/scraper-runs/backfill");
    expect((await readKnown()).runs).toMatchObject({ count: 4, runsWithoutCost: 1, unsettledRuns: 1 });
  });

  test("is read from Apify every quarter of an hour while the runs stay the same", async () => {
    const { readKnown, advance, countRequests } = await start();
    await Promise.all([readKnown(), readKnown(), readKnown()]);
    expect(countRequests()).toBe(3);
    advance(14 * MINUTE_MS);
    await readKnown();
    expect(countRequests()).toBe(3);
    advance(MINUTE_MS);
    expect((await readKnown()).readAt).toBe("2026-11-22T10:15:00.000Z");
    expect(countRequests()).toBe(6);
  });

  test("is read again when the runs are others, so that their cost does not look like a rest below zero", async () => {
    const { app, readKnown, advance, countRequests } = await start();
    await readKnown();
    await app.send("POST", "/api/scraper-runs", {
      body: { runId: "r", scraperId: "s", source: "scraping", status: "SUCCEEDED", costUsd: 0.5 },
    });
    advance(10_000);
    expect((await readKnown()).runs).toMatchObject(amount(500_000_000n));
    expect(countRequests()).toBe(3);
    advance(5_000);
    expect((await readKnown()).readAt).toBe("2026-11-22T10:00:15.000Z");
    expect(countRequests()).toBe(6);
    advance(MINUTE_MS);
    await readKnown();
    expect(countRequests()).toBe(6);
  });

  test("turns with Apify's: the day after its end is another one", async () => {
    const { readKnown, advance } = await start();
    await readKnown();
    advance(at(CYCLE.endAt) + 1 - NOW);
    expect((await readKnown()).cycle.startAt).toBe("2026-12-14T00:00:00.000Z");
    expect((await readKnown("?date=2026-12-13")).cycle).toEqual(CYCLE);
  });
});

describe("a past cycle", () => {
  test("is told for any of its days, without a limit", async () => {
    const { app, readKnown, countRequests } = await start(account({ builds }));
    await app.send("POST", "/api/scraper-runs/backfill");
    const storage = STORAGE_NANO_USD_PER_DAY * 31n;
    const answer = await readKnown("?date=2026-10-14");
    expect(answer).toMatchObject({
      cycle: PAST_CYCLE,
      limit: null,
      runs: { ...amount(625_000_000n), count: 1 },
      builds: { ...amount(62_500_000n), count: 1 },
      unattributed: amount(storage),
    });
    const requests = countRequests();
    expect(await readKnown("?date=2026-11-13")).toEqual(answer);
    expect(countRequests()).toBe(requests);
    expect((await readKnown()).cycle).toEqual(CYCLE);
  });
});

describe("a token of few permissions", () => {
  test("that may not read usage makes the answer not-allowed, and the import goes on", async () => {
    const { app, standIn, read, countRequests } = await start();
    standIn.fail({ match: usageAndLimits, with: { kind: "insufficient-permissions" } });
    expect(await read()).toEqual({ state: "not-allowed" });
    expect((await app.send("POST", "/api/scraper-runs/backfill")).status).toBe(200);

    const requests = countRequests();
    expect(await read()).toEqual({ state: "not-allowed" });
    expect(countRequests()).toBe(requests);
  });

  test("that is replaced is not waited for", async () => {
    const { standIn, read, useToken, account: of } = await start();
    const allow = standIn.fail({ match: usageAndLimits, with: { kind: "insufficient-permissions" } });
    expect(await read()).toEqual({ state: "not-allowed" });
    allow();
    useToken(standIn.rotate(of.token));
    expect((await read()).state).toBe("known");
  });

  test("that may not list builds leaves their cost in the rest", async () => {
    const { app, standIn, readKnown } = await start(account({ builds, storageUsdPerDay: 0 }));
    await app.send("POST", "/api/scraper-runs/backfill");
    standIn.fail({ match: { path: /actor-builds/ }, with: { kind: "insufficient-permissions" } });
    const answer = await readKnown();
    expect(answer.builds).toBeNull();
    expect(answer.unattributed).toEqual(amount(125_000_000n));
  });
});

describe("without Apify", () => {
  test("what was read last is told, with its age and the reason, beside the runs of now", async () => {
    const { app, standIn, readKnown, advance, countRequests } = await start();
    const before = await readKnown();
    await app.send("POST", "/api/scraper-runs/backfill");
    const repair = standIn.fail({ match: everything, with: { kind: "reset" } });
    advance(16 * MINUTE_MS);
    const answer = await readKnown();
    expect(answer).toMatchObject({ staleBecause: "apify_unreachable", readAt: before.readAt, usage: before.usage });
    expect(answer.runs.count).toBe(2);

    const requests = countRequests();
    expect((await readKnown()).staleBecause).toBe("apify_unreachable");
    expect(countRequests()).toBe(requests);

    repair();
    advance(MINUTE_MS);
    expect((await readKnown()).staleBecause).toBeNull();
  });

  test.each([
    ["apify_unreachable", { kind: "status", status: 503 }],
    ["apify_rate_limited", { kind: "rate-limited", retryAfterSeconds: 3_600 }],
    ["apify_token_refused", { kind: "unauthorized" }],
    ["apify_bad_answer", { kind: "html" }],
  ] as const)("and without a reading, it says %s", async (code, fault) => {
    const { standIn, read } = await start();
    standIn.fail({ match: everything, with: fault });
    expect(await read()).toEqual({ state: "unavailable", code });
  });

  test("it keeps away for as long as Apify asks", async () => {
    const { standIn, read, advance, countRequests } = await start();
    standIn.fail({ match: everything, times: 1, with: { kind: "rate-limited", retryAfterSeconds: 3_600 } });
    expect((await read()).state).toBe("unavailable");
    advance(59 * MINUTE_MS);
    expect((await read()).state).toBe("unavailable");
    expect(countRequests()).toBe(1);
    advance(MINUTE_MS);
    expect((await read()).state).toBe("known");
  });

  test("not connected is a reason of its own", async () => {
    const { readKnown, read, useToken, advance } = await start();
    useToken(null);
    expect(await read()).toEqual({ state: "unavailable", code: "apify_not_connected" });
    useToken(account().token);
    await readKnown();
    useToken(null);
    expect((await readKnown()).staleBecause).toBeNull();
    advance(15 * MINUTE_MS);
    expect((await readKnown()).staleBecause).toBe("apify_not_connected");
  });
});

describe("a request", () => {
  test.each(["2026-02-30", "november", "2026-11-22T10:00:00Z", "", "2026-11-24"])(
    "with a date that is none, or that has not come, is refused: %j",
    async (date) => {
      const { app, countRequests } = await start();
      const { status, body } = await app.get(`${PATH}?date=${date}`);
      expect(status).toBe(400);
      expect(errorAnswerSchema.parse(body).error).toMatchObject({
        code: "invalid_request",
        details: { parameter: "date" },
      });
      expect(countRequests()).toBe(0);
    },
  );

  test("of someone unknown is refused", async () => {
    const { app } = await start();
    expect((await app.get(PATH, null)).status).toBe(401);
  });

  test("is never answered with another user's figures", async () => {
    const { app, read, readKnown } = await start();
    await app.send("POST", "/api/scraper-runs", {
      as: "bob",
      body: { runId: "r", scraperId: "s", source: "scraping", status: "SUCCEEDED", costUsd: 0.5 },
    });
    expect((await readKnown()).runs).toMatchObject({ nanoUsd: "0", count: 0 });
    expect(await read("", "bob")).toEqual({ state: "unavailable", code: "apify_not_connected" });
  });

  test("tells nothing of the token", async () => {
    const of = account();
    const { app } = await start(of);
    expect((await app.get(PATH)).text).not.toContain(of.token);
  });
});
