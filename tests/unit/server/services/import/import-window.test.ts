import { describe, expect, test } from "vitest";
import type { ImportRecord } from "../../../../../server/ledger/ledger.ts";
import { backfillWindow, refreshWindow } from "../../../../../server/services/import/import-window.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOW = Date.parse("2026-11-22T10:00:00Z");

const record = (facts: Partial<ImportRecord>): ImportRecord => ({
  id: 1,
  fromMs: NOW - 90 * DAY_MS,
  toMs: NOW + DAY_MS,
  cursorMs: NOW,
  isReset: false,
  state: "completed",
  errorCode: null,
  runsRecorded: 0,
  runsRemoved: 0,
  startedAtMs: NOW,
  endedAtMs: NOW,
  ...facts,
});

function ledgerWith(facts: { imports?: readonly ImportRecord[]; oldestUnsettledMs?: number }) {
  return {
    latestImport: async (_userId: string, state?: ImportRecord["state"]) =>
      facts.imports?.findLast((one) => state === undefined || one.state === state) ?? null,
    oldestUnsettledMs: async () => facts.oldestUnsettledMs ?? null,
  };
}

const daysBack = async (facts: Parameters<typeof ledgerWith>[0]): Promise<number> =>
  (NOW - (await refreshWindow(ledgerWith(facts), "user", NOW)).fromMs) / DAY_MS;

test("a backfill goes the days back that were asked for, and a day ahead for a clock that is late", () => {
  expect(backfillWindow(7, NOW)).toEqual({ fromMs: NOW - 7 * DAY_MS, toMs: NOW + DAY_MS });
});

describe("a refresh", () => {
  test("of an empty ledger reads the whole of the default window", async () => {
    expect(await daysBack({})).toBe(90);
  });

  test("goes on from the last import's start, less a day", async () => {
    expect(await daysBack({ imports: [record({ startedAtMs: NOW - 2 * HOUR_MS })] })).toBeCloseTo(1 + 2 / 24);
  });

  test("goes back to the oldest run that was still moving", async () => {
    expect(await daysBack({ imports: [record({})], oldestUnsettledMs: NOW - 5 * DAY_MS })).toBe(5);
  });

  test("never goes back further than the default window", async () => {
    expect(await daysBack({ imports: [record({ startedAtMs: NOW - 200 * DAY_MS })] })).toBe(90);
    expect(await daysBack({ imports: [record({})], oldestUnsettledMs: NOW - 400 * DAY_MS })).toBe(90);
  });

  test("leaves alone the rest of a first import that a person cancelled", async () => {
    const cancelled = record({ state: "cancelled", cursorMs: NOW - 10 * DAY_MS });
    expect(await daysBack({ imports: [cancelled] })).toBe(11);
  });

  test("of an import that was cancelled before its first page reads what is new", async () => {
    const cancelled = record({ state: "cancelled", cursorMs: NOW + DAY_MS });
    expect(await daysBack({ imports: [cancelled] })).toBe(1);
  });

  test("is not held up by a later import that a person cancelled", async () => {
    const imports = [
      record({ startedAtMs: NOW - 3 * DAY_MS }),
      record({ id: 2, state: "cancelled", cursorMs: NOW - HOUR_MS, startedAtMs: NOW - HOUR_MS }),
    ];
    expect(await daysBack({ imports })).toBe(4);
  });
});
