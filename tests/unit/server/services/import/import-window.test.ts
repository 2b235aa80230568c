import { describe, expect, test } from "vitest";
import type { History, ImportRecord } from "../../../../../server/ledger/ledger.ts";
import { backfillWindow, refreshWindow, windowNowMs } from "../../../../../server/services/import/import-window.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const NOW = Date.parse("2026-11-22T10:00:00Z");

const record = (facts: Partial<ImportRecord>): ImportRecord => ({
  id: 1,
  ...backfillWindow(90, NOW),
  cursorMs: NOW,
  isReset: false,
  state: "completed",
  errorCode: null,
  runsRecorded: 0,
  runsNew: 0,
  runsChanged: 0,
  runsRemoved: 0,
  retryAtMs: null,
  startedAtMs: NOW,
  endedAtMs: NOW,
  ...facts,
});

interface LedgerFacts {
  /** Until when the history is complete; never when left out. */
  readonly completeToMs?: number;
  readonly newestRunMs?: number;
  /** When so much of the past was last listed; at that instant when left out. */
  readonly sweptDayMs?: number | null;
  readonly sweptMonthMs?: number | null;
  readonly cancelled?: ImportRecord;
}

function ledgerWith({ completeToMs, newestRunMs, sweptDayMs = NOW, sweptMonthMs = NOW, cancelled }: LedgerFacts) {
  const history: History = {
    complete: completeToMs === undefined ? null : { fromMs: completeToMs - 60 * DAY_MS, toMs: completeToMs },
    retentionDays: null,
    retentionReadAtMs: null,
  };
  return {
    history: async () => history,
    newestRunMs: async () => newestRunMs ?? null,
    latestImport: async (_userId: string, state?: ImportRecord["state"]) =>
      state === "cancelled" ? (cancelled ?? null) : null,
    latestWindowEndMs: async (_userId: string, lengthMs: number) => {
      const sweptMs = lengthMs - (backfillWindow(0, NOW).toMs - NOW) > DAY_MS ? sweptMonthMs : sweptDayMs;
      return sweptMs === null ? null : backfillWindow(0, sweptMs).toMs;
    },
  };
}

/** How far back a refresh goes. */
const reachOf = async (facts: LedgerFacts): Promise<number> =>
  NOW - (await refreshWindow(ledgerWith(facts), "user", NOW)).fromMs;

describe("a backfill", () => {
  test("goes the days back that were asked for, and so far ahead that no clock keeps a new run out", () => {
    expect(backfillWindow(7, NOW)).toEqual({ fromMs: NOW - 7 * DAY_MS, toMs: NOW + 400 * DAY_MS });
  });

  test("tells by its window when it began", () => {
    expect(windowNowMs(backfillWindow(7, NOW))).toBe(NOW);
  });
});

describe("a refresh", () => {
  test("of an empty ledger reads the whole of the default window", async () => {
    expect(await reachOf({})).toBe(90 * DAY_MS);
  });

  test("ends as far ahead as any other import", async () => {
    const { toMs } = await refreshWindow(ledgerWith({ completeToMs: NOW - HOUR_MS }), "user", NOW);
    expect(toMs).toBe(NOW + 400 * DAY_MS);
  });

  test("goes on from where the ledger is complete, with an hour of overlap", async () => {
    expect(await reachOf({ completeToMs: NOW - 5 * MINUTE_MS })).toBe(HOUR_MS + 5 * MINUTE_MS);
    expect(await reachOf({ completeToMs: NOW - 9 * DAY_MS })).toBe(9 * DAY_MS + HOUR_MS);
  });

  test("goes on from the newest run where that is older: its start is by Apify's clock", async () => {
    const facts = { completeToMs: NOW - 5 * MINUTE_MS };
    expect(await reachOf({ ...facts, newestRunMs: NOW - 4 * HOUR_MS })).toBe(5 * HOUR_MS);
    expect(await reachOf({ ...facts, newestRunMs: NOW - MINUTE_MS })).toBe(HOUR_MS + 5 * MINUTE_MS);
  });

  test("goes on from the newest run where a clock that was ahead ended the last import in the future", async () => {
    expect(await reachOf({ completeToMs: NOW + 9 * DAY_MS, newestRunMs: NOW - 2 * HOUR_MS })).toBe(3 * HOUR_MS);
  });

  test("never goes back further than the default window", async () => {
    expect(await reachOf({ completeToMs: NOW - 200 * DAY_MS })).toBe(90 * DAY_MS);
  });

  const fresh = { completeToMs: NOW - 5 * MINUTE_MS };

  test.each([
    ["an hour ago", NOW - HOUR_MS, DAY_MS],
    ["never", null, DAY_MS],
    ["by a clock that was ahead", NOW + 1, DAY_MS],
    ["less than an hour ago", NOW - HOUR_MS + 1, HOUR_MS + 5 * MINUTE_MS],
  ])("lists the last day again where that was done %s", async (_, sweptDayMs, reachMs) => {
    expect(await reachOf({ ...fresh, sweptDayMs })).toBe(reachMs);
  });

  test.each([
    ["a day ago", NOW - DAY_MS, 31 * DAY_MS],
    ["never", null, 31 * DAY_MS],
    ["by a clock that was ahead", NOW + 1, 31 * DAY_MS],
    ["less than a day ago", NOW - DAY_MS + 1, HOUR_MS + 5 * MINUTE_MS],
  ])("lists the last 31 days again where that was done %s", async (_, sweptMonthMs, reachMs) => {
    expect(await reachOf({ ...fresh, sweptMonthMs })).toBe(reachMs);
  });

  test("goes back further than a sweep where the ledger ends before it", async () => {
    const facts = { sweptDayMs: null, sweptMonthMs: null };
    expect(await reachOf({ ...facts, completeToMs: NOW - 40 * DAY_MS })).toBe(40 * DAY_MS + HOUR_MS);
  });

  test("leaves alone the rest of a first import that a person cancelled", async () => {
    const cancelled = record({ state: "cancelled", cursorMs: NOW - 10 * DAY_MS });
    expect(await reachOf({ cancelled })).toBe(10 * DAY_MS + HOUR_MS);
  });

  test("of an import that was cancelled before its first page reads what is new", async () => {
    const cancelled = record({ state: "cancelled", cursorMs: NOW + 400 * DAY_MS });
    expect(await reachOf({ cancelled })).toBe(HOUR_MS);
  });

  test("is not held up by a later import that a person cancelled", async () => {
    const cancelled = record({ id: 2, state: "cancelled", cursorMs: NOW - HOUR_MS, startedAtMs: NOW - HOUR_MS });
    expect(await reachOf({ completeToMs: NOW - 3 * DAY_MS, cancelled })).toBe(3 * DAY_MS + HOUR_MS);
  });
});
