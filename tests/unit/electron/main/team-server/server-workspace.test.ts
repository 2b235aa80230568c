import { beforeEach, expect, test } from "vitest";
import { openServerWorkspace } from "../../../../../electron/main/team-server/server-workspace.ts";
import type { Workspace } from "../../../../../electron/main/workspace.ts";
import { NO_BUDGETS } from "../../../../support/desktop-main/no-budgets.ts";
import { rememberedAt } from "../../../../support/desktop-main/remembered.ts";

const ADDRESS = "https://spend.example.org";
const connected = {
  state: "connected",
  username: "camille",
  connectedAt: "2026-11-23T10:00:00.000Z",
  webhookCreatedAt: null,
};

const refusal = { error: { code: "invalid_request", message: "must be an Apify API token", requestId: "r" } };

let asked: { readonly method: string; readonly url: string; readonly token: string | null; readonly body: unknown }[];
let isRemembered: boolean;
let workspace: Workspace;

beforeEach(() => {
  asked = [];
  isRemembered = true;
  workspace = openServerWorkspace({
    address: ADDRESS,
    async fetch(url, { method = "GET", headers, body }) {
      asked.push({ method, url, token: new Headers(headers).get("authorization"), body });
      if (body === '{"token":"two words"}') return Response.json(refusal, { status: 400 });
      return method === "DELETE" ? new Response(null, { status: 204 }) : Response.json(connected);
    },
    stream: () => Promise.reject(new Error("Nothing is streamed")),
    isOnline: () => true,
    store: {
      read: () => rememberedAt("2026-11-23T09:00:00.000Z"),
      write: () => undefined,
      remove: () => void (isRemembered = false),
    },
    budgets: { budgets: NO_BUDGETS, close: async () => undefined },
    refreshMinutes: () => 5,
    timeZone: () => "Europe/Paris",
    now: () => Date.parse("2026-11-23T10:00:00Z"),
  });
});

test("the figures of the last time are there before any token, with their age", async () => {
  expect(await workspace.figures.summary("day")).toMatchObject({ period: "day" });
  expect(workspace.knownAt(null)).toBe("2026-11-23T09:00:00.000Z");
  await expect(workspace.imports.refresh(true)).rejects.toMatchObject({ code: "keychain_unavailable" });
  expect(asked).toEqual([]);
});

test("a token for Apify goes to the server, which tells whose it is", async () => {
  workspace.connect("session");
  expect(await workspace.server?.connectToApify("apify_api_x")).toEqual(connected);
  expect(asked).toEqual([
    { method: "PUT", url: `${ADDRESS}/api/apify-connection`, token: "Bearer session", body: '{"token":"apify_api_x"}' },
  ]);
  expect(workspace.server?.apifyConnection()).toEqual(connected);
});

test("a text that can be no token is one that is refused", async () => {
  workspace.connect("session");
  await expect(workspace.server?.connectToApify("two words")).rejects.toMatchObject({ code: "apify_token_refused" });
});

test("is taken back, and what holds then is asked for", async () => {
  workspace.connect("session");
  expect(await workspace.server?.disconnectFromApify()).toEqual(connected);
  expect(asked.map(({ method }) => method)).toEqual(["DELETE", "GET"]);
});

test("signing out forgets the figures and ends the session", async () => {
  workspace.connect("session");
  await workspace.close();
  await workspace.forget();
  expect(isRemembered).toBe(false);
  expect(asked).toMatchObject([{ method: "POST", url: `${ADDRESS}/api/auth/sign-out`, token: "Bearer session" }]);
});

test("signing out without a token asks nobody", async () => {
  await workspace.close();
  await workspace.forget();
  expect([isRemembered, asked]).toEqual([false, []]);
});
