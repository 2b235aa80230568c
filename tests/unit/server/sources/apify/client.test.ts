import { describe, expect, test } from "vitest";
import { apifyError, clientOver, failureOf, json, NOW, TOKEN } from "../../../../support/apify/client-over.ts";

const html = (status: number): Response =>
  new Response("<!doctype html><h1>Sign in</h1>", { status, headers: { "content-type": "text/html" } });

/** A body whose connection dies in the middle. */
const cutBody = (): Response =>
  new Response(
    new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{"data":{"total":')),
      pull: (controller) => controller.error(new TypeError("terminated")),
    }),
  );

const run = {
  id: "run-1",
  actId: "actor",
  status: "SUCCEEDED",
  startedAt: "2026-11-22T09:00:00.000Z",
  finishedAt: "2026-11-22T09:01:00.000Z",
};

/** Every text that somebody could log of a failure, its causes included. */
function textsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return [error.message, error.stack, JSON.stringify(error), textsOf(error.cause)].join("\n");
}

describe("a request", () => {
  test("carries the token in the Authorization header and nowhere else", async () => {
    const { client, requests } = clientOver(() => json({ data: { total: 0, limit: 1000, items: [] } }));
    await client.listRuns({ fromMs: NOW - 1000, toMs: NOW, offset: 20 });
    const [request] = requests;
    expect(request?.headers.get("authorization")).toBe(`Bearer ${TOKEN}`);
    expect(request?.url).not.toContain(TOKEN);
    expect([...(request?.headers ?? [])].filter(([name]) => name !== "authorization").join()).not.toContain(TOKEN);
    expect(request?.body).toBeNull();
  });

  test("asks for the window, newest first, a full page", async () => {
    const { client, requests } = clientOver(() => json({ data: { total: 0, limit: 1000, items: [] } }));
    await client.listRuns({ fromMs: NOW - 1000, toMs: NOW, offset: 20 });
    const url = new URL(requests[0]?.url ?? "");
    expect(url.origin + url.pathname).toBe("https://api.apify.test/v2/actor-runs");
    expect(Object.fromEntries(url.searchParams)).toEqual({
      desc: "1",
      limit: "1000",
      offset: "20",
      startedAfter: "2026-11-22T09:59:59.000Z",
      startedBefore: "2026-11-22T10:00:00.000Z",
    });
  });

  test("goes nowhere but to the address that was chosen: a redirect is refused", async () => {
    const { client, requests } = clientOver(() => json({ data: { id: "u", username: "harbour" } }));
    await client.readAccount();
    expect(requests[0]?.redirect).toBe("error");
  });

  test("writes an id so that it can't leave its place in the path", async () => {
    const { client, requests } = clientOver(() => apifyError(404, "record-not-found"));
    await client.readRun("../users/me?x=#y");
    expect(requests[0]?.url).toBe("https://api.apify.test/v2/actor-runs/..%2Fusers%2Fme%3Fx%3D%23y");
  });

  test.each(["apify_api_caf\u00e9\u6f22", "apify_api_two\nlines", "apify_api_\u0000", " ", ""])(
    "is not made with a token that no header can hold, and the token appears nowhere: %j",
    async (token) => {
      const { client, requests } = clientOver(() => json({}), token);
      const failure = await failureOf(client.readAccount());
      expect(failure.code).toBe("apify_token_refused");
      expect(requests).toHaveLength(0);
      expect(textsOf(failure)).not.toContain("apify_api");
    },
  );
});

describe("what Apify tells", () => {
  test("of the account is kept without the proxy password", async () => {
    const { client } = clientOver(() =>
      json({ data: { id: "u", username: "harbour", proxy: { password: "secret" } } }),
    );
    expect(await client.readAccount()).toEqual({ id: "u", username: "harbour" });
  });

  test.each([
    ["that it tells", "5", 5],
    ["that is absent", undefined, undefined],
    ["that is null", "null", null],
    ["below zero", "-1", undefined],
    ["without end", "1e999", undefined],
    ["that is a text", '"5"', undefined],
  ])("of a page may come with any cost, a mere hint: one %s", async (_, literal, hint) => {
    const cost = literal === undefined ? "" : `"usageTotalUsd":${literal},`;
    const text = JSON.stringify({ data: { total: 1, limit: 1000, items: [run] } });
    const { client } = clientOver(() => new Response(text.replace('"status"', `${cost}"status"`)));
    const page = await client.listRuns({ fromMs: 0, toMs: NOW, offset: 0 });
    const times = { startedAt: Date.parse(run.startedAt), finishedAt: Date.parse(run.finishedAt) };
    expect(page).toEqual({ total: 1, limit: 1000, items: [{ ...run, ...times, usageTotalUsd: hint }] });
  });

  test("of a run that is gone is nothing", async () => {
    const { client, requests } = clientOver(() => apifyError(404, "record-not-found"));
    expect(await client.readRun("run-1")).toBeNull();
    expect(requests).toHaveLength(1);
  });
});

describe("an answer that is not Apify's", () => {
  test.each([
    ["a 404 without Apify's envelope", () => html(404)],
    ["a 404 of another kind", () => apifyError(404, "page-not-found")],
    ["a page in HTML with status 200", () => html(200)],
    ["an empty body", () => new Response("")],
    ["JSON without data", () => json({ ok: true })],
    ["JSON null", () => json(null)],
    ["an array", () => json([run])],
    ["a text", () => json("data")],
    ["data of another form", () => json({ data: { id: 7 } })],
    ["data without a start", () => json({ data: { ...run, startedAt: undefined } })],
    ["a negative cost", () => json({ data: { ...run, usageTotalUsd: -1 } })],
    [
      "a cost without end",
      () => new Response(JSON.stringify({ data: run }).replace('"status"', '"usageTotalUsd":1e999,"status"')),
    ],
    ["another run", () => json({ data: { ...run, id: "run-2" } })],
    ["a status that nobody expects", () => apifyError(418, "teapot")],
    ["a wrong parameter", () => apifyError(400, "invalid-value")],
  ])("%s is refused at once, with the endpoint and nothing else in its words", async (_, answer) => {
    const { client, requests } = clientOver(answer);
    const failure = await failureOf(client.readRun("run-1"));
    expect(failure).toMatchObject({ code: "apify_bad_answer", details: { endpoint: "/v2/actor-runs/run-1" } });
    expect(failure.message).toContain("/v2/actor-runs/run-1");
    expect(failure.message).not.toContain("Sign in");
    expect(requests).toHaveLength(1);
    expect(textsOf(failure)).not.toContain(TOKEN);
  });

  test("names the field that is not as expected, and leaves the window out of its words", async () => {
    const { client } = clientOver(() =>
      json({ data: { total: 1, limit: 1000, items: [{ ...run, startedAt: "noon" }] } }),
    );
    const failure = await failureOf(client.listRuns({ fromMs: 0, toMs: NOW, offset: 0 }));
    expect(failure.message).toBe(
      "Apify's answer to /v2/actor-runs can't be used: its field data.items.0.startedAt is not as expected",
    );
  });
});

describe("a refusal", () => {
  test.each([
    [401, "user-or-token-not-found", "apify_token_refused"],
    [401, "token-not-provided", "apify_token_refused"],
    [403, "insufficient-permissions", "apify_forbidden"],
  ])("%d %s is told as %s, without asking again", async (status, type, code) => {
    const { client, requests } = clientOver(() => apifyError(status, type));
    const failure = await failureOf(client.readAccount());
    expect(failure.code).toBe(code);
    expect(requests).toHaveLength(1);
    expect(textsOf(failure)).not.toContain(TOKEN);
  });
});

describe("a passing trouble is asked again", () => {
  const account = () => json({ data: { id: "u", username: "harbour" } });

  test.each([
    ["500", () => html(500)],
    ["502", () => html(502)],
    ["503", () => html(503)],
    ["408", () => html(408)],
    ["a body that is cut", cutBody],
    ["a connection that fails", () => Promise.reject(new TypeError("fetch failed"))],
    ["429", () => apifyError(429, "rate-limit-exceeded")],
  ])("%s", async (_, trouble) => {
    const { client, requests, waits } = clientOver((__, attempt) => (attempt <= 2 ? trouble() : account()));
    expect(await client.readAccount()).toEqual({ id: "u", username: "harbour" });
    expect(requests).toHaveLength(3);
    expect(waits).toEqual([500, 1000]);
  });

  test.each([
    ["30", 30_000],
    ["Sun, 22 Nov 2026 10:00:20 GMT", 20_000],
  ])("a 429 after the time that it names: %s", async (header, waitMs) => {
    const { client, waits } = clientOver((_, attempt) =>
      attempt === 1 ? json({}, 429, { "retry-after": header }) : account(),
    );
    await client.readAccount();
    expect(waits).toEqual([waitMs]);
  });

  test.each([
    ["120", "2026-11-22T10:02:00.000Z"],
    ["Sun, 22 Nov 2026 11:00:00 GMT", "2026-11-22T11:00:00.000Z"],
    ["0", "2026-11-22T10:00:00.000Z"],
    ["1e300", "2026-11-23T10:00:00.000Z"],
  ])("and the failure says from when on Apify may be asked: %s", async (header, retryAt) => {
    const { client } = clientOver(() => json({}, 429, { "retry-after": header }));
    expect(await failureOf(client.readAccount())).toMatchObject({ code: "apify_rate_limited", details: { retryAt } });
  });

  test("and the failure says no time where Apify told none", async () => {
    const { client } = clientOver(() => json({}, 429, { "retry-after": "soon" }));
    expect((await failureOf(client.readAccount())).details).toBeUndefined();
  });

  const unreachable = () => Promise.reject(new TypeError("connect ECONNREFUSED"));

  test.each([
    ["apify_unreachable", () => html(500)],
    ["apify_unreachable", cutBody],
    ["apify_rate_limited", () => apifyError(429, "rate-limit-exceeded")],
  ])("and told as %s when it does not pass", async (code, trouble) => {
    const { client, waits } = clientOver(trouble);
    const failure = await failureOf(client.readAccount());
    expect(failure.code).toBe(code);
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000]);
    expect(textsOf(failure)).not.toContain(TOKEN);
  });

  test("and given up within seconds where Apify has never answered", async () => {
    const { client, waits } = clientOver(unreachable);
    const failure = await failureOf(client.readAccount());
    expect(failure.code).toBe("apify_unreachable");
    expect(waits).toEqual([500, 1000]);
    expect(textsOf(failure)).not.toContain(TOKEN);
  });

  test("and waited for longer where Apify has answered before", async () => {
    const { client, waits } = clientOver((_, attempt) => (attempt === 1 ? account() : unreachable()));
    await client.readAccount();
    expect((await failureOf(client.readAccount())).code).toBe("apify_unreachable");
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000]);
  });

  test("no more often than the caller allows", async () => {
    for (const trouble of [() => html(500), unreachable]) {
      const { client, requests } = clientOver(trouble, TOKEN, 2);
      await failureOf(client.readAccount());
      expect(requests).toHaveLength(2);
    }
  });
});

describe("a cancelled request", () => {
  test("ends at once, without another attempt", async () => {
    const abort = new AbortController();
    const { client, requests } = clientOver((request) => {
      abort.abort();
      return Promise.reject(request.signal.reason as Error);
    });
    const failure = await failureOf(client.readAccount(abort.signal));
    expect(failure.code).toBe("cancelled");
    expect(requests).toHaveLength(1);
  });

  test("ends with the caller's signal while it is under way", async () => {
    const abort = new AbortController();
    const { client, requests } = clientOver(
      ({ signal }) =>
        new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(new Error("aborted")))),
    );
    const failure = failureOf(client.readAccount(abort.signal));
    expect(requests[0]?.signal.aborted).toBe(false);
    abort.abort();
    expect(requests[0]?.signal.aborted).toBe(true);
    expect((await failure).code).toBe("cancelled");
  });
});
