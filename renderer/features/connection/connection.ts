import type { ImportStatus } from "../../../shared/api/backfill.ts";
import type { ErrorCode } from "../../../shared/errors.ts";
import type { CredentialState } from "../../../shared/ipc/contract.ts";

/** Three refreshes missed: the figures have aged. */
export const STALE_AFTER_MS = 15 * 60_000;

/** What keeps the figures from being fresh. */
export type Trouble =
  | { readonly kind: "offline"; readonly sinceMs: number }
  | { readonly kind: "limited" }
  | { readonly kind: "failed"; readonly code: ErrorCode }
  | { readonly kind: "stale"; readonly ageMs: number };

export type Connection =
  | Trouble
  | { readonly kind: "needs-token" }
  | { readonly kind: "locked" }
  | { readonly kind: "refreshing" }
  | { readonly kind: "never" }
  | { readonly kind: "fresh"; readonly ageMs: number };

export function connectionOf(status: ImportStatus, credential: CredentialState, nowMs: number): Connection {
  if (credential === "locked") return { kind: "locked" };
  if (needsToken(credential)) return { kind: "needs-token" };
  if (status.state === "running") return { kind: "refreshing" };
  const trouble = troubleOf(status, nowMs);
  if (trouble) return trouble;
  const ageMs = ageOf(status, nowMs);
  return ageMs === null ? { kind: "never" } : { kind: "fresh", ageMs };
}

export function troubleOf(status: ImportStatus, nowMs: number): Trouble | null {
  const failure = status.lastFailure;
  // What the person cancelled is no trouble; an import that runs already is the answer itself.
  if (failure && failure.code !== "cancelled" && failure.code !== "import_running") {
    if (failure.code === "apify_unreachable") return { kind: "offline", sinceMs: Date.parse(failure.at) };
    if (failure.code === "apify_rate_limited") return { kind: "limited" };
    return { kind: "failed", code: failure.code };
  }
  const ageMs = ageOf(status, nowMs);
  return ageMs !== null && ageMs >= STALE_AFTER_MS ? { kind: "stale", ageMs } : null;
}

/** Whether refreshing waits for the person to give the token again. */
export function needsToken(credential: CredentialState): boolean {
  return credential === "missing" || credential === "unavailable" || credential === "refused";
}

function ageOf(status: ImportStatus, nowMs: number): number | null {
  return status.lastCompletedAt === null ? null : Math.max(0, nowMs - Date.parse(status.lastCompletedAt));
}
