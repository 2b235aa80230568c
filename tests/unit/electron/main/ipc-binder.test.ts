import type { WebContents } from "electron";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { awaitPage, bindCalls, type CallHandlers, pushTo } from "../../../../electron/main/ipc-binder.ts";
import { ipcInputs } from "../../../../electron/main/ipc-inputs.ts";
import { AppError } from "../../../../shared/errors.ts";
import { channelOf, ipcContract, type CallName, type Result } from "../../../../shared/ipc/contract.ts";

type Listener = (event: { senderFrame: unknown }, input: unknown) => Promise<Result<unknown>>;

const channels = vi.hoisted(() => new Map<string, unknown>());
vi.mock("electron", () => ({
  protocol: {},
  ipcMain: {
    handle: (channel: string, listener: unknown) => channels.set(channel, listener),
    removeHandler: (channel: string) => channels.delete(channel),
  },
}));

const ownPage = { parent: null, origin: "app://bundle" };

const RUNS = { period: "all", filter: {}, q: null, sort: "cost", order: "asc", limit: 200, offset: 0 };

let handled: { name: string; input: unknown }[];
let failure: unknown;
let logged: unknown[];

beforeEach(() => {
  channels.clear();
  handled = [];
  failure = undefined;
  logged = [];
  const handlers = Object.fromEntries(
    callNames().map((name) => [
      name,
      (input: unknown) => {
        handled.push({ name, input });
        // oxlint-disable-next-line typescript/only-throw-error -- what a library throws is not always an error
        if (failure !== undefined) throw failure;
        return `answer of ${name}`;
      },
    ]),
  );
  bindCalls(ipcInputs, handlers as unknown as CallHandlers, (event, fields) => logged.push({ event, ...fields }));
});

const callNames = (): CallName[] =>
  Object.entries(ipcContract)
    .filter(([, { kind }]) => kind === "call")
    .map(([name]) => name as CallName);

function call(name: CallName, input?: unknown, senderFrame: unknown = ownPage): Promise<Result<unknown>> {
  const listener = channels.get(channelOf(name)) as Listener;
  return listener({ senderFrame }, input);
}

test("every call of the contract has an answer, and nothing else has", () => {
  expect([...channels.keys()].toSorted()).toEqual(callNames().map(channelOf).toSorted());
});

test("a call's value is its handler's", async () => {
  expect(await call("getSummary", { period: "day", filter: {} })).toEqual({ ok: true, value: "answer of getSummary" });
  expect(handled).toEqual([{ name: "getSummary", input: { period: "day", filter: {} } }]);
});

describe("who is not the page gets no answer", () => {
  test.each([
    ["a frame that is gone", null],
    ["a frame within the page", { parent: ownPage, origin: "app://bundle" }],
    ["a page of another site", { parent: null, origin: "https://apify.example" }],
    ["a page whose host begins alike", { parent: null, origin: "app://bundle.example" }],
    ["a page without an origin", { parent: null, origin: "null" }],
    ["a file", { parent: null, origin: "file://" }],
  ])("%s", async (_, senderFrame) => {
    for (const name of callNames())
      expect(await call(name, undefined, senderFrame)).toMatchObject({ ok: false, error: { code: "unauthorized" } });
    expect(handled).toEqual([]);
  });
});

describe("a wrong input reaches no handler", () => {
  test.each([
    ["getSession", {}],
    ["signOut", null],
    ["signInWithApify", undefined],
    ["signInWithApify", "apify_api_abc"],
    ["signInWithApify", { token: "" }],
    ["signInWithApify", { token: " " }],
    ["signInWithApify", { token: "a".repeat(100_001) }],
    ["signInWithApify", { token: "abc", baseUrl: "https://example.com" }],
    ["getSummary", { period: "year", filter: {} }],
    ["getSummary", { period: "day" }],
    ["getSummary", { period: { from: "2026-11-02", to: "2026-11-01" }, filter: {} }],
    ["getSummary", { period: { from: "2026-11-01", to: "2026-11-31" }, filter: {} }],
    ["getSummary", { period: { from: "2026-11-01T00:00:00Z", to: "2026-11-02T00:00:00Z" }, filter: {} }],
    ["getSpendingChart", { timeRange: "30", filter: {} }],
    ["getSpendingChart", { timeRange: "30d", filter: { userId: "someone" } }],
    ["getSpendingChart", { timeRange: "30d", filter: { status: undefined } }],
    ["getBreakdown", { by: "user", period: "day", filter: {} }],
    ["getBreakdown", { by: "actor", period: "day", filter: { origin: "" } }],
    ["getSpendingChart", []],
    ["setPreferences", { trayPeriod: "year" }],
    ["setPreferences", { trayPeriod: "cycle" }],
    ["setPreferences", { trayPeriod: undefined }],
    ["setPreferences", { trayShows: "everything" }],
    ["setPreferences", { theme: "sepia" }],
    ["setPreferences", { language: "de" }],
    ["setPreferences", { timeZone: "Europe/Atlantis" }],
    ["setPreferences", { isFast: true }],
    ["setPreferences", { refreshMinutes: 2 }],
    ["setPreferences", { refreshMinutes: "5" }],
    ["importHistory", undefined],
    ["importHistory", { days: 90 }],
    ["importHistory", { days: 0, isReset: false }],
    ["importHistory", { days: 366, isReset: false }],
    ["importHistory", { days: 1.5, isReset: false }],
    ["importHistory", { days: 90, isReset: 1 }],
    ["getConnection", {}],
    ["getRuns", undefined],
    ["getRuns", { ...RUNS, limit: 0 }],
    ["getRuns", { ...RUNS, limit: 201 }],
    ["getRuns", { ...RUNS, offset: -1 }],
    ["getRuns", { ...RUNS, offset: Number.NaN }],
    ["getRuns", { ...RUNS, q: " " }],
    ["getRuns", { ...RUNS, sort: "user_id" }],
    ["getRuns", { ...RUNS, tz: "Europe/Paris" }],
    ["getRun", { runId: "" }],
    ["getReconciliation", { date: "2026-11-22" }],
  ] as const)("%s with %j", async (name, input) => {
    const result = await call(name, input);
    expect(result).toMatchObject({ ok: false, error: { code: "invalid_request" } });
    expect(JSON.stringify(result)).not.toContain("apify_api_abc");
    expect(handled).toEqual([]);
    expect(logged).toEqual([]);
  });

  test.each([
    ["setPreferences", { refreshMinutes: 0 }],
    ["setPreferences", { summaryPeriod: "cycle" }],
    ["importHistory", { days: 365, isReset: true }],
    ["getSummary", { period: "cycle", filter: { scraperId: "a", source: "b", status: "c", origin: "d" } }],
    ["getBreakdown", { by: "status", period: { from: "2026-11-01", to: "2026-11-01" }, filter: {} }],
    ["getRuns", RUNS],
  ] as const)("but not %s with %j", async (name, input) => {
    await call(name, input);
    expect(handled).toEqual([{ name, input }]);
  });

  test("but a token may stand between blanks", async () => {
    await call("signInWithApify", { token: " apify_api_abc\n" });
    expect(handled).toEqual([{ name: "signInWithApify", input: { token: "apify_api_abc" } }]);
  });
});

describe("a failure", () => {
  test("that is ours keeps its code, its words and its details, and is not logged", async () => {
    failure = new AppError("apify_forbidden", "The token may not read this", { details: { endpoint: "/v2/users/me" } });
    expect(await call("getSession")).toEqual({
      ok: false,
      error: {
        code: "apify_forbidden",
        message: "The token may not read this",
        details: { endpoint: "/v2/users/me" },
      },
    });
    expect(logged).toEqual([]);
  });

  test.each([new Error("SQLITE_BUSY: /home/someone/ledger.db"), "a text", { token: "apify_api_abc" }])(
    "that is not is internal without a word of it, and is logged: %s",
    async (thrown) => {
      failure = thrown;
      expect(await call("getSession")).toEqual({
        ok: false,
        error: { code: "internal", message: "Unexpected failure" },
      });
      expect(logged).toEqual([{ event: "call failed", name: "getSession", cause: thrown }]);
    },
  );
});

test("a push goes to its channel, and nowhere once the page is gone", () => {
  const sent: unknown[] = [];
  let isDestroyed = false;
  const page = {
    isDestroyed: () => isDestroyed,
    send: (channel: string, payload: unknown) => sent.push([channel, payload]),
  } as unknown as WebContents;
  pushTo(page, "sessionChanged", { kind: "signed-out" });
  isDestroyed = true;
  pushTo(page, "figuresChanged", undefined);
  expect(sent).toEqual([["decompte:sessionChanged", { kind: "signed-out" }]]);
});

describe("the page's first word", () => {
  const say = (input: unknown, senderFrame: unknown = ownPage) => {
    const listener = channels.get(channelOf("pageOpened")) as (...values: unknown[]) => unknown;
    return listener({ senderFrame }, input);
  };

  test.each([
    [{ isScreenRemembered: true }, true],
    [{ isScreenRemembered: false }, false],
    [{ isScreenRemembered: 1 }, false],
    [undefined, false],
  ])("%j", async (input, isRemembered) => {
    const word = awaitPage(60_000);
    expect(say(input)).toEqual({ ok: true, value: undefined });
    expect(await word).toBe(isRemembered);
  });

  test("is heard of nobody else, and not waited for without end", async () => {
    const word = awaitPage(1);
    expect(() => say({ isScreenRemembered: true }, { parent: null, origin: "https://example.com" })).toThrow(AppError);
    expect(await word).toBeNull();
  });
});
