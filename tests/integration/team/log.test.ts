import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { createdWebhookSchema } from "../../../shared/api/apify-connection.ts";
import { StandInAccount } from "../../support/apify/stand-in-account.ts";
import { startApifyStandIn } from "../../support/apify/stand-in.ts";
import { makeTemporaryFolder } from "../../support/ledger/temporary-ledger.ts";
import {
  buildTeamServer,
  runServerCommand,
  serverEnvironment,
  startServerProcess,
  type BuiltServer,
} from "../../support/team/server-process.ts";

let built: BuiltServer;

beforeAll(async () => {
  built = await buildTeamServer();
});

afterAll(() => built.remove());

test("no secret of anyone's gets into what the server writes, at its most talkative, whatever goes wrong", async () => {
  const folder = makeTemporaryFolder();
  onTestFinished(() => folder.remove());
  const account = new StandInAccount();
  const standIn = await startApifyStandIn({ accounts: [account] });
  onTestFinished(() => standIn.stop());
  const authSecret = randomBytes(32).toString("base64url");
  const encryptionKey = randomBytes(32).toString("base64");
  const metricsToken = `metrics-${randomBytes(12).toString("hex")}`;
  const environment = {
    ...serverEnvironment(folder.path),
    APIFY_API_BASE_URL: standIn.baseUrl,
    DECOMPTE_LOG_LEVEL: "debug",
    DECOMPTE_AUTH_SECRET: authSecret,
    DECOMPTE_ENCRYPTION_KEY: encryptionKey,
    DECOMPTE_METRICS_TOKEN: metricsToken,
  };
  const server = startServerProcess(built, environment);
  const address = await server.ready();
  const oneTime = await runServerCommand(built, environment, ["user", "add", "marie@example.com"]);
  const keyed = await runServerCommand(built, environment, ["key", "add", "marie@example.com"]);
  const [password, key] = [oneTime.output.trim(), keyed.output.trim()];
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const send = (method: string, path: string, body?: unknown, more: Readonly<Record<string, string>> = {}) =>
    fetch(`${address}${path}`, {
      method,
      headers: { ...headers, ...more },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });

  expect((await send("PUT", "/api/apify-connection", { token: account.token })).status).toBe(200);
  const created = await send("POST", "/api/apify-connection/webhook");
  const { path: webhookPath } = createdWebhookSchema.parse(await created.json());
  const webhookSecret = webhookPath.split("/").at(-1) ?? "";
  expect(
    (await send("GET", `/metrics?token=${metricsToken}`, undefined, { authorization: `Bearer ${metricsToken}` }))
      .status,
  ).toBe(200);

  await send("POST", webhookPath, "{");
  await send("GET", webhookPath);
  await send("POST", `${webhookPath}/${webhookSecret}?secret=${webhookSecret}`, {});
  await send("GET", `/api/scraper-runs/${key}?token=${account.token}&key=${key}`);
  await send("POST", "/api/scraper-runs", { runId: key, password, token: account.token });
  await send("POST", "/api/scraper-runs", `{"token":"${account.token}", broken`);
  await send("POST", `/api/auth/sign-in/email?password=${password}`, { email: "marie@example.com", password });
  await send("GET", "/api/scraper-runs", undefined, { cookie: `session=${password}`, authorization: `Bearer ${key}x` });
  await send("PUT", "/api/apify-connection", { token: "apify_api_canaryWrong1" });
  standIn.fail({ match: { path: /usage/ }, with: { kind: "foreign-shape" } });
  await send("GET", "/api/reconciliation");
  standIn.revoke(account.token);
  await send("POST", "/api/scraper-runs/backfill?days=1");
  server.send("SIGTERM");
  const { output, errors, code } = await server.end;
  expect([code, errors]).toEqual([0, ""]);

  expect(server.log().filter(({ msg }) => msg === "request").length).toBeGreaterThan(10);
  const written = `${output}${oneTime.errors}${keyed.errors}`;
  const secrets = { token: account.token, key, password, webhookSecret, authSecret, encryptionKey, metricsToken };
  expect(Object.values(secrets).every(({ length }) => length >= 12)).toBe(true);
  // Nor a part of one that would be enough to know it by.
  const traces = Object.entries(secrets).filter(([, secret]) => written.includes(secret.slice(4, -4)));
  expect(traces.map(([name]) => name)).toEqual([]);
  expect(written).not.toContain("canaryWrong1");
  expect(server.log().map(({ ["route"]: route }) => route)).toEqual(
    expect.arrayContaining(["/api/webhooks/apify/:secret", "/api/scraper-runs/:runId"]),
  );
});
