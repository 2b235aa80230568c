import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { openApiDocument } from "../../../server/open-api/document.ts";
import { FIELD_WORDS } from "../../../server/open-api/field-words.ts";
import { openApiRoutes } from "../../../server/routes/open-api.ts";
import { visitOf, welcome } from "../../support/identity/visitors.ts";
import { openTemporaryLedger } from "../../support/ledger/temporary-ledger.ts";
import { createTestApp } from "../../support/ledger/test-app.ts";
import { startTeamBench } from "../../support/team/team-bench.ts";
import { breaches, brokenExamples, describedOperations } from "../../support/open-api/answer-check.ts";

const document = openApiDocument({ version: "1.2.3" });

async function open() {
  const temporary = await openTemporaryLedger();
  onTestFinished(() => temporary.remove());
  return createTestApp({ ledger: temporary.ledger, now: Date.now, openRoutes: [openApiRoutes(document)] });
}

test("the contract is told to anyone", async () => {
  const app = await open();
  const { status, headers, body } = await app.get("/openapi.json", null);
  expect(status).toBe(200);
  expect(headers.get("content-type")).toBe("application/json");
  expect(body).toEqual(JSON.parse(JSON.stringify(document)));
  expect(body).toMatchObject({ openapi: "3.1.0", info: { version: "1.2.3" }, security: [{ bearer: [] }] });
});

test("every route is described, and nothing that is not there", async () => {
  const bench = await startTeamBench();
  onTestFinished(() => bench.stop());
  const { routes } = bench.app;
  // Behind the one pattern is better-auth, of which this much is open.
  const ofDevices = ["device/code", "device/token", "sign-out"].map((end) => `POST /api/auth/${end}`);
  const described = routes
    .flatMap((route) => (route === "ALL /api/auth/*" ? ofDevices : [route]))
    .map((route) => route.replaceAll(/:(\w+)/g, "{$1}"));
  expect(describedOperations().toSorted()).toEqual(described.toSorted());
});

test("every described operation has a summary, and every one that asks who calls tells what an unknown caller gets", () => {
  for (const [path, methods] of Object.entries(document.paths ?? {})) {
    for (const [method, operation] of Object.entries(methods ?? {}) as [
      string,
      { summary?: string; responses: object },
    ][]) {
      expect(operation.summary, `${method} ${path}`).toMatch(/^\p{Lu}/u);
      const isOpen = !path.startsWith("/api/") || path.startsWith("/api/auth/device/");
      expect("401" in operation.responses, `${method} ${path}`).toBe(!isOpen);
    }
  }
});

test("every example is as its schema says", () => {
  expect(brokenExamples()).toEqual([]);
});

test("a whole number is described by its bounds", () => {
  const limit = document.paths?.["/api/scraper-runs"]?.get?.parameters?.find(
    (parameter) => "name" in parameter && parameter.name === "limit",
  );
  expect(limit).toMatchObject({
    in: "query",
    description: "How many runs at most; 100 when left out.",
    schema: { type: "integer", minimum: 1, maximum: 1000 },
  });
});

test("a device signs in and out as described", async () => {
  const bench = await startTeamBench();
  onTestFinished(() => bench.stop());
  const { app, identity } = bench;
  const send = (end: string, body: unknown, bearer?: string) =>
    app.send("POST", `/api/auth/${end}`, {
      as: null,
      raw: {
        body: JSON.stringify(body),
        headers: { "content-type": "application/json", ...(bearer && { authorization: `Bearer ${bearer}` }) },
      },
    });
  const client = { client_id: "decompte-desktop" };
  const marie = await welcome(identity, "marie@example.com");
  const { body: code } = await send("device/code", client);
  const { device_code, user_code } = z.object({ device_code: z.string(), user_code: z.string() }).parse(code);
  await identity.devices.decide(visitOf(marie), user_code, true);
  const question = { ...client, grant_type: "urn:ietf:params:oauth:grant-type:device_code", device_code };
  const { body: answer } = await send("device/token", question);
  const { access_token: token } = z.object({ access_token: z.string() }).parse(answer);
  const me = () => app.send("GET", "/api/me", { as: null, raw: { headers: { authorization: `Bearer ${token}` } } });
  expect((await me()).body).toMatchObject({ email: "marie@example.com" });
  expect((await send("sign-out", {}, token)).body).toEqual({ success: true });
  expect((await me()).status).toBe(401);
  expect(await send("device/token", question)).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
  expect((await send("device/code", { client_id: "other" })).status).toBe(400);
  expect((await send("sign-up/email", { email: "a@example.com", password: "x" })).status).toBeGreaterThanOrEqual(401);
});

test("every query parameter says what it means, and so does what is not plain in an answer", () => {
  const text = JSON.stringify(document);
  for (const methods of Object.values(document.paths ?? {})) {
    for (const { parameters = [] } of Object.values(methods ?? {}) as { parameters?: object[] }[]) {
      for (const parameter of parameters.filter((each) => "in" in each && each.in === "query")) {
        expect(parameter).toMatchObject({ description: expect.stringMatching(/\.$/) });
      }
    }
  }
  expect(document.components?.schemas?.["ScraperRun"]).toMatchObject({
    properties: { settledAt: { description: expect.stringContaining("provisional") } },
  });
  for (const field of Object.keys(FIELD_WORDS)) expect(text).toContain(`"${field}":{`);
});

test("an answer that is not as described is found out", () => {
  const body = { date: "2026-11-22", costUsd: 1, costNanoUsd: "1", runs: 1, runsWithoutCost: 0 };
  const path = "/api/dashboard/spending-chart?timeRange=7d";
  const breachesOf = (status: number, answer: unknown) => breaches("GET", path, { status, text: "x", body: answer });
  expect(breachesOf(200, [body])).toEqual([]);
  expect(breachesOf(200, [{ ...body, runs: "1" }])).toHaveLength(1);
  expect(breachesOf(200, [{ ...body, userId: "bob" }])).toHaveLength(1);
  expect(breachesOf(302, [body])).toEqual(["GET /api/dashboard/spending-chart does not describe the status 302"]);
  expect(breachesOf(400, { error: "no" })).not.toEqual([]);
  expect(breaches("GET", "/nowhere", { status: 200, text: "", body: null })).toEqual(["GET /nowhere is not described"]);
});
