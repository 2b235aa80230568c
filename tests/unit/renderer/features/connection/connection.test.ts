import { describe, expect, test } from "vitest";
import { connectionOf, STALE_AFTER_MS, troubleOf } from "../../../../../renderer/features/connection/connection.ts";
import type { ImportStatus } from "../../../../../shared/api/backfill.ts";
import type { ErrorCode } from "../../../../../shared/errors.ts";
import { idleStatus } from "../../../../support/desktop-bridge/sample-figures.ts";

const NOW = Date.parse("2025-02-28T10:32:00Z");
const minutesAgo = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString();
const completed = (minutes: number): ImportStatus => ({ ...idleStatus, lastCompletedAt: minutesAgo(minutes) });
const failed = (code: ErrorCode): ImportStatus => ({
  ...completed(3),
  lastFailure: { code, at: minutesAgo(1) },
});

describe("the connection", () => {
  test.each([
    ["never refreshed", idleStatus, { kind: "never" }],
    ["refreshed lately", completed(3), { kind: "fresh", ageMs: 180_000 }],
    ["at the age limit", completed(15), { kind: "stale", ageMs: STALE_AFTER_MS }],
    ["refreshing", { ...completed(40), state: "running" }, { kind: "refreshing" }],
    ["without a network", failed("apify_unreachable"), { kind: "offline", sinceMs: NOW - 60_000 }],
    ["slowed down by Apify", failed("apify_rate_limited"), { kind: "limited" }],
    ["failed", failed("apify_bad_answer"), { kind: "failed", code: "apify_bad_answer" }],
    ["cancelled by the person", failed("cancelled"), { kind: "fresh", ageMs: 180_000 }],
    ["asked for while an import runs", failed("import_running"), { kind: "fresh", ageMs: 180_000 }],
  ] as const)("%s", (_, status, expected) => {
    expect(connectionOf(status, "kept", NOW)).toEqual(expected);
  });

  test.each([
    ["missing", "needs-token"],
    ["unavailable", "needs-token"],
    ["refused", "needs-token"],
    ["locked", "locked"],
    ["this-session", "offline"],
  ] as const)("with a token that is %s is %s, whatever failed before", (credential, kind) => {
    expect(connectionOf(failed("apify_unreachable"), credential, NOW).kind).toBe(kind);
  });

  test("is never of the future, even when a clock is wrong", () => {
    expect(connectionOf(completed(-5), "kept", NOW)).toEqual({ kind: "fresh", ageMs: 0 });
  });

  test("stays in trouble while a refresh tries again", () => {
    expect(troubleOf({ ...failed("apify_unreachable"), state: "running" }, NOW)?.kind).toBe("offline");
  });
});
