import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  backoffAfterFailure,
  LONGEST_DELAY_MS,
  NO_BACKOFF,
  nextRefreshAtMs,
  type RefreshConditions,
} from "../../../../electron/main/refresh-schedule.ts";
import { REFRESH_MINUTES } from "../../../../shared/ipc/preferences.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const NOW_MS = Date.parse("2026-11-22T10:00:00Z");

const iso = (ms: number) => new Date(ms).toISOString();
const quiet = { nextReadingAt: null, runsInProgress: 0, lastFailure: null };
const inProgress = { ...quiet, runsInProgress: 1 };
const readingIn = (ms: number) => ({ ...quiet, nextReadingAt: iso(NOW_MS + ms) });
const limitedFor = (ms: number) => ({
  ...quiet,
  lastFailure: { code: "apify_rate_limited" as const, at: iso(NOW_MS), retryAt: iso(NOW_MS + ms) },
});

const justRefreshed: RefreshConditions = {
  refreshMinutes: 5,
  status: quiet,
  isWindowVisible: true,
  lastEndedAtMs: NOW_MS,
  backoff: NO_BACKOFF,
  nowMs: NOW_MS,
};
/** How far ahead the next refresh is. */
const delayMs = (changes: Partial<RefreshConditions>) => {
  const atMs = nextRefreshAtMs({ ...justRefreshed, ...changes });
  return atMs === null ? null : atMs - (changes.nowMs ?? NOW_MS);
};

describe("the person's interval", () => {
  test.each([1, 5, 15, 60] as const)("of %i minutes counts from the last refresh", (refreshMinutes) => {
    expect(delayMs({ refreshMinutes })).toBe(refreshMinutes * MINUTE_MS);
    expect(delayMs({ refreshMinutes, lastEndedAtMs: NOW_MS - 20 * SECOND_MS })).toBe(
      refreshMinutes * MINUTE_MS - 20 * SECOND_MS,
    );
  });

  test("that has passed meanwhile is over at once", () => {
    expect(delayMs({ lastEndedAtMs: NOW_MS - 9 * HOUR_MS })).toBe(0);
  });

  test("by hand plans nothing: no first refresh, no reading, no second try", () => {
    const byHand = { refreshMinutes: 0 } as const;
    expect(delayMs(byHand)).toBeNull();
    expect(delayMs({ ...byHand, lastEndedAtMs: null })).toBeNull();
    expect(delayMs({ ...byHand, status: readingIn(-MINUTE_MS) })).toBeNull();
    expect(delayMs({ ...byHand, status: inProgress })).toBeNull();
    expect(delayMs({ ...byHand, backoff: { failuresInARow: 1, notBeforeMs: NOW_MS } })).toBeNull();
  });

  test("does not hold up the first refresh", () => {
    expect(delayMs({ lastEndedAtMs: null, status: null })).toBe(0);
  });
});

describe("a reading that is due", () => {
  test.each([
    ["before the interval is over is waited for", 2 * MINUTE_MS, 2 * MINUTE_MS],
    ["now comes 15 seconds later", 0, 15 * SECOND_MS],
    ["since long comes no sooner", -HOUR_MS, 15 * SECOND_MS],
    ["after the interval does not put it off", 20 * MINUTE_MS, 5 * MINUTE_MS],
  ])("%s", (_, dueInMs, expected) => {
    expect(delayMs({ status: readingIn(dueInMs) })).toBe(expected);
  });

  test("counts behind a hidden window too", () => {
    expect(delayMs({ status: readingIn(7 * MINUTE_MS), isWindowVisible: false })).toBe(7 * MINUTE_MS);
  });
});

describe("runs in progress", () => {
  test("are followed every minute while somebody looks, by the interval otherwise", () => {
    expect(delayMs({ status: inProgress, refreshMinutes: 15 })).toBe(MINUTE_MS);
    expect(delayMs({ status: inProgress, refreshMinutes: 1 })).toBe(MINUTE_MS);
    expect(delayMs({ status: inProgress, refreshMinutes: 15, isWindowVisible: false })).toBe(15 * MINUTE_MS);
  });
});

test.each([
  [1, 3],
  [5, 15],
  [15, 45],
  [60, 60],
] as const)("a hidden window with nothing moving makes %i minutes to %i", (refreshMinutes, minutes) => {
  expect(delayMs({ refreshMinutes, isWindowVisible: false })).toBe(minutes * MINUTE_MS);
});

describe("a backoff", () => {
  test("stands in the interval's place, shorter or longer than it", () => {
    for (const waitMs of [30 * SECOND_MS, 20 * MINUTE_MS]) {
      const backoff = { failuresInARow: 3, notBeforeMs: NOW_MS + waitMs };
      expect(delayMs({ backoff })).toBe(waitMs);
      expect(delayMs({ backoff, lastEndedAtMs: null })).toBe(waitMs);
      expect(delayMs({ backoff, status: readingIn(0) })).toBe(waitMs);
    }
  });

  test("that is over lets the next try begin at once", () => {
    expect(delayMs({ backoff: { failuresInARow: 3, notBeforeMs: NOW_MS - 1 } })).toBe(0);
  });

  test("of another clock than today's is passed over", () => {
    const backoff = { failuresInARow: 3, notBeforeMs: NOW_MS + HOUR_MS + 1 };
    expect(delayMs({ backoff, lastEndedAtMs: null })).toBe(0);
  });

  test("doubles from half a minute, spread by half again, up to an hour", () => {
    const wait = (failuresInARow: number, random: number) =>
      (backoffAfterFailure({ failuresInARow, retryAt: null, nowMs: NOW_MS, random }).notBeforeMs ?? 0) - NOW_MS;
    expect([1, 2, 3, 4, 5, 6, 7, 8, 2_000].map((failures) => wait(failures, 0) / SECOND_MS)).toEqual([
      30, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600,
    ]);
    expect(wait(1, 1)).toBe(45 * SECOND_MS);
    expect(wait(7, 1)).toBe(48 * MINUTE_MS);
    expect(wait(8, 1)).toBe(HOUR_MS);
  });

  test("waits for the instant that Apify named, and never for longer than an hour", () => {
    const notBefore = (retryInMs: number) =>
      backoffAfterFailure({ failuresInARow: 1, retryAt: iso(NOW_MS + retryInMs), nowMs: NOW_MS, random: 0 });
    expect(notBefore(8 * MINUTE_MS).notBeforeMs).toBe(NOW_MS + 8 * MINUTE_MS);
    expect(notBefore(SECOND_MS).notBeforeMs).toBe(NOW_MS + 30 * SECOND_MS);
    expect(notBefore(3 * HOUR_MS).notBeforeMs).toBe(NOW_MS + HOUR_MS);
  });
});

test("the instant that Apify named holds up every refresh by itself", () => {
  expect(delayMs({ status: limitedFor(8 * MINUTE_MS), lastEndedAtMs: null })).toBe(8 * MINUTE_MS);
  expect(delayMs({ status: limitedFor(8 * MINUTE_MS) })).toBe(8 * MINUTE_MS);
  expect(delayMs({ status: limitedFor(-MINUTE_MS), lastEndedAtMs: null })).toBe(0);
});

describe("a clock that was set", () => {
  test.each([-40 * DAY_MS, 40 * DAY_MS])("by %i ms keeps no refresh off for more than an hour", (jumpMs) => {
    const nowMs = NOW_MS + jumpMs;
    expect(delayMs({ nowMs })).toBeLessThanOrEqual(5 * MINUTE_MS);
    expect(delayMs({ nowMs, backoff: { failuresInARow: 9, notBeforeMs: NOW_MS + HOUR_MS } })).toBe(0);
    expect(delayMs({ nowMs, status: limitedFor(MINUTE_MS), lastEndedAtMs: null })).toBe(0);
  });
});

test("whatever comes together, the next refresh is from now to an hour ahead", () => {
  const instant = fc.integer({ min: NOW_MS - 60 * DAY_MS, max: NOW_MS + 60 * DAY_MS });
  const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });
  const conditions = fc.record({
    refreshMinutes: fc.constantFrom(...REFRESH_MINUTES.filter((minutes) => minutes !== 0)),
    isWindowVisible: fc.boolean(),
    lastEndedAtMs: orNull(instant),
    nowMs: fc.constant(NOW_MS),
    backoff: fc.record({ failuresInARow: fc.nat(50), notBeforeMs: orNull(instant) }),
    status: orNull(
      fc.record({
        nextReadingAt: orNull(instant.map(iso)),
        runsInProgress: fc.nat(3),
        lastFailure: orNull(
          fc.record({
            code: fc.constant("apify_rate_limited" as const),
            at: instant.map(iso),
            retryAt: orNull(instant.map(iso)),
          }),
        ),
      }),
    ),
  });
  fc.assert(
    fc.property(conditions, (each) => {
      const aheadMs = (nextRefreshAtMs(each) ?? Number.NaN) - NOW_MS;
      expect(aheadMs).toBeGreaterThanOrEqual(0);
      expect(aheadMs).toBeLessThanOrEqual(LONGEST_DELAY_MS);
    }),
  );
});
