import { describe, expect, test } from "vitest";
import { createServerFetch, foreignAnswer } from "../../../../../electron/main/team-server/server-fetch.ts";

const ADDRESS = "https://spend.example.org";

function fetchOver(answer: () => Response | Promise<Response> = () => Response.json({})) {
  const asked: { readonly url: string; readonly init: RequestInit }[] = [];
  const streamed: typeof asked = [];
  const closed = new AbortController();
  const state: { token: string | null } = { token: "session-token" };
  const fetch = createServerFetch({
    async fetch(url, init) {
      asked.push({ url, init });
      return answer();
    },
    async stream(url, init) {
      streamed.push({ url, init });
      return answer();
    },
    address: ADDRESS,
    token: () => state.token,
    closing: closed.signal,
    isLong: ({ method }) => method === "POST",
    isStreamed: ({ url }) => url.endsWith("/export"),
  });
  return { fetch, streamed, asked, state, closed };
}

test("a request carries the token, and its body where it has one", async () => {
  const { fetch, asked } = fetchOver();
  await fetch(new Request(`${ADDRESS}/api/me?x=1`));
  await fetch(new Request(`${ADDRESS}/api/apify-connection`, { method: "PUT", body: '{"token":"t"}' }));
  expect(asked.map(({ url, init: { method, headers, body } }) => ({ url, method, headers, body }))).toEqual([
    {
      url: `${ADDRESS}/api/me?x=1`,
      method: "GET",
      headers: { accept: "application/json", authorization: "Bearer session-token" },
      body: undefined,
    },
    {
      url: `${ADDRESS}/api/apify-connection`,
      method: "PUT",
      headers: {
        accept: "application/json",
        authorization: "Bearer session-token",
        "content-type": "application/json",
      },
      body: '{"token":"t"}',
    },
  ]);
});

test.each(["https://spend.example.org.evil.test/api/me", "http://spend.example.org/api/me", "https://other.test/"])(
  "the token does not go to %s",
  async (url) => {
    const { fetch, asked } = fetchOver();
    await expect(fetch(new Request(url))).rejects.toThrow("not one to this server");
    expect(asked).toEqual([]);
  },
);

test("without a token nothing is asked", async () => {
  const { fetch, asked, state } = fetchOver();
  state.token = null;
  await expect(fetch(new Request(`${ADDRESS}/api/me`))).rejects.toMatchObject({ code: "keychain_unavailable" });
  expect(asked).toEqual([]);
});

test("a network that fails is a server out of reach", async () => {
  const { fetch } = fetchOver(() => Promise.reject(new Error("net::ERR_CONNECTION_REFUSED")));
  await expect(fetch(new Request(`${ADDRESS}/api/me`))).rejects.toMatchObject({ code: "server_unreachable" });
});

test("closing ends every request, and one that waits for an import has no other deadline", async () => {
  const { fetch, asked, closed } = fetchOver();
  await fetch(new Request(`${ADDRESS}/api/me`));
  await fetch(new Request(`${ADDRESS}/api/scraper-runs/refresh`, { method: "POST" }));
  expect(asked[0]?.init.signal).not.toBe(closed.signal);
  expect(asked[1]?.init.signal).toBe(closed.signal);
  closed.abort();
  expect(asked.map(({ init }) => init.signal?.aborted)).toEqual([true, true]);
});

describe("an answer that no Décompte server gave", () => {
  test.each([
    [401, "unauthorized"],
    [429, "rate_limited"],
    [502, "server_unreachable"],
    [504, "server_unreachable"],
    [200, "server_bad_answer"],
    [404, "server_bad_answer"],
  ])("with status %d is %s", (status, code) => {
    expect(foreignAnswer(status)).toMatchObject({ code });
  });
});

test("an answer of any length is streamed, with the token, until the account is closed", async () => {
  const { fetch, asked, streamed, closed } = fetchOver();
  await fetch(new Request(`${ADDRESS}/api/scraper-runs/export`));
  expect(asked).toEqual([]);
  expect(streamed[0]?.init).toMatchObject({ headers: { authorization: "Bearer session-token" } });
  expect(streamed[0]?.init.signal).toBe(closed.signal);
});
