import { beforeEach, describe, expect, test } from "vitest";
import type { Question, ServerAnswer } from "../../../../../electron/main/team-server/ask-server.ts";
import { signInByDevice } from "../../../../../electron/main/team-server/device-sign-in.ts";
import { serverProblem } from "../../../../../electron/main/team-server/server-problem.ts";
import type { ServerCode, ServerProblem } from "../../../../../shared/ipc/session.ts";

const ADDRESS = "https://spend.example.org";
const TOKEN = "session-token.signature";
const NOW_MS = Date.parse("2026-11-23T10:00:00Z");
const device = {
  device_code: "device-code",
  user_code: "WXYZ2345",
  verification_uri: `${ADDRESS}/device`,
  verification_uri_complete: `${ADDRESS}/device?user_code=WXYZ2345`,
  expires_in: 900,
  interval: 5,
};
const noa = { userId: "noa", email: "noa@example.org", name: "Noa" };

const ok = (body: unknown): ServerAnswer => ({ status: 200, body });
const pending: ServerAnswer = { status: 400, body: { error: "authorization_pending" } };
const refusal = (error: string): ServerAnswer => ({ status: 400, body: { error, error_description: "…" } });

let asked: { path: string; question: Question }[];
let waits: number[];
let codes: ServerCode[];
let pages: string[];
let nowMs: number;
let abort: AbortController;

beforeEach(() => {
  asked = [];
  waits = [];
  codes = [];
  pages = [];
  nowMs = NOW_MS;
  abort = new AbortController();
});

/** A server whose device answers come one after the other; the last is repeated. */
function signIn(
  polls: readonly (ServerAnswer | ServerProblem)[],
  others: Partial<Record<string, ServerAnswer | ServerProblem>> = {},
) {
  const answers: Record<string, ServerAnswer | ServerProblem> = {
    "/healthz": ok({ status: "ok" }),
    "/api/auth/device/code": ok(device),
    "/api/me": ok(noa),
    "/api/auth/sign-out": ok({}),
    ...others,
  };
  let poll = 0;
  return signInByDevice(ADDRESS, abort.signal, {
    async ask(url, question = {}) {
      question.signal?.throwIfAborted();
      const path = url.slice(ADDRESS.length);
      asked.push({ path, question });
      const answer = path === "/api/auth/device/token" ? polls[Math.min(poll++, polls.length - 1)] : answers[path];
      if (typeof answer === "string") throw serverProblem(answer);
      return answer ?? { status: 404, body: undefined };
    },
    async sleep(delayMs, signal) {
      waits.push(delayMs);
      nowMs += delayMs;
      signal.throwIfAborted();
    },
    now: () => nowMs,
    onCode: (code) => codes.push(code),
    openPage: (url) => pages.push(url),
  });
}

const paths = () => asked.map(({ path }) => path);

test("asks for a code, shows it and its page, polls at the server's interval and learns who has approved", async () => {
  const signedIn = await signIn([pending, pending, ok({ access_token: TOKEN, token_type: "Bearer" })]);
  expect(signedIn).toEqual({
    identity: { kind: "server", id: `${ADDRESS} noa`, address: ADDRESS, email: noa.email, name: noa.name },
    token: TOKEN,
  });
  expect(codes[0]).toEqual({
    address: ADDRESS,
    userCode: "WXYZ2345",
    expiresAt: "2026-11-23T10:15:00.000Z",
    isServerAway: false,
  });
  expect(pages).toEqual([device.verification_uri_complete]);
  expect(waits).toEqual([5_000, 5_000, 5_000]);
  expect(paths()).toEqual([
    "/healthz",
    "/api/auth/device/code",
    ...Array<string>(3).fill("/api/auth/device/token"),
    "/api/me",
  ]);
  expect(asked[1]?.question.body).toEqual({ client_id: "decompte-desktop" });
  expect(asked[2]?.question.body).toEqual({
    grant_type: "urn:ietf:params:oauth:grant-type:device_code",
    device_code: "device-code",
    client_id: "decompte-desktop",
  });
  expect(asked.filter(({ question }) => question.token !== undefined).map(({ path }) => path)).toEqual(["/api/me"]);
});

test("slows down each time that it is told to, and for a limit", async () => {
  await signIn([refusal("slow_down"), "busy", pending, ok({ access_token: TOKEN })]);
  expect(waits).toEqual([5_000, 10_000, 15_000, 15_000]);
});

test("says that the server is away, keeps asking, and says that it is back", async () => {
  await signIn([pending, "no-answer", "troubled", pending, ok({ access_token: TOKEN })]);
  expect(codes.map(({ isServerAway }) => isServerAway)).toEqual([false, false, true, true, false, false]);
});

describe("ends without a token", () => {
  test.each([
    ["denied", refusal("access_denied")],
    ["expired", refusal("expired_token")],
    ["expired", refusal("invalid_grant")],
    ["not-decompte", refusal("invalid_client")],
    ["not-decompte", { status: 404, body: "<h1>no</h1>" }],
    ["not-decompte", ok({ access_token: "two words" })],
    ["certificate", "certificate"],
  ] as const)("as %s", async (problem, answer) => {
    const failing = signIn([pending, answer]);
    // A certificate that turns bad counts as a server out of reach until the code expires.
    const expected = problem === "certificate" ? "expired" : problem;
    await expect(failing).rejects.toMatchObject({ details: { problem: expected } });
  });

  test("once the code's time is over by this computer's clock", async () => {
    await expect(signIn([pending])).rejects.toMatchObject({ details: { problem: "expired" } });
    expect(waits).toHaveLength(180);
  });

  test.each([
    ["/healthz", { status: 200, body: "<h1>hello</h1>" }, "not-decompte"],
    ["/healthz", "unknown-host", "unknown-host"],
    ["/api/auth/device/code", { status: 404, body: undefined }, "not-decompte"],
    ["/api/auth/device/code", ok({ ...device, user_code: "<b>" }), "not-decompte"],
    ["/api/auth/device/code", ok({ ...device, interval: 0 }), "not-decompte"],
  ] as const)("where %s answers %j", async (path, answer, problem) => {
    await expect(signIn([pending], { [path]: answer })).rejects.toMatchObject({ details: { problem } });
    expect([pages, codes]).toEqual([[], []]);
  });
});

describe("a page of elsewhere is never opened", () => {
  const withPage = (verification_uri_complete: string) =>
    signIn([pending], { "/api/auth/device/code": ok({ ...device, verification_uri_complete }) });

  test("another https server's, whose address is told", async () => {
    await expect(withPage("https://decompte.example.com/device?user_code=W")).rejects.toMatchObject({
      details: { problem: "other-address", announced: "https://decompte.example.com" },
    });
    expect(pages).toEqual([]);
  });

  test.each([
    "file:///etc/passwd",
    "javascript:alert(1)",
    "http://spend.example.org/device",
    "smb://host/x",
    "https://",
  ])("%s", async (page) => {
    await expect(withPage(page)).rejects.toMatchObject({ details: { problem: "not-decompte" } });
    expect(pages).toEqual([]);
  });

  test("one that is told without its origin is the server's own", async () => {
    void withPage("/device?user_code=WXYZ2345").catch(() => undefined);
    await expect.poll(() => pages).toEqual([device.verification_uri_complete]);
    abort.abort(new Error("over"));
  });
});

describe("given up", () => {
  test("while waiting, it ends with that", async () => {
    const waiting = signIn([pending]);
    abort.abort(new Error("given up"));
    await expect(waiting).rejects.toThrow("given up");
  });

  test.each([
    ["a server that does not say whose the token is", { "/api/me": { status: 500, body: null } }],
    ["an answer about whose it is that is none", { "/api/me": ok({ userId: "" }) }],
  ] as const)("by %s, the token is not left behind at the server", async (_, others) => {
    await expect(signIn([ok({ access_token: TOKEN })], others)).rejects.toMatchObject({
      details: { problem: "not-decompte" },
    });
    expect(asked.at(-1)).toMatchObject({ path: "/api/auth/sign-out", question: { token: TOKEN } });
  });
});
