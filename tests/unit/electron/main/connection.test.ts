import { describe, expect, test } from "vitest";
import {
  connectionOf,
  connectionStatusOf,
  isUsable,
  type ConnectionFacts,
} from "../../../../electron/main/connection.ts";
import { ERROR_CODES, type ErrorCode } from "../../../../shared/errors.ts";
import type { CredentialState } from "../../../../shared/ipc/session.ts";
import { idleStatus } from "../../../support/desktop-bridge/sample-figures.ts";

const NOW_MS = Date.parse("2026-11-22T10:00:00Z");
const SINCE = "2026-11-22T09:32:00.000Z";
const LATER = "2026-11-22T10:08:00.000Z";

const calm: ConnectionFacts = {
  origin: "apify",
  credential: "kept",
  status: { lastFailure: null },
  untold: null,
  isRefreshing: false,
  nextRefreshAtMs: null,
  nowMs: NOW_MS,
};
const failed = (code: ErrorCode, retryAt: string | null = null): ConnectionFacts => ({
  ...calm,
  status: { lastFailure: { code, at: SINCE, retryAt } },
});

test.each(["kept", "this-session"] as const)("with a token that is %s and no failure, it is fine", (credential) => {
  expect(connectionOf({ ...calm, credential })).toEqual({ kind: "fine" });
  expect(connectionOf({ ...calm, credential, status: null })).toEqual({ kind: "fine" });
  expect(isUsable(credential)).toBe(true);
});

describe("without a token that can be used, nothing else counts", () => {
  const busy = { ...failed("apify_unreachable"), isRefreshing: true };

  test.each(["missing", "locked", "unavailable"] as const)("%s", (credential) => {
    expect(connectionOf({ ...busy, credential })).toEqual({ kind: "no-token", credential });
    expect(isUsable(credential)).toBe(false);
  });

  test("refused", () => {
    expect(connectionOf({ ...busy, credential: "refused" })).toEqual({ kind: "token-refused" });
    expect(isUsable("refused")).toBe(false);
  });
});

test("while a refresh runs, the last failure waits for its end", () => {
  expect(connectionOf({ ...failed("apify_unreachable"), isRefreshing: true })).toEqual({ kind: "refreshing" });
});

describe("after a failure", () => {
  test("each code has its state, with the time of the first such failure", () => {
    const kinds = Object.fromEntries(ERROR_CODES.map((code) => [code, connectionOf(failed(code))]));
    expect(kinds).toEqual({
      cancelled: { kind: "fine" },
      import_running: { kind: "fine" },
      apify_unreachable: { kind: "offline", since: SINCE },
      server_unreachable: { kind: "server-offline", since: SINCE },
      apify_token_refused: { kind: "token-refused" },
      apify_forbidden: { kind: "not-allowed" },
      ...Object.fromEntries(
        (
          [
            "apify_rate_limited",
            "apify_not_connected",
            "apify_bad_answer",
            "invalid_request",
            "unauthorized",
            "forbidden",
            "rate_limited",
            "not_found",
            "payload_too_large",
            "keychain_unavailable",
            "ledger_newer",
            "ledger_unfit",
            "ledger_unavailable",
            "ledger_damaged",
            "server_bad_answer",
            "internal",
          ] as const
        ).map((code) => [code, { kind: "failing", code, since: SINCE }]),
      ),
    });
  });

  test("a rate limit lasts to the instant that Apify named", () => {
    expect(connectionOf(failed("apify_rate_limited", LATER))).toEqual({ kind: "rate-limited", until: LATER });
  });

  test.each([null, SINCE])("a rate limit that names no instant ahead (%s) lasts to the next refresh", (retryAt) => {
    const facts = { ...failed("apify_rate_limited", retryAt), nextRefreshAtMs: Date.parse(LATER) };
    expect(connectionOf(facts)).toEqual({ kind: "rate-limited", until: LATER });
  });

  test("one that the ledger could not tell counts as well, and first", () => {
    const untold = { code: "ledger_unavailable" as const, atMs: NOW_MS };
    const failing = { kind: "failing", code: "ledger_unavailable", since: "2026-11-22T10:00:00.000Z" };
    expect(connectionOf({ ...calm, status: null, untold })).toEqual(failing);
    expect(connectionOf({ ...failed("apify_unreachable"), untold })).toEqual(failing);
  });
});

describe("of a team server", () => {
  const atServer = (code: ErrorCode): ConnectionFacts => ({ ...failed(code), origin: "server" });

  test("its own failures are told from those between it and Apify", () => {
    const codes = [
      "server_unreachable",
      "ledger_unavailable",
      "unauthorized",
      "apify_unreachable",
      "apify_token_refused",
      "apify_forbidden",
      "apify_not_connected",
      "server_bad_answer",
      "internal",
    ] as const;
    expect(Object.fromEntries(codes.map((code) => [code, connectionOf(atServer(code))]))).toEqual({
      server_unreachable: { kind: "server-offline", since: SINCE },
      ledger_unavailable: { kind: "server-offline", since: SINCE },
      unauthorized: { kind: "token-refused" },
      apify_unreachable: { kind: "offline", since: SINCE },
      apify_token_refused: { kind: "server-apify-refused" },
      apify_forbidden: { kind: "not-allowed" },
      apify_not_connected: { kind: "fine" },
      server_bad_answer: { kind: "failing", code: "server_bad_answer", since: SINCE },
      internal: { kind: "failing", code: "internal", since: SINCE },
    });
  });

  test("a limit lasts to the next refresh", () => {
    const facts = { ...atServer("rate_limited"), nextRefreshAtMs: Date.parse(LATER) };
    expect(connectionOf(facts)).toEqual({ kind: "server-limited", until: LATER });
  });
});

test("what is told of it holds the last success and the next refresh", () => {
  const facts = { ...calm, status: idleStatus, credential: "kept" as CredentialState };
  expect(connectionStatusOf({ ...facts, knownAt: SINCE, nextRefreshAtMs: Date.parse(LATER) })).toEqual({
    connection: { kind: "fine" },
    lastCompletedAt: SINCE,
    nextRefreshAt: LATER,
  });
  expect(connectionStatusOf({ ...facts, knownAt: null })).toEqual({
    connection: { kind: "fine" },
    lastCompletedAt: null,
    nextRefreshAt: null,
  });
});
