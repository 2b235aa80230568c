import { describe, expect, test } from "vitest";
import { z } from "zod";
import { createServerQuestions, parseAnswer } from "../../../../../electron/main/team-server/ask-server.ts";

const URL = "https://spend.example.org/healthz";

function questionsOver(answer: () => Response | Promise<Response>, isOnline = true) {
  const asked: { url: string; init: RequestInit }[] = [];
  const { ask } = createServerQuestions({
    async fetch(url, init) {
      asked.push({ url, init });
      return answer();
    },
    isOnline: () => isOnline,
  });
  return { ask, asked };
}

test("a question without a body is a GET without a token", async () => {
  const { ask, asked } = questionsOver(() => Response.json({ status: "ok" }));
  expect(await ask(URL)).toEqual({ status: 200, body: { status: "ok" } });
  expect(asked[0]?.init).toMatchObject({ method: "GET", headers: { accept: "application/json" } });
  expect(asked[0]?.init.body).toBeUndefined();
});

test("one with a body is a POST of JSON, with the token that is given", async () => {
  const { ask, asked } = questionsOver(() => Response.json({}, { status: 400 }));
  expect(await ask(URL, { body: { a: 1 }, token: "t" })).toEqual({ status: 400, body: {} });
  expect(asked[0]?.init).toMatchObject({
    method: "POST",
    body: '{"a":1}',
    headers: { "content-type": "application/json", authorization: "Bearer t" },
  });
});

describe("what goes wrong on the way is told by its reason", () => {
  test.each([
    ["net::ERR_CERT_AUTHORITY_INVALID", "certificate"],
    ["net::ERR_SSL_PROTOCOL_ERROR", "certificate"],
    ["Attempted to redirect, but redirect policy was 'error'", "redirected"],
    ["net::ERR_INTERNET_DISCONNECTED", "no-network"],
    ["net::ERR_NAME_NOT_RESOLVED", "unknown-host"],
    ["net::ERR_CONNECTION_REFUSED", "no-answer"],
    ["net::ERR_TIMED_OUT", "no-answer"],
  ])("%s is %s", async (message, problem) => {
    const { ask } = questionsOver(() => Promise.reject(new Error(message)));
    await expect(ask(URL)).rejects.toMatchObject({ details: { problem } });
  });

  test("a name that can't be looked up without a network is no name that does not exist", async () => {
    const { ask } = questionsOver(() => Promise.reject(new Error("net::ERR_NAME_NOT_RESOLVED")), false);
    await expect(ask(URL)).rejects.toMatchObject({ details: { problem: "no-network" } });
  });

  test.each([
    [429, "busy"],
    [500, "troubled"],
    [503, "troubled"],
  ])("an answer of %d is %s", async (status, problem) => {
    const { ask } = questionsOver(() => new Response("<h1>no</h1>", { status }));
    await expect(ask(URL)).rejects.toMatchObject({ details: { problem } });
  });

  test("being given up is no problem of the server's", async () => {
    const { ask } = questionsOver(() => Promise.reject(new Error("aborted")));
    const signal = AbortSignal.abort(new Error("given up"));
    await expect(ask(URL, { signal })).rejects.toThrow("given up");
  });
});

describe("an answer of another form is not a Décompte server's", () => {
  const schema = z.object({ status: z.literal("ok") });
  test.each([
    ["a page", { status: 200, body: undefined }],
    ["another status", { status: 404, body: { status: "ok" } }],
    ["another value", { status: 200, body: { status: "UP" } }],
  ])("%s", (_, answer) => {
    expect(() => parseAnswer(schema, answer)).toThrow(
      expect.objectContaining({ details: { problem: "not-decompte" } }),
    );
  });
});
