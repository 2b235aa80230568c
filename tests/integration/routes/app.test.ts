import { describe, expect, onTestFinished, test } from "vitest";
import { errorAnswerSchema } from "../../../shared/api/error.ts";
import { AppError, ERROR_CODES } from "../../../shared/errors.ts";
import { aroundCalls } from "../../../server/around-calls.ts";
import type { Ledger } from "../../../server/ledger/ledger.ts";
import { statusOf } from "../../../server/routes/error-answer.ts";
import { openTemporaryLedger } from "../../support/ledger/temporary-ledger.ts";
import { createTestApp } from "../../support/ledger/test-app.ts";

const NOW = Date.parse("2026-11-22T10:00:00Z");

async function open() {
  const temporary = await openTemporaryLedger(() => NOW);
  onTestFinished(() => temporary.remove());
  return { temporary, app: createTestApp({ ledger: temporary.ledger, now: () => NOW }) };
}

const ROUTES = [
  ["GET", "/api/scraper-runs/summary?period=day"],
  ["GET", "/api/dashboard/spending-chart?timeRange=7d"],
  ["GET", "/api/scraper-runs"],
  ["POST", "/api/scraper-runs"],
  ["GET", "/api/scraper-runs/some-run"],
  ["GET", "/api/scraper-runs/backfill"],
  ["POST", "/api/scraper-runs/backfill"],
  ["DELETE", "/api/scraper-runs/backfill"],
  ["POST", "/api/scraper-runs/refresh"],
] as const;

describe("who is not known", () => {
  test.each(ROUTES)("gets a 401 from %s %s", async (method, path) => {
    const { app } = await open();
    const { status, body } = await app.send(method, path, { as: null });
    expect(status).toBe(401);
    expect(body).toMatchObject({ error: { code: "unauthorized", message: "Sign in first" } });
  });

  test("learns nothing of which paths exist", async () => {
    const { app } = await open();
    expect((await app.get("/api/no-such-thing", null)).status).toBe(401);
  });
});

describe("health", () => {
  test("is told to anyone", async () => {
    const { app } = await open();
    expect(await app.get("/healthz", null)).toMatchObject({ status: 200, body: { status: "ok" } });
    expect(await app.get("/readyz", null)).toMatchObject({ status: 200, body: { status: "ready" } });
  });

  test("is alive and not ready while the ledger is closed", async () => {
    const { app, temporary } = await open();
    await temporary.ledger.close();
    expect((await app.get("/healthz", null)).status).toBe(200);
    const { status, body } = await app.get("/readyz", null);
    expect(status).toBe(503);
    expect(body).toMatchObject({
      error: { code: "ledger_unavailable", message: "The ledger can't be opened or read" },
    });
  });

  test("is not ready while the ledger is broken", async () => {
    const { app, temporary } = await open();
    await temporary.sql.execute("drop table scraper_runs");
    expect((await app.get("/readyz", null)).status).toBe(503);
  });
});

describe("a failure", () => {
  const failing = (failure: Error, ledger: Ledger) => aroundCalls(ledger, () => Promise.reject(failure));
  const unforeseen = new Error("select * from scraper_runs where user_id = 'alice'", {
    cause: new Error("SQLITE_ERROR in /home/alice/ledger.sqlite, of private-run"),
  });

  test.each(ROUTES)("of the ledger under %s %s tells neither SQL, nor stack, nor path", async (method, path) => {
    const { temporary } = await open();
    const app = createTestApp({ ledger: failing(unforeseen, temporary.ledger), now: () => NOW });
    const run = { runId: "private-run", scraperId: "a", source: "s", status: "SUCCEEDED", costUsd: 1 };
    const { status, text, body, headers } = await app.send(
      method,
      path,
      method === "POST" && path === "/api/scraper-runs" ? { body: run } : {},
    );
    if (status === 204 || status === 409) return;
    expect(status).toBe(500);
    const { error } = errorAnswerSchema.parse(body);
    expect(error).toEqual({ code: "internal", message: "Unexpected failure", requestId: headers.get("x-request-id") });
    expect(text).not.toMatch(/select|insert|scraper_runs|\.ts|\.js|node_modules|sqlite|private-run|alice|\//i);
    expect(app.unexpected).toMatchObject([{ requestId: error.requestId, error: { code: "internal" } }]);
    expect(app.unexpected[0]?.error.cause).toBe(unforeseen);
  });

  test("of a ledger that is closed is told as one that is away", async () => {
    const { app, temporary } = await open();
    await temporary.ledger.close();
    const { status, body } = await app.get("/api/scraper-runs/summary?period=day");
    expect(status).toBe(503);
    expect(body).toMatchObject({ error: { code: "ledger_unavailable", message: "The ledger is closed" } });
  });

  test("carries a request id of its own, in the body and in the header", async () => {
    const { app } = await open();
    const first = await app.get("/api/scraper-runs/summary");
    const second = await app.get("/api/scraper-runs/summary");
    const { requestId } = errorAnswerSchema.parse(first.body).error;
    expect(first.headers.get("x-request-id")).toBe(requestId);
    expect(errorAnswerSchema.parse(second.body).error.requestId).not.toBe(requestId);
  });

  test("of the caller is told to nobody else", async () => {
    const { app } = await open();
    await app.get("/api/scraper-runs/summary");
    await app.get("/nowhere");
    expect(app.unexpected).toEqual([]);
  });

  test("of every kind has a status of its own world", () => {
    const statuses = ERROR_CODES.map((code) => statusOf(new AppError(code, "x").code));
    expect(statuses.every((status) => status >= 400 && status < 600)).toBe(true);
  });
});

describe("what does not exist", () => {
  test.each([
    ["GET", "/"],
    ["GET", "/api"],
    ["PUT", "/api/scraper-runs"],
    ["DELETE", "/api/scraper-runs/run-1"],
    ["POST", "/healthz"],
    ["GET", "/api/scraper-runs/run-1/more"],
    ["GET", "/../../etc/passwd"],
  ])("%s %s is a 404 in the contract's form", async (method, path) => {
    const { app } = await open();
    const { status, body } = await app.send(method, path);
    expect(status).toBe(404);
    expect(errorAnswerSchema.parse(body).error).toMatchObject({
      code: "not_found",
      message: "There is no such resource",
    });
  });
});

test("an answer that succeeds carries a request id as well", async () => {
  const { app } = await open();
  expect((await app.get("/healthz")).headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
});
