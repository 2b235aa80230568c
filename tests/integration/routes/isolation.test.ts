import { describe, expect, onTestFinished, test } from "vitest";
import { createdWebhookSchema } from "../../../shared/api/apify-connection.ts";
import type { TestAnswer } from "../../support/ledger/test-app.ts";
import { DIALECT_NAMES, type Dialect } from "../../support/team/team-database.ts";
import { NOW, startTeamBench } from "../../support/team/team-bench.ts";

// Alice tries to read and to change what is Bob's, by every route of the contract. A route without a case fails.

const HOUR_MS = 3_600_000;
const RUNS = "/api/scraper-runs";
const CONNECTION = "/api/apify-connection";
const BOB_RUN = "bob-canary-run";
const BOB_COST = 7_777.123456789;

async function start(dialect: Dialect) {
  const bench = await startTeamBench({ dialect });
  onTestFinished(() => bench.stop());
  const { app, accounts, importer, connect, dump } = bench;
  const imported = accounts.bob.addRun({ startedAtMs: NOW - 2 * HOUR_MS, costUsd: BOB_COST });
  const own = accounts.alice.addRun({ startedAtMs: NOW - 2 * HOUR_MS, costUsd: 0.25 });
  const recorded = {
    runId: BOB_RUN,
    scraperId: "bob-canary-actor",
    source: "bob-canary-source",
    status: "SUCCEEDED",
    costUsd: BOB_COST,
    createdAt: new Date(NOW - HOUR_MS).toISOString(),
  };
  await app.send("POST", RUNS, { body: recorded, as: "bob" });
  for (const user of ["alice", "bob"] as const) {
    await connect(user);
    await importer.refresh(user);
  }
  const { body } = await app.send("POST", `${CONNECTION}/webhook`, { as: "bob" });
  const bobsWebhook = createdWebhookSchema.parse(body).path;

  /** All that Bob can see, and all rows that are his. */
  async function bobsWorld(): Promise<unknown> {
    const paths = [
      `${RUNS}?limit=1000`,
      `${RUNS}/summary?period=all`,
      `${RUNS}/backfill`,
      "/api/dashboard/spending-chart?timeRange=90d",
      "/api/reconciliation",
      CONNECTION,
    ];
    const answers: unknown[] = [];
    for (const path of paths) answers.push((await app.get(path, "bob")).body);
    const rows = (await dump()).split("\n").filter((line) => line.includes("bob") && !line.includes("alice"));
    return { answers, rows: rows.toSorted() };
  }
  const secrets = ["bob-", "bob@", "7777", imported.id, accounts.bob.userId, accounts.bob.token, bobsWebhook];

  /** What an answer to Alice tells of Bob, beyond what she said herself. */
  const leaksOf = ({ text, headers }: TestAnswer, said: string): readonly string[] => {
    const told = `${text}\n${JSON.stringify([...headers])}`;
    return secrets.filter((secret) => told.includes(secret) && !said.includes(secret));
  };
  return { ...bench, imported, own, bobsWebhook, bobsWorld, leaksOf };
}

type World = Awaited<ReturnType<typeof start>>;

interface Attack {
  readonly path: string;
  readonly body?: unknown;
  /** What Alice gets. */
  readonly status: number;
}

const asBob = "userId=bob&user_id=bob&user=bob&as=bob";

const queries = (path: string, ...parameters: readonly string[]): readonly Attack[] =>
  parameters.map((parameter) => ({ path: `${path}?${parameter}&${asBob}`, status: 200 }));

/** Alice's own run, under Bob's ids and in his name. */
const forged = (runId: string) => ({
  runId,
  scraperId: "alice-actor",
  source: "alice-source",
  status: "FAILED",
  costUsd: 0.01,
  userId: "bob",
  user_id: "bob",
});

const ATTACKS: Readonly<Record<string, (world: World) => readonly Attack[]>> = {
  "GET /healthz": () => queries("/healthz", "x=1"),
  "GET /readyz": () => queries("/readyz", "x=1"),
  "GET /openapi.json": () => queries("/openapi.json", "x=1"),
  "GET /api/scraper-runs/summary": () =>
    queries(`${RUNS}/summary`, "period=day", "period=all", "period=month&tz=Asia/Tokyo"),
  "GET /api/dashboard/spending-chart": () => queries("/api/dashboard/spending-chart", "timeRange=7d", "timeRange=90d"),
  "GET /api/scraper-runs": ({ imported }) => [
    ...queries(
      RUNS,
      "limit=1000",
      "limit=1&offset=1",
      "offset=1",
      "scraperId=bob-canary-actor",
      "source=bob-canary-source",
      "status=SUCCEEDED",
      "from=2000-01-01&to=2100-01-01",
    ),
    ...queries(RUNS, `scraperId=${imported.actorId}`),
  ],
  "POST /api/scraper-runs": ({ imported }) => [
    { path: `${RUNS}?${asBob}`, body: forged(BOB_RUN), status: 201 },
    { path: RUNS, body: { runs: [forged(imported.id), forged("another")], userId: "bob" }, status: 201 },
    { path: RUNS, body: { runs: [forged(BOB_RUN), { ...forged(BOB_RUN), costUsd: -1 }] }, status: 400 },
  ],
  "GET /api/scraper-runs/:runId": ({ imported }) =>
    [BOB_RUN, imported.id, "no-such-run"].map((id) => ({ path: `${RUNS}/${id}?${asBob}`, status: 404 })),
  "POST /api/scraper-runs/backfill": () => queries(`${RUNS}/backfill`, "days=365", "days=365&reset=1"),
  "GET /api/scraper-runs/backfill": () => queries(`${RUNS}/backfill`, "x=1"),
  "DELETE /api/scraper-runs/backfill": () => [{ path: `${RUNS}/backfill?${asBob}`, status: 204 }],
  "POST /api/scraper-runs/refresh": () => queries(`${RUNS}/refresh`, "x=1"),
  "GET /api/reconciliation": () => queries("/api/reconciliation", "x=1", "date=2026-11-20", "date=2026-10-20"),
  "GET /api/me": () => queries("/api/me", "x=1", "email=bob@example.com"),
  "GET /api/apify-connection": () => queries(CONNECTION, "x=1"),
  "PUT /api/apify-connection": ({ accounts }) => [
    { path: `${CONNECTION}?${asBob}`, body: { token: accounts.alice.token, userId: "bob" }, status: 200 },
    { path: CONNECTION, body: { token: "apify_api_guessed", userId: "bob" }, status: 400 },
  ],
  "DELETE /api/apify-connection": () => [{ path: `${CONNECTION}?${asBob}`, status: 204 }],
  "POST /api/apify-connection/webhook": () => [
    { path: `${CONNECTION}/webhook?${asBob}`, body: { userId: "bob" }, status: 201 },
  ],
  "DELETE /api/apify-connection/webhook": () => [{ path: `${CONNECTION}/webhook?${asBob}`, status: 204 }],
  "POST /api/webhooks/apify/:secret": ({ imported }) => [
    {
      path: `/api/webhooks/apify/whk_${"a".repeat(43)}?${asBob}`,
      body: { eventType: "ACTOR.RUN.FAILED", eventData: { actorRunId: imported.id } },
      status: 404,
    },
  ],
};

describe.each(DIALECT_NAMES)("on %s, what is Bob's", (dialect) => {
  test("has an attack on every route", async () => {
    const { app } = await start(dialect);
    expect(Object.keys(ATTACKS).toSorted()).toEqual([...app.routes].toSorted());
  });

  test.each(Object.entries(ATTACKS))(
    "is neither told to nor changed by nobody's or Alice's %s",
    async (route, attacksOf) => {
      const world = await start(dialect);
      const before = await world.bobsWorld();
      const [method = "", template = ""] = route.split(" ");
      for (const { path, body, status } of attacksOf(world)) {
        const said = `${path} ${JSON.stringify(body)}`;
        const sent = body === undefined ? {} : { body };
        const refused = await world.app.send(method, path, { ...sent, as: null });
        expect([path, refused.status]).toEqual([path, template.startsWith("/api/") ? 401 : status]);
        expect(world.leaksOf(refused, "")).toEqual([]);
        const answer = await world.app.send(method, path, sent);
        expect([path, answer.status]).toEqual([path, status]);
        expect(world.leaksOf(answer, said)).toEqual([]);
      }
      expect(await world.bobsWorld()).toEqual(before);
    },
  );

  test("is no other than nobody's to Alice: both are answered alike", async () => {
    const { app, imported } = await start(dialect);
    const withoutId = ({ body }: TestAnswer) => JSON.stringify(body).replace(/"requestId":"[^"]+"/, "");
    const unknown = withoutId(await app.get(`${RUNS}/no-such-run`));
    for (const id of [BOB_RUN, imported.id]) expect(withoutId(await app.get(`${RUNS}/${id}`))).toBe(unknown);
  });

  test("is not reached by Alice's webhook, with Bob's run or with Bob's name", async () => {
    const { app, accounts, imported, bobsWorld, database } = await start(dialect);
    const { body } = await app.send("POST", `${CONNECTION}/webhook`);
    const { path } = createdWebhookSchema.parse(body);
    const before = await bobsWorld();
    accounts.bob.updateRun(imported.id, { status: "FAILED", costUsd: 1 });
    const delivery = {
      userId: accounts.bob.userId,
      eventType: "ACTOR.RUN.FAILED",
      eventData: { actorRunId: imported.id },
      resource: { id: imported.id, userId: accounts.alice.userId },
    };
    expect((await app.send("POST", path, { body: delivery, as: "bob" })).body).toEqual({ outcome: "ignored" });
    expect(await database.ledger.findRun("alice", imported.id)).toBeNull();
    expect(await bobsWorld()).toEqual(before);
  });

  test("is imported on while Alice cancels, resets and disconnects", async () => {
    const { app, standIn, accounts, database, importer } = await start(dialect);
    accounts.bob.addRun({ startedAtMs: NOW - 1_000, costUsd: 0.5 });
    const held = standIn.fail({
      match: { path: /^\/v2\/actor-runs$/ },
      times: 1,
      with: { kind: "slow", delayMs: Infinity },
    });
    const bobs = importer.backfill("bob", { days: 30, isReset: false });
    await expect.poll(async () => (await importer.status("bob")).state).toBe("running");
    await expect.poll(() => standIn.requests.at(-1)?.path).toBe("/v2/actor-runs");
    held();
    await app.send("DELETE", `${RUNS}/backfill`);
    await app.send("POST", `${RUNS}/backfill?days=365&reset=1`);
    await app.send("DELETE", CONNECTION);
    expect((await importer.status("bob")).state).toBe("running");
    await importer.cancel("bob");
    await expect(bobs).rejects.toMatchObject({ code: "cancelled" });
    await importer.refresh("bob");
    expect(await database.ledger.totalsOfAll("bob")).toMatchObject({ runs: 3 });
  });
});
