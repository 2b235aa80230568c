import { describe, expect, onTestFinished, test } from "vitest";
import { createdWebhookSchema } from "../../../shared/api/apify-connection.ts";
import type { StandInAccount } from "../../support/apify/stand-in-account.ts";
import type { StandInRun } from "../../support/apify/stand-in-run.ts";
import { DIALECT_NAMES, type Dialect } from "../../support/team/team-database.ts";
import { NOW, startTeamBench } from "../../support/team/team-bench.ts";

const MINUTE_MS = 60_000;

async function start(dialect: Dialect = "sqlite", deadline?: () => AbortSignal) {
  const bench = await startTeamBench({ dialect, ...(deadline && { deadline }) });
  onTestFinished(() => bench.stop());
  const webhookOf = async (userId: "alice" | "bob") => {
    await bench.connect(userId);
    const { body } = await bench.app.send("POST", "/api/apify-connection/webhook", { as: userId });
    return createdWebhookSchema.parse(body).path;
  };
  const path = await webhookOf("alice");
  bench.standIn.forgetRequests();
  const deliver = (body: unknown, to = path) => bench.app.send("POST", to, { body, as: null });
  const readsOf = ({ id }: StandInRun) =>
    bench.standIn.requests.filter((request) => request.path === `/v2/actor-runs/${id}`).length;
  const find = (runId: string, userId = "alice") => bench.database.ledger.findRun(userId, runId);
  return { ...bench, webhookOf, path, deliver, readsOf, find };
}

/** As Apify's default payload has it; its figures are nobody's. */
const event = (kind: string, { id, userId, actorId }: StandInRun) => ({
  userId,
  createdAt: new Date(NOW).toISOString(),
  eventType: `ACTOR.RUN.${kind}`,
  eventData: { actorId, actorRunId: id },
  resource: { id, actId: actorId, userId, status: "SUCCEEDED", usageTotalUsd: 999, startedAt: "2001-01-01T00:00:00Z" },
});

const ended = (account: StandInAccount, costUsd = 0.25) =>
  account.addRun({ startedAtMs: NOW - 2 * MINUTE_MS, finishedAtMs: NOW - MINUTE_MS, costUsd });

const RECORDED = { status: 200, body: { outcome: "recorded" } };
const IGNORED = { status: 200, body: { outcome: "ignored" } };

describe.each(DIALECT_NAMES)("on %s, a delivery", (dialect) => {
  test("has its run read at Apify and kept: not a figure of the payload is believed", async () => {
    const { accounts, deliver, find } = await start(dialect);
    const run = ended(accounts.alice);
    expect(await deliver(event("SUCCEEDED", run))).toMatchObject(RECORDED);
    expect(await find(run.id)).toMatchObject({
      source: "import",
      scraperId: run.actorId,
      status: "SUCCEEDED",
      costNanoUsd: 250_000_000n,
      createdAtMs: NOW - 2 * MINUTE_MS,
      costReadAtMs: NOW,
      settledAtMs: null,
    });
  });

  test("is settled by the refresh that follows", async () => {
    const { accounts, advance, app, deliver, find } = await start(dialect);
    const run = ended(accounts.alice);
    await deliver(event("SUCCEEDED", run));
    advance(MINUTE_MS);
    await app.send("POST", "/api/scraper-runs/refresh");
    expect(await find(run.id)).toMatchObject({ costNanoUsd: 250_000_000n, settledAtMs: NOW + MINUTE_MS });
  });

  test("that comes again changes nothing", async () => {
    const { accounts, database, deliver, find } = await start(dialect);
    const run = ended(accounts.alice);
    await deliver(event("SUCCEEDED", run));
    const before = await find(run.id);
    for (const _ of [1, 2, 3]) expect(await deliver(event("SUCCEEDED", run))).toMatchObject(RECORDED);
    expect(await find(run.id)).toEqual(before);
    expect(await database.ledger.totalsOfAll("alice")).toMatchObject({ runs: 1, costNanoUsd: 250_000_000n });
  });

  test("that comes late or in the wrong order leaves the run as Apify has it", async () => {
    const { accounts, deliver, find } = await start(dialect);
    const run = ended(accounts.alice);
    for (const kind of ["SUCCEEDED", "RESURRECTED", "CREATED", "FAILED", "TIMED_OUT", "ABORTED"]) {
      expect(await deliver(event(kind, run))).toMatchObject(RECORDED);
      expect(await find(run.id)).toMatchObject({ status: "SUCCEEDED", costNanoUsd: 250_000_000n });
    }
  });

  test("of a run that a feature recorded keeps its source", async () => {
    const { accounts, app, deliver, find } = await start(dialect);
    const run = ended(accounts.alice);
    const told = { runId: run.id, scraperId: "apify/x", source: "scraping", status: "RUNNING", costUsd: null };
    await app.send("POST", "/api/scraper-runs", { body: told });
    await deliver(event("SUCCEEDED", run));
    expect(await find(run.id)).toMatchObject({ source: "scraping", status: "SUCCEEDED", costNanoUsd: 250_000_000n });
  });

  test("of another account's run brings it into no ledger, though anyone can read a run", async () => {
    const { accounts, database, deliver, readsOf } = await start(dialect);
    const run = ended(accounts.bob);
    expect(await deliver(event("SUCCEEDED", { ...run, userId: accounts.alice.userId }))).toMatchObject(IGNORED);
    expect(readsOf(run)).toBe(1);
    for (const user of ["alice", "bob"]) expect(await database.ledger.totalsOfAll(user)).toMatchObject({ runs: 0 });
  });

  test("to another user's address is that user's", async () => {
    const { accounts, webhookOf, deliver, find } = await start(dialect);
    const path = await webhookOf("bob");
    const run = ended(accounts.bob);
    expect(await deliver(event("SUCCEEDED", run), path)).toMatchObject(RECORDED);
    expect(await find(run.id, "bob")).not.toBeNull();
    expect(await find(run.id, "alice")).toBeNull();
    expect(await deliver(event("SUCCEEDED", ended(accounts.alice)), path)).toMatchObject(IGNORED);
  });

  test.each([
    ["a test of the webhook", { eventType: "TEST", eventData: null, resource: { id: "dummy" } }],
    ["a build", { eventType: "ACTOR.BUILD.SUCCEEDED", eventData: { actorBuildId: "abc" } }],
    ["an event of another day", { eventType: "ACTOR.RUN.SUCCEEDED", eventData: { actorRunId: "unknownToApify000" } }],
    ["an id that is a path", { eventType: "ACTOR.RUN.SUCCEEDED", eventData: { actorRunId: "../users/me" } }],
    ["no run", { eventType: "ACTOR.RUN.SUCCEEDED" }],
    ["another form", { hello: "world" }],
    ["nothing", null],
    ["a list", []],
  ])("that tells of %s is taken and changes nothing", async (_, body) => {
    const { database, deliver } = await start(dialect);
    expect(await deliver(body)).toMatchObject(IGNORED);
    expect(await database.ledger.totalsOfAll("alice")).toMatchObject({ runs: 0 });
  });

  test("with a payload of one's own needs the run's id alone", async () => {
    const { accounts, deliver, find } = await start(dialect);
    const run = ended(accounts.alice);
    expect(await deliver({ eventType: "ACTOR.RUN.FAILED", resource: { id: run.id } })).toMatchObject(RECORDED);
    expect(await find(run.id)).not.toBeNull();
  });
});

describe("a storm of deliveries", () => {
  test("of one event shares one reading, or two where some come when it has begun", async () => {
    const { accounts, deliver, readsOf } = await start();
    const run = ended(accounts.alice);
    const answers = await Promise.all(Array.from({ length: 60 }, () => deliver(event("SUCCEEDED", run))));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect([1, 2]).toContain(readsOf(run));
  });

  test("of one event reads the run anew for those that come when a reading has begun, once for all", async () => {
    const { accounts, standIn, deliver, readsOf, find } = await start();
    const run = accounts.alice.addRun({ startedAtMs: NOW - MINUTE_MS, status: "RUNNING", costUsd: 0.1 });
    standIn.fail({ match: { path: /actor-runs/ }, times: 1, with: { kind: "slow", delayMs: 500, part: "body" } });
    const first = deliver(event("SUCCEEDED", run));
    await expect.poll(() => readsOf(run)).toBe(1);
    accounts.alice.updateRun(run.id, { status: "SUCCEEDED", finishedAtMs: NOW, costUsd: 0.4 });
    await Promise.all([first, ...Array.from({ length: 20 }, () => deliver(event("SUCCEEDED", run)))]);
    expect(readsOf(run)).toBe(2);
    expect(await find(run.id)).toMatchObject({ status: "SUCCEEDED", costNanoUsd: 400_000_000n });
  });

  test("of several events of a run reads it after the last of them", async () => {
    const { accounts, standIn, deliver, readsOf, find } = await start();
    const run = accounts.alice.addRun({ startedAtMs: NOW - MINUTE_MS, status: "RUNNING", costUsd: 0.1 });
    standIn.fail({ match: { path: /actor-runs/ }, times: 1, with: { kind: "slow", delayMs: 30, part: "body" } });
    const created = deliver(event("CREATED", run));
    await expect.poll(() => readsOf(run)).toBe(1);
    accounts.alice.updateRun(run.id, { status: "SUCCEEDED", finishedAtMs: NOW, costUsd: 0.4 });
    await Promise.all([created, ...Array.from({ length: 20 }, () => deliver(event("SUCCEEDED", run)))]);
    expect(readsOf(run)).toBe(2);
    expect(await find(run.id)).toMatchObject({ status: "SUCCEEDED", costNanoUsd: 400_000_000n });
  });

  test("of many runs reads each once, or twice where a delivery comes when its reading has begun", async () => {
    const { accounts, standIn, database, deliver } = await start();
    const runs = Array.from({ length: 100 }, () => ended(accounts.alice, 0.001));
    await Promise.all([...runs, ...runs].map((run) => deliver(event("SUCCEEDED", run))));
    expect(standIn.requests.length).toBeGreaterThanOrEqual(100);
    expect(standIn.requests.length).toBeLessThanOrEqual(200);
    expect(await database.ledger.totalsOfAll("alice")).toMatchObject({ runs: 100, costNanoUsd: 100_000_000n });
  });
});

describe("whoever has no secret", () => {
  const secrets = ["wrong", `whk_${"a".repeat(43)}`, "%E0%A4%A", "..%2F..", "whk_", "x".repeat(5_000)];

  test.each(secrets)("is answered as anywhere where nobody signed in: %s", async (secret) => {
    const { app, accounts, standIn, deliver } = await start();
    const nowhere = await app.send("POST", "/api/no-such-thing", { as: null });
    const { status, body } = await deliver(event("SUCCEEDED", ended(accounts.alice)), `/api/webhooks/apify/${secret}`);
    expect(status).toBe(401);
    expect(body).toMatchObject({ error: { code: "unauthorized", message: "Sign in first" } });
    expect(nowhere.status).toBe(401);
    expect(standIn.requests).toEqual([]);
  });

  test("finds no such resource once signed in", async () => {
    const { app } = await start();
    const { status, body } = await app.send("POST", "/api/webhooks/apify/wrong", { body: {} });
    expect([status, body]).toMatchObject([404, { error: { message: "There is no such resource" } }]);
  });

  test("has no other method either", async () => {
    const { app, path } = await start();
    expect((await app.get(path, null)).status).toBe(401);
  });
});

describe("Apify delivers again where that helps", () => {
  test.each([
    ["Apify can't be reached", { kind: "status", status: 503 }, 502],
    ["Apify is asked too often", { kind: "rate-limited" }, 503],
  ] as const)("when %s", async (_, fault, expected) => {
    const { accounts, standIn, deliver, find } = await start();
    const run = ended(accounts.alice);
    const recover = standIn.fail({ match: { path: /actor-runs/ }, with: fault });
    expect((await deliver(event("SUCCEEDED", run))).status).toBe(expected);
    expect(await find(run.id)).toBeNull();
    recover();
    expect(await deliver(event("SUCCEEDED", run))).toMatchObject(RECORDED);
  });

  test("when the database is away", async () => {
    const { accounts, database, deliver } = await start();
    const run = ended(accounts.alice);
    await database.close();
    const { status, body } = await deliver(event("SUCCEEDED", run));
    expect([status, body]).toMatchObject([503, { error: { code: "ledger_unavailable" } }]);
  });

  test("when its own answer takes too long", async () => {
    const late = new AbortController();
    const { accounts, standIn, deliver, readsOf } = await start("sqlite", () => late.signal);
    const run = ended(accounts.alice);
    standIn.fail({ match: { path: /actor-runs/ }, with: { kind: "slow", delayMs: Infinity } });
    const answer = deliver(event("SUCCEEDED", run));
    await expect.poll(() => readsOf(run)).toBe(1);
    late.abort();
    expect(await answer).toMatchObject({ status: 502, body: { error: { message: "Apify did not answer in time" } } });
  });

  test("when the server stops", async () => {
    const { accounts, standIn, deliveries, deliver, readsOf } = await start();
    const run = ended(accounts.alice);
    standIn.fail({ match: { path: /actor-runs/ }, with: { kind: "slow", delayMs: Infinity } });
    const answer = deliver(event("SUCCEEDED", run));
    await expect.poll(() => readsOf(run)).toBe(1);
    await deliveries.stop();
    expect(await answer).toMatchObject({ status: 503, body: { error: { message: "The server is stopping" } } });
  });

  test("and not where the token stands in the way, which is told to the user instead", async () => {
    const { app, accounts, standIn, deliver } = await start();
    const run = ended(accounts.alice);
    standIn.fail({ match: { path: /actor-runs/ }, times: 1, with: { kind: "insufficient-permissions" } });
    expect(await deliver(event("SUCCEEDED", run))).toMatchObject(IGNORED);
    standIn.revoke(accounts.alice.token);
    expect(await deliver(event("SUCCEEDED", run))).toMatchObject(IGNORED);
    expect((await app.get("/api/apify-connection")).body).toMatchObject({ state: "refused" });
  });

  test("and not a body that is too large", async () => {
    const { app, path } = await start();
    expect((await app.send("POST", path, { raw: { body: "x".repeat(1024 * 1024 + 1) }, as: null })).status).toBe(413);
    expect(await app.send("POST", path, { raw: { body: "not JSON" }, as: null })).toMatchObject(IGNORED);
  });
});
