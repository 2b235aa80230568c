import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { meSchema } from "../../../shared/api/me.ts";
import { makeTemporaryFolder } from "../../support/ledger/temporary-ledger.ts";
import {
  addUserWithKey,
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

/** The cookies of an answer, as a browser sends them back. */
const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");

test("the contract, the pages and the devices' endpoints are all there behind the guards", async () => {
  const folder = makeTemporaryFolder();
  onTestFinished(() => folder.remove());
  const environment = serverEnvironment(folder.path);
  const server = startServerProcess(built, environment);
  const address = await server.ready();
  const key = await addUserWithKey(built, environment);
  const authorization = `Bearer ${key}`;

  const me = await fetch(`${address}/api/me`, { headers: { authorization } });
  expect(meSchema.parse(await me.json()).email).toBe("marie@example.com");
  const document = await fetch(`${address}/openapi.json`);
  expect(await document.json()).toMatchObject({ openapi: "3.1.0", info: { title: "Décompte" } });
  expect((await fetch(`${address}/api/apify-connection`, { headers: { authorization } })).status).toBe(200);
  expect((await fetch(`${address}/api/apify-connection`)).status).toBe(401);

  const code = await fetch(`${address}/api/auth/device/code`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ client_id: "decompte-desktop" }),
  });
  expect(await code.json()).toMatchObject({ verification_uri: `${address}/device` });

  const page = await fetch(`${address}/sign-in`);
  expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=UTF-8"]);
  const { output: password } = await runServerCommand(built, environment, ["user", "reset", "marie@example.com"]);
  const form = new URLSearchParams({ email: "marie@example.com", password: password.trim() });
  const post = { method: "POST", body: form, redirect: "manual" } as const;
  const foreign = await fetch(`${address}/sign-in`, { ...post, headers: { origin: "https://evil.example" } });
  expect(foreign.status).toBe(403);
  const signedIn = await fetch(`${address}/sign-in`, { ...post, headers: { origin: address } });
  expect([signedIn.status, cookiesOf(signedIn)]).toEqual([303, expect.stringContaining("=")]);
  expect(server.output()).not.toContain(password.trim());
});

test("whoever sent a key that is not valid is told so, and anyone else to sign in", async () => {
  const folder = makeTemporaryFolder();
  onTestFinished(() => folder.remove());
  const address = await startServerProcess(built, serverEnvironment(folder.path)).ready();
  for (const path of ["/api/me", "/api/scraper-runs", "/api/auth/get-session"]) {
    const wrong = await fetch(`${address}${path}`, { headers: { authorization: "Bearer dk_wrong" } });
    const none = await fetch(`${address}${path}`);
    expect([wrong.status, none.status]).toEqual([401, 401]);
    expect(await wrong.json()).toMatchObject({ error: { message: "The token or API key is not valid" } });
    expect(await none.json()).toMatchObject({ error: { message: "Sign in first" } });
  }
});
