import type { ImportStatus } from "../../shared/api/backfill.ts";
import { assertNever, type ErrorCode } from "../../shared/errors.ts";
import type { Connection, ConnectionStatus } from "../../shared/ipc/connection.ts";
import type { CredentialState } from "../../shared/ipc/session.ts";
import type { Account } from "./account-store.ts";

export interface ConnectionFacts {
  /** Where the figures come from: straight from Apify, or from a team server. */
  readonly origin: Account["kind"];
  readonly credential: CredentialState;
  /** The last known; null before the first was read. */
  readonly status: Pick<ImportStatus, "lastFailure"> | null;
  /** A failure that kept the ledger from telling it, since when. */
  readonly untold: { readonly code: ErrorCode; readonly atMs: number } | null;
  readonly isRefreshing: boolean;
  readonly nextRefreshAtMs: number | null;
  readonly nowMs: number;
}

/** Whether the account's token can be used: the one place that decides it. */
export function isUsable(credential: CredentialState): credential is "kept" | "this-session" {
  return credential === "kept" || credential === "this-session";
}

/** How the connection stands, in one word. */
export function connectionOf(facts: ConnectionFacts): Connection {
  const { credential, status, untold } = facts;
  if (credential === "refused") return { kind: "token-refused" };
  if (!isUsable(credential)) return { kind: "no-token", credential };
  if (facts.isRefreshing) return { kind: "refreshing" };
  const failure = status?.lastFailure ?? null;
  if (untold !== null) return connectionAfter(untold.code, isoOf(untold.atMs), null, facts);
  return failure === null ? { kind: "fine" } : connectionAfter(failure.code, failure.at, failure.retryAt, facts);
}

function connectionAfter(code: ErrorCode, since: string, retryAt: string | null, facts: ConnectionFacts): Connection {
  const isRemote = facts.origin === "server";
  const failing: Connection = { kind: "failing", code, since };
  switch (code) {
    // What was cancelled, or is done already, did not fail.
    case "cancelled":
    case "import_running":
      return { kind: "fine" };
    case "apify_unreachable":
      return { kind: "offline", since };
    case "server_unreachable":
      return { kind: "server-offline", since };
    case "apify_token_refused":
      return { kind: isRemote ? "server-apify-refused" : "token-refused" };
    case "apify_forbidden":
      return { kind: "not-allowed" };
    case "apify_rate_limited":
    case "rate_limited":
      return limited(code, since, retryAt, facts);
    case "unauthorized":
      return isRemote ? { kind: "token-refused" } : failing;
    case "ledger_unavailable":
      return isRemote ? { kind: "server-offline", since } : failing;
    // A server may well have no connection to Apify: others record the runs.
    case "apify_not_connected":
      return isRemote ? { kind: "fine" } : failing;
    case "apify_bad_answer":
    case "server_bad_answer":
    case "invalid_request":
    case "not_found":
    case "payload_too_large":
    case "keychain_unavailable":
    case "ledger_newer":
    case "ledger_unfit":
    case "ledger_damaged":
    case "forbidden":
    case "internal":
      return failing;
    default:
      return assertNever(code);
  }
}

/** Apify seldom says how long to wait; without that, it is until the next refresh. */
function limited(
  code: "apify_rate_limited" | "rate_limited",
  since: string,
  retryAt: string | null,
  { nextRefreshAtMs, nowMs }: ConnectionFacts,
): Connection {
  const isAhead = retryAt !== null && Date.parse(retryAt) > nowMs;
  const until = isAhead ? retryAt : nextRefreshAtMs === null ? null : isoOf(nextRefreshAtMs);
  if (until === null) return { kind: "failing", code, since };
  return { kind: code === "rate_limited" ? "server-limited" : "rate-limited", until };
}

const isoOf = (ms: number): string => new Date(ms).toISOString();

/** What the window and the tray are told of it. */
export function connectionStatusOf(facts: ConnectionFacts & { readonly knownAt: string | null }): ConnectionStatus {
  const { knownAt, nextRefreshAtMs } = facts;
  return {
    connection: connectionOf(facts),
    lastCompletedAt: knownAt,
    nextRefreshAt: nextRefreshAtMs === null ? null : isoOf(nextRefreshAtMs),
  };
}
