import type { ImportStatus } from "../../shared/api/backfill.ts";
import { assertNever, type ErrorCode } from "../../shared/errors.ts";
import type { Connection, ConnectionStatus, CredentialState } from "../../shared/ipc/contract.ts";

export interface ConnectionFacts {
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

/** How the connection to Apify stands, in one word. */
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
  switch (code) {
    // What was cancelled, or is done already, did not fail.
    case "cancelled":
    case "import_running":
      return { kind: "fine" };
    case "apify_unreachable":
    case "server_unreachable":
      return { kind: "offline", since };
    case "apify_token_refused":
      return { kind: "token-refused" };
    case "apify_forbidden":
      return { kind: "not-allowed" };
    case "apify_rate_limited":
      return rateLimited(since, retryAt, facts);
    case "apify_not_connected":
    case "apify_bad_answer":
    case "invalid_request":
    case "unauthorized":
    case "not_found":
    case "payload_too_large":
    case "keychain_unavailable":
    case "ledger_newer":
    case "ledger_unavailable":
    case "ledger_damaged":
    case "forbidden":
    case "rate_limited":
    case "internal":
      return { kind: "failing", code, since };
    default:
      return assertNever(code);
  }
}

/** Apify seldom says how long to wait; without that, it is until the next refresh. */
function rateLimited(since: string, retryAt: string | null, { nextRefreshAtMs, nowMs }: ConnectionFacts): Connection {
  const isAhead = retryAt !== null && Date.parse(retryAt) > nowMs;
  const until = isAhead ? retryAt : nextRefreshAtMs === null ? null : isoOf(nextRefreshAtMs);
  return until === null ? { kind: "failing", code: "apify_rate_limited", since } : { kind: "rate-limited", until };
}

const isoOf = (ms: number): string => new Date(ms).toISOString();

/** What the window and the tray are told of it. */
export function connectionStatusOf(
  facts: Omit<ConnectionFacts, "status"> & { readonly status: ImportStatus | null },
): ConnectionStatus {
  const { status, nextRefreshAtMs } = facts;
  return {
    connection: connectionOf(facts),
    lastCompletedAt: status?.lastCompletedAt ?? null,
    nextRefreshAt: nextRefreshAtMs === null ? null : isoOf(nextRefreshAtMs),
  };
}
