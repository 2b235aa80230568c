import { describe, expect, test } from "vitest";
import {
  heldUntilMs,
  isDue,
  planAfter,
  type EndedRefresh,
} from "../../../../../server/services/import/plan-refresh.ts";

const NOW = Date.parse("2026-11-22T10:00:00Z");
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const iso = (ms: number) => new Date(ms).toISOString();
const plan = (ended: Partial<EndedRefresh>) =>
  planAfter({
    failed: null,
    failuresBefore: 0,
    status: null,
    intervalMs: 5 * MINUTE_MS,
    nowMs: NOW,
    random: 0.5,
    ...ended,
  });
const failure = (retryAt: string | null) => ({
  nextReadingAt: null,
  lastFailure: { code: "apify_rate_limited" as const, at: iso(NOW), retryAt },
});

describe("after a refresh that succeeded, the next one", () => {
  test("comes after the interval, a tenth sooner or later", () => {
    expect(plan({})).toEqual({ failures: 0, nextAtMs: NOW + 5 * MINUTE_MS });
    expect(plan({ random: 0 }).nextAtMs).toBe(NOW + 4.5 * MINUTE_MS);
    expect(plan({ random: 1 }).nextAtMs).toBe(NOW + 5.5 * MINUTE_MS);
  });

  test.each([
    [MINUTE_MS, MINUTE_MS],
    [0, 15_000],
    [-HOUR_MS, 15_000],
    [HOUR_MS, 5 * MINUTE_MS],
  ])("comes when a reading is due in %d ms, if that is sooner: in %d ms", (dueInMs, nextInMs) => {
    const status = { nextReadingAt: iso(NOW + dueInMs), lastFailure: null };
    expect(plan({ status, failuresBefore: 3 })).toEqual({ failures: 0, nextAtMs: NOW + nextInMs });
  });
});

describe("after a refresh that failed, the next one", () => {
  test("comes ever later, at last every two hours", () => {
    const waits = Array.from({ length: 8 }, (_, failuresBefore) =>
      plan({ failed: "apify_unreachable", failuresBefore }),
    );
    expect(waits.map(({ failures }) => failures)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(waits.map(({ nextAtMs }) => (nextAtMs - NOW) / MINUTE_MS)).toEqual([5, 10, 20, 40, 80, 120, 120, 120]);
  });

  test("never comes sooner than the interval, however long that is", () => {
    const { nextAtMs } = plan({ failed: "internal", failuresBefore: 9, intervalMs: 24 * HOUR_MS });
    expect(nextAtMs).toBe(NOW + 24 * HOUR_MS);
  });

  test("waits for as long as Apify asked", () => {
    const status = failure(iso(NOW + 3 * HOUR_MS));
    expect(plan({ failed: "apify_rate_limited", status }).nextAtMs).toBe(NOW + 3 * HOUR_MS);
    expect(plan({ failed: "apify_rate_limited", status: failure(null) }).nextAtMs).toBe(NOW + 5 * MINUTE_MS);
  });

  test.each(["import_running", "cancelled"] as const)("is no later for %s: somebody acts for the user", (failed) => {
    expect(plan({ failed, failuresBefore: 2 })).toEqual({ failures: 2, nextAtMs: NOW + 5 * MINUTE_MS });
  });
});

test("an instant to wait for that another clock told does not hold", () => {
  expect(heldUntilMs(failure(iso(NOW + HOUR_MS)), NOW)).toBe(NOW + HOUR_MS);
  expect(heldUntilMs(failure(iso(NOW - 1)), NOW)).toBeNull();
  expect(heldUntilMs(failure(iso(NOW + 48 * HOUR_MS)), NOW)).toBeNull();
  expect(heldUntilMs(null, NOW)).toBeNull();
});

test("a plan of a clock that was set back since is due", () => {
  expect(isDue({ failures: 0, nextAtMs: NOW }, NOW)).toBe(true);
  expect(isDue({ failures: 0, nextAtMs: NOW + 1 }, NOW)).toBe(false);
  expect(isDue({ failures: 0, nextAtMs: NOW + 48 * HOUR_MS }, NOW)).toBe(true);
});
