import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { createdWebhookSchema } from "../../../shared/api/apify-connection.ts";
import type { TestAnswer } from "../../support/ledger/test-app.ts";
import { DIALECT_NAMES, type Dialect } from "../../support/team/team-database.ts";
import { NOW, startTeamBench } from "../../support/team/team-bench.ts";

// Somebody tries to read and to change what is Bob's, by every route of the contract. A route without an attack fails.
// For each route it is somebody else: what one attack leaves behind is nothing to the next.

const HOUR_MS = 3_600_000;
const RUNS = "/api/scraper-runs";
const CONNECTION = "/api/apify-connection";
const BOB_RUN = "bob-canary-run";
const BOB_COST = 7_777.123456789;
const ATTACKER = "mallory";

async function start(dialect: Dialect, others: readonly string[] = []) {
  const bench = await startTeamBench({ dialect, others });
  const { app, accounts, importer, connect, dump } = bench;
  const imported = accounts.bob.addRun({ startedAtMs: NOW - 2 * HOUR_MS, costUsd: BOB_COST });
  const recorded = {
    runId: BOB_RUN,
    scraperId: "bob-canary-actor",
    source: "bob-canary-source",
    status: "SUCCEEDED",
    costUsd: BOB_COST,
    createdAt: new Date(NOW - HOUR_MS).toISOString(),
  };
  await app.send("POST", RUNS, { body: recorded, as: "bob" });
  await connect("bob");
  await importer.refresh("bob");
  const { body } = await app.send("POST", `${CONNECTION}/webhook`, { as: "bob" });
  const bobsWebhook = createdWebhookSchema.parse(body).path;

  /** All that Bob can see, and all rows that are his. */
  async function bobsWorld(): Promise<unknown> {
    const paths = [
      `${RUNS}?limit=1000`,
      `${RUNS}/summary?period=all`,
      `${RUNS}/backfill`,
      "/api/dashboard/spending-chart?timeRange=90d",
      "/api/scrapers",
      `${RUNS}/breakdown?by=actor`,
      "/api/reconciliation",
      CONNECTION,
    ];
    const answers: unknown[] = [];
    for (const path of paths) answers.push((await app.get(path, "bob")).body);
    const rows = (await dump()).split("\n").filter((line) => line.includes("bob") && !line.includes(ATTACKER));
    return { answers, rows: rows.toSorted() };
  }
  const secrets = [
    "bob-c",
    "bob-d",
    "bob@",
    "7777.12",
    "777712",
    imported.id,
    accounts.bob.userId,
    accounts.bob.token,
    bobsWebhook,
  ];

  /** What an answer tells of Bob, beyond what the attacker said. */
  const leaksOf = ({ text, headers }: TestAnswer, said: string): readonly string[] => {
    const told = `${text}\n${JSON.stringify([...headers])}`;
    return secrets.filter((secret) => told.includes(secret) && !said.includes(secret));
  };
  /** Somebody with a connection, a history and a webhook of their own. */
  async function prepare(attacker: string): Promise<void> {
    bench.accountOf(attacker).addRun({ startedAtMs: NOW - 2 * HOUR_MS, costUsd: 0.25 });
    await connect(attacker);
    await importer.refresh(attacker);
    await app.send("POST", `${CONNECTION}/webhook`, { as: attacker });
  }
  return { ...bench, imported, bobsWebhook, bobsWorld, leaksOf, prepare };
}

type World = Awaited<ReturnType<typeof start>> & { readonly attacker: string };

interface Attack {
  /** Of a route for all methods. */
  readonly method?: string;
  readonly path: string;
  readonly body?: unknown;
  /** What the attacker gets. */
  readonly status: number;
}

const asBob = "userId=bob&user_id=bob&user=bob&as=bob";

const queries = (path: string, ...parameters: readonly string[]): readonly Attack[] =>
  parameters.map((parameter) => ({ path: `${path}?${parameter}&${asBob}`, status: 200 }));

/** The attacker's own run, under Bob's ids and in his name. */
const forged = (runId: string) => ({
  runId,
  scraperId: `${ATTACKER}-actor`,
  source: `${ATTACKER}-source`,
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
    queries(
      `${RUNS}/summary`,
      "period=day",
      "period=all",
      "period=month&tz=Asia/Tokyo",
      "from=2026-01-01",
      "period=all&source=bob-canary-source",
      "period=all&scraperId=bob-canary-actor&status=SUCCEEDED",
      "from=2026-01-01&origin=unknown",
    ),
  "GET /api/dashboard/spending-chart": () =>
    queries(
      "/api/dashboard/spending-chart",
      "timeRange=7d",
      "timeRange=90d&scraperId=bob-canary-actor",
      "timeRange=90d&source=bob-canary-source&status=SUCCEEDED",
      "timeRange=90d&origin=unknown",
      "from=2026-11-01",
    ),
  "GET /api/scraper-runs/breakdown": ({ imported }) =>
    queries(
      `${RUNS}/breakdown`,
      "by=actor",
      "by=source&source=bob-canary-source",
      "by=status&from=2000-01-01&to=2100-01-01",
      `by=origin&origin=unknown&scraperId=${imported.actorId}`,
    ),
  "GET /api/scraper-runs/export": ({ imported }) => [
    ...queries(`${RUNS}/export`, "format=csv", "format=json", "format=csv&q=bob-canary", "format=json&origin=unknown"),
    ...queries(`${RUNS}/export`, `format=json&scraperId=${imported.actorId}`),
  ],
  "GET /api/scrapers": () => queries("/api/scrapers", "x=1"),
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
      "q=bob-canary&sort=cost",
      "q=canary&sort=actor&order=asc",
      // From before the first row on, whosever it is.
      `sort=status&after=${Buffer.from('["status","desc","ZZZ",null,"999999"]').toString("base64url")}`,
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
  "GET /api/apify-connection": () => queries(CONNECTION, "x=1"),
  "GET /api/me": () => queries("/api/me", "email=bob@decompte.test"),
  "ALL /api/auth/*": () =>
    ["get-session", "list-sessions", "api-key/list", "api-key/get?id=bob", "revoke-sessions", "delete-user"].flatMap(
      (end) =>
        ["GET", "POST"].map((method) => ({
          method,
          path: `/api/auth/${end}`,
          body: method === "POST" ? {} : undefined,
          status: 404,
        })),
    ),
  "PUT /api/apify-connection": ({ accountOf, attacker }) => [
    { path: `${CONNECTION}?${asBob}`, body: { token: accountOf(attacker).token, userId: "bob" }, status: 200 },
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
  const routes = Object.entries(ATTACKS);
  const attackers = new Map(routes.map(([route], index) => [route, `${ATTACKER}-${index}`]));
  let world: Awaited<ReturnType<typeof start>>;
  let before: unknown;
  beforeAll(async () => {
    world = await start(dialect, [...attackers.values()]);
    before = await world.bobsWorld();
  });
  afterAll(() => world.stop());

  test("has an attack on every route", () => {
    expect(Object.keys(ATTACKS).toSorted()).toEqual([...world.app.routes].toSorted());
  });

  test.each(routes)("is neither told to nor changed by nobody's or somebody's %s", async (route, attacksOf) => {
    const attacker = attackers.get(route) ?? "";
    await world.prepare(attacker);
    const [ofRoute = "", template = ""] = route.split(" ");
    for (const { method = ofRoute, path, body, status } of attacksOf({ ...world, attacker })) {
      const sent = body === undefined ? {} : { body };
      const isOpen = !template.startsWith("/api/");
      const refused = await world.app.send(method, path, { ...sent, as: null });
      expect([method, path, refused.status]).toEqual([method, path, isOpen ? status : 401]);
      expect(world.leaksOf(refused, "")).toEqual([]);

      const answer = await world.app.send(method, path, { ...sent, as: attacker });
      expect([method, path, answer.status]).toEqual([method, path, status]);
      expect(world.leaksOf(answer, `${path} ${JSON.stringify(body)}`)).toEqual([]);
    }
    expect(await world.bobsWorld()).toEqual(before);
  });

  test("is no other than nobody's to Alice: both are answered alike", async () => {
    const { app, imported } = world;
    const withoutId = ({ body }: TestAnswer) => JSON.stringify(body).replace(/"requestId":"[^"]+"/, "");
    const unknown = withoutId(await app.get(`${RUNS}/no-such-run`));
    for (const id of [BOB_RUN, imported.id]) expect(withoutId(await app.get(`${RUNS}/${id}`))).toBe(unknown);
  });
});

describe.each(DIALECT_NAMES)("on %s, Bob's runs", (dialect) => {
  const startBoth = async () => {
    const world = await start(dialect);
    onTestFinished(() => world.stop());
    await world.prepare("alice");
    return world;
  };

  test("are not reached by Alice's webhook, with his run or with his name", async () => {
    const { app, accounts, imported, bobsWorld, database } = await startBoth();
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

  test("are imported on while Alice cancels, resets and disconnects", async () => {
    const { app, standIn, accounts, database, importer } = await startBoth();
    accounts.bob.addRun({ startedAtMs: NOW - 1_000, costUsd: 0.5 });
    standIn.forgetRequests();
    const held = standIn.fail({
      match: { path: /^\/v2\/actor-runs$/ },
      times: 1,
      with: { kind: "slow", delayMs: Infinity },
    });
    const bobs = importer.backfill("bob", { days: 30, isReset: false });
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
