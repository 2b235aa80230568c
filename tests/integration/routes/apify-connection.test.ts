import { describe, expect, onTestFinished, test } from "vitest";
import { apifyConnectionSchema, createdWebhookSchema } from "../../../shared/api/apify-connection.ts";
import { createLogger } from "../../../server/team/logging.ts";
import { DIALECT_NAMES, type Dialect } from "../../support/team/team-database.ts";
import { KEYS, NOW, startTeamBench } from "../../support/team/team-bench.ts";

const CONNECTION = "/api/apify-connection";
const WEBHOOK = `${CONNECTION}/webhook`;

async function start(dialect: Dialect) {
  const bench = await startTeamBench({ dialect });
  onTestFinished(() => bench.stop());
  const stateOf = async (as: string, { app } = bench) =>
    apifyConnectionSchema.parse((await app.get(CONNECTION, as)).body);
  return { ...bench, stateOf };
}

describe.each(DIALECT_NAMES)("on %s, a connection", (dialect) => {
  test("is none at first", async () => {
    const { stateOf } = await start(dialect);
    const none = { state: "none", username: null, connectedAt: null, webhookCreatedAt: null };
    expect(await stateOf("alice")).toEqual(none);
  });

  test("is checked at Apify, kept, and used by the import", async () => {
    const { app, accounts, database, stateOf } = await start(dialect);
    accounts.alice.addRun({ startedAtMs: NOW - 3_600_000, costUsd: 0.5 });
    const { status, body } = await app.send("PUT", CONNECTION, { body: { token: ` ${accounts.alice.token}\n` } });
    const connected = {
      state: "connected",
      username: "alice-data",
      connectedAt: new Date(NOW).toISOString(),
      webhookCreatedAt: null,
    };
    expect([status, body]).toEqual([200, connected]);
    expect(await stateOf("alice")).toEqual(connected);
    expect(await stateOf("bob")).toMatchObject({ state: "none" });
    expect((await app.send("POST", "/api/scraper-runs/refresh")).status).toBe(200);
    expect(await database.ledger.totalsOfAll("alice")).toMatchObject({ costNanoUsd: 500_000_000n, runs: 1 });
    expect((await app.send("POST", "/api/scraper-runs/refresh", { as: "bob" })).body).toMatchObject({
      error: { code: "apify_not_connected" },
    });
  });

  test("with a token that Apify does not know is refused, and the former one stays", async () => {
    const { app, connect, stateOf } = await start(dialect);
    await connect("alice");
    const { status, body } = await app.send("PUT", CONNECTION, { body: { token: "apify_api_nobody" } });
    expect(status).toBe(400);
    expect(body).toMatchObject({
      error: {
        message: 'Field "token" was refused by Apify',
        details: { parameter: "token", reason: "apify_token_refused" },
      },
    });
    expect(await stateOf("alice")).toMatchObject({ state: "connected", username: "alice-data" });
  });

  test.each([[{}], [{ token: "" }], [{ token: 5 }], [{ token: "with space" }], [{ token: "x".repeat(513) }], [[]]])(
    "by a body of %j is refused before Apify is asked",
    async (body) => {
      const { app, standIn } = await start(dialect);
      expect((await app.send("PUT", CONNECTION, { body })).status).toBe(400);
      expect(standIn.requests).toEqual([]);
    },
  );

  test("is not changed by a body that is too large, nor where Apify can't be reached", async () => {
    const { app, accounts, standIn, stateOf } = await start(dialect);
    expect((await app.send("PUT", CONNECTION, { raw: { body: "x".repeat(20_000) } })).status).toBe(413);
    standIn.fail({ match: { path: /users\/me/ }, with: { kind: "status", status: 503 } });
    const { status, body } = await app.send("PUT", CONNECTION, { body: { token: accounts.alice.token } });
    expect(status).toBe(502);
    expect(body).toMatchObject({ error: { code: "apify_unreachable" } });
    expect(await stateOf("alice")).toMatchObject({ state: "none" });
  });

  test("takes a new token of the same account", async () => {
    const { app, accounts, standIn, connect, stateOf } = await start(dialect);
    await connect("alice");
    const token = standIn.rotate(accounts.alice.token);
    await app.send("POST", "/api/scraper-runs/refresh");
    expect(await stateOf("alice")).toMatchObject({ state: "refused", username: "alice-data" });
    expect((await app.send("PUT", CONNECTION, { body: { token } })).body).toMatchObject({ state: "connected" });
    expect((await app.send("POST", "/api/scraper-runs/refresh")).status).toBe(200);
  });

  test("that Apify refuses is marked, and Apify is not asked with its token again", async () => {
    const { app, accounts, standIn, connections, connect, stateOf } = await start(dialect);
    await connect("alice");
    await connect("bob");
    standIn.revoke(accounts.alice.token);
    const refresh = () => app.send("POST", "/api/scraper-runs/refresh");
    expect((await refresh()).body).toMatchObject({ error: { code: "apify_token_refused" } });
    expect(await stateOf("alice")).toMatchObject({ state: "refused", connectedAt: new Date(NOW).toISOString() });
    expect(await connections.connectedUsers()).toEqual(["bob"]);
    standIn.forgetRequests();
    expect((await refresh()).body).toMatchObject({ error: { code: "apify_token_refused" } });
    expect((await app.get("/api/reconciliation")).body).toEqual({ state: "unavailable", code: "apify_token_refused" });
    expect(standIn.requests).toEqual([]);
  });

  test("of another account is refused once the ledger holds imported runs, also after disconnecting", async () => {
    const { app, accounts, connect, stateOf } = await start(dialect);
    accounts.alice.addRun({ startedAtMs: NOW - 3_600_000, costUsd: 0.5 });
    await connect("alice");
    await app.send("POST", "/api/scraper-runs/refresh");
    const connectBob = () => app.send("PUT", CONNECTION, { body: { token: accounts.bob.token } });
    const refused = {
      message: 'Field "token" is of the Apify account bob-data, and this user\'s runs are of alice-data',
      details: { parameter: "token", reason: "other_account" },
    };
    expect(await connectBob()).toMatchObject({ status: 400, body: { error: refused } });
    expect(await stateOf("alice")).toMatchObject({ state: "connected", username: "alice-data" });
    await app.send("DELETE", CONNECTION);
    expect(await connectBob()).toMatchObject({ status: 400, body: { error: refused } });
    await connect("alice");
    expect(await stateOf("alice")).toMatchObject({ state: "connected", username: "alice-data" });
  });

  test("of another account takes the place of one that brought no run yet", async () => {
    const { app, accounts, connect, stateOf } = await start(dialect);
    await connect("alice");
    await app.send("POST", "/api/scraper-runs", {
      body: { runId: "own", scraperId: "a", source: "scraping", status: "SUCCEEDED", costUsd: 1 },
    });
    expect((await app.send("PUT", CONNECTION, { body: { token: accounts.bob.token } })).status).toBe(200);
    expect(await stateOf("alice")).toMatchObject({ state: "connected", username: "bob-data" });
  });

  test("of two accounts at once becomes one of them", async () => {
    const { app, accounts, stateOf } = await start(dialect);
    const tokens = [accounts.alice.token, accounts.bob.token];
    const answers = await Promise.all(tokens.map((token) => app.send("PUT", CONNECTION, { body: { token } })));
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(1);
    const last = answers.findLast(({ status }) => status === 200);
    expect(["alice-data", "bob-data"]).toContain(apifyConnectionSchema.parse(last?.body).username);
    expect(await stateOf("alice")).toMatchObject({ state: "connected" });
  });

  test("that is taken back has no token any more, on this server and on others, and its runs stay", async () => {
    const { app, accounts, database, importer, second, connect, stateOf } = await start(dialect);
    accounts.alice.addRun({ startedAtMs: NOW - 3_600_000, costUsd: 0.5 });
    await connect("alice");
    await importer.refresh("alice");
    const other = second();
    await other.app.send("POST", "/api/scraper-runs/refresh");
    expect((await app.send("DELETE", CONNECTION)).status).toBe(204);
    expect(await stateOf("alice")).toMatchObject({ state: "none", username: null });
    for (const { app: each } of [{ app }, other]) {
      const { body } = await each.send("POST", "/api/scraper-runs/refresh");
      expect(body).toMatchObject({ error: { code: "apify_not_connected" } });
    }
    expect(await database.ledger.totalsOfAll("alice")).toMatchObject({ runs: 1 });
    expect((await app.send("DELETE", CONNECTION)).status).toBe(204);
  });

  test("that is taken back during an import ends it, and the next connection goes on with it", async () => {
    const { app, accounts, standIn, database, connect } = await start(dialect);
    for (let index = 0; index < 250; index += 1) {
      accounts.alice.addRun({ startedAtMs: NOW - index * 60_000, costUsd: 0.001 });
    }
    await connect("alice");
    let disconnected: Promise<unknown> | undefined;
    standIn.fail({
      match: ({ path }) => {
        if (path.startsWith("/v2/actor-runs/")) disconnected ??= app.send("DELETE", CONNECTION);
        return false;
      },
      with: { kind: "reset" },
    });
    const refresh = () => app.send("POST", "/api/scraper-runs/refresh");
    expect((await refresh()).body).toMatchObject({ error: { code: "apify_not_connected" } });
    await disconnected;
    expect((await database.ledger.totalsOfAll("alice")).runs).toBeLessThan(250);
    await connect("alice");
    expect((await refresh()).status).toBe(200);
    expect(await database.ledger.totalsOfAll("alice")).toMatchObject({ runs: 250 });
  });

  test("goes with its user", async () => {
    const { connections, identity, connect, dump } = await start(dialect);
    await connect("alice");
    await connect("bob");
    await identity.removeUser("alice@decompte.test");
    expect(await connections.connectedUsers()).toEqual(["bob"]);
    expect(await connections.connectionOf("alice")).toBeNull();
    expect(await dump()).not.toContain("alice-data");
  });

  test("is known to another server over the same database at once", async () => {
    const { second, connect, stateOf } = await start(dialect);
    const other = second();
    expect((await other.app.get("/api/scraper-runs/backfill")).status).toBe(200);
    await connect("alice");
    expect((await other.app.send("POST", "/api/scraper-runs/refresh")).status).toBe(200);
    expect(await stateOf("alice")).toMatchObject({ state: "connected" });
  });
});

describe.each(DIALECT_NAMES)("on %s, the encryption key", (dialect) => {
  const next = Buffer.alloc(32, 8).toString("base64");

  test("can be replaced: rows are encrypted anew, and the former key opens none of them", async () => {
    const { second, connect } = await start(dialect);
    await connect("alice");
    await connect("bob");
    const rotated = second({ current: next, previous: KEYS.current });
    expect((await rotated.app.send("POST", "/api/scraper-runs/refresh")).status).toBe(200);
    expect(await rotated.connections.renewEncryption()).toEqual({ renewed: 2, unreadable: 0 });
    expect(await rotated.connections.renewEncryption()).toEqual({ renewed: 0, unreadable: 0 });
    const after = second({ current: next, previous: null });
    expect((await after.app.send("POST", "/api/scraper-runs/refresh", { as: "bob" })).status).toBe(200);
  });

  test("that is lost leaves connections that need a new token, and what is there unharmed", async () => {
    const { app, accounts, second, connect } = await start(dialect);
    await connect("alice");
    const lost = second({ current: next, previous: null });
    expect(await lost.connections.renewEncryption()).toEqual({ renewed: 0, unreadable: 1 });
    expect((await lost.app.get(CONNECTION)).body).toMatchObject({ state: "refused", username: "alice-data" });
    const { body } = await lost.app.send("POST", "/api/scraper-runs/refresh");
    expect(body).toMatchObject({ error: { code: "apify_token_refused" } });
    expect((await app.get(CONNECTION)).body).toMatchObject({ state: "connected" });
    await lost.app.send("PUT", CONNECTION, { body: { token: accounts.alice.token } });
    expect((await lost.app.get(CONNECTION)).body).toMatchObject({ state: "connected" });
  });
});

describe.each(DIALECT_NAMES)("on %s, a token", (dialect) => {
  test("is in no answer, no failure, no line of the log, no row of the database", async () => {
    const { app, accounts, standIn, dump, connect } = await start(dialect);
    accounts.alice.addRun({ startedAtMs: NOW - 3_600_000, costUsd: 0.5 });
    const texts: string[] = [];
    const send = async (method: string, path: string, body?: unknown) => {
      const { text, headers } = await app.send(method, path, body === undefined ? {} : { body });
      texts.push(text, JSON.stringify([...headers]));
    };
    await connect("alice");
    await send("PUT", CONNECTION, { token: accounts.alice.token });
    await send("PUT", CONNECTION, { token: `${accounts.alice.token} `.repeat(2) });
    await send("GET", CONNECTION);
    await send("POST", WEBHOOK);
    await send("POST", "/api/scraper-runs/refresh");
    await send("GET", "/api/reconciliation");
    standIn.fail({ match: () => true, with: { kind: "status", status: 500 } });
    await send("PUT", CONNECTION, { token: accounts.alice.token });
    await send("POST", "/api/scraper-runs/refresh");
    standIn.revoke(accounts.alice.token);
    await send("POST", "/api/scraper-runs/refresh");
    const failures = app.unexpected.map(({ error }) => [
      error.message,
      error.stack,
      JSON.stringify(error.details),
      String(error.cause),
    ]);
    const log: string[] = [];
    const logger = createLogger("debug", { write: (line: string) => void log.push(line) });
    for (const { error, requestId } of app.unexpected) logger.error({ error, requestId }, "request failed");
    const everything = [...texts, JSON.stringify(failures), ...log, await dump()].join("\n");
    expect(log.length).toBeGreaterThan(0);
    const canary = accounts.alice.token;
    expect(everything).toContain("alice-data");
    for (const form of [
      canary,
      Buffer.from(canary).toString("base64").slice(0, 40),
      Buffer.from(canary).toString("hex"),
    ]) {
      expect(everything).not.toContain(form);
    }
    expect(everything).not.toContain(KEYS.current);
  });
});

describe.each(DIALECT_NAMES)("on %s, a webhook's secret", (dialect) => {
  test("is told once, kept as its hash, replaced by a new one and revoked", async () => {
    const { app, dump, connect, stateOf, connections } = await start(dialect);
    await connect("alice");
    const create = async () => createdWebhookSchema.parse((await app.send("POST", WEBHOOK)).body);
    const secretOf = ({ path }: { readonly path: string }) => path.split("/").at(-1) ?? "";
    const first = await create();
    expect(first.path).toMatch(/^\/api\/webhooks\/apify\/whk_[\w-]{43}$/);
    expect(await stateOf("alice")).toMatchObject({ webhookCreatedAt: first.createdAt });
    const owner = { userId: "alice" };
    expect(await connections.ownerOfWebhook(secretOf(first))).toMatchObject(owner);
    expect(await dump()).not.toContain(secretOf(first));

    const again = await create();
    expect(await connections.ownerOfWebhook(secretOf(first))).toBeNull();
    expect(await connections.ownerOfWebhook(secretOf(again))).toMatchObject(owner);
    expect((await app.send("DELETE", WEBHOOK)).status).toBe(204);
    expect(await connections.ownerOfWebhook(secretOf(again))).toBeNull();
    expect(await stateOf("alice")).toMatchObject({ state: "connected", webhookCreatedAt: null });
  });

  test("goes with the connection, and can't be had without one", async () => {
    const { app, connect, connections } = await start(dialect);
    expect((await app.send("POST", WEBHOOK)).body).toMatchObject({ error: { code: "apify_not_connected" } });
    await connect("alice");
    const { path } = createdWebhookSchema.parse((await app.send("POST", WEBHOOK)).body);
    await app.send("DELETE", CONNECTION);
    expect(await connections.ownerOfWebhook(path.split("/").at(-1) ?? "")).toBeNull();
    expect((await app.send("POST", WEBHOOK)).status).toBe(409);
  });
});
