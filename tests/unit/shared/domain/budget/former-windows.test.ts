import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formerWindows, spentByDays } from "../../../../../shared/domain/budget/former-windows.ts";
import { lastDays } from "../../../../../shared/domain/day.ts";

/** A Monday. */
const NOW = Date.parse("2026-11-23T10:00:00Z");
const DAY_MS = 86_400_000;
const timeZone = "Europe/Paris";

const labels = (window: "day" | "week" | "month" | "cycle", effectiveSince: string) =>
  formerWindows({ window, timeZone, effectiveSinceMs: Date.parse(effectiveSince) }, NOW, null).map(
    ({ label }) => label,
  );

describe("the windows that are over", () => {
  test("are told of as far as the budget stood in them, the latest first", () => {
    expect(labels("day", "2026-11-20T12:00:00Z")).toEqual(["day:2026-11-22", "day:2026-11-21", "day:2026-11-20"]);
    expect(labels("week", "2026-11-10T12:00:00Z")).toEqual(["week:2026-11-16", "week:2026-11-09"]);
    expect(labels("month", "2026-11-10T12:00:00Z")).toEqual([]);
  });

  test("follow the present one, forth and back", () => {
    const newest = (nowMs: number) => formerWindows({ window: "day", timeZone, effectiveSinceMs: 0 }, nowMs, null)[0];
    const midnight = Date.parse("2026-11-23T23:00:00Z");
    expect([midnight - 1, midnight, midnight - 1].map((nowMs) => newest(nowMs)?.label)).toEqual([
      "day:2026-11-22",
      "day:2026-11-23",
      "day:2026-11-22",
    ]);
  });

  test("are news for 31 days", () => {
    expect(labels("day", "2020-01-01T00:00:00Z")).toHaveLength(31);
    expect(labels("month", "2020-01-01T00:00:00Z")).toEqual(["month:2026-10"]);
  });

  test("are one of the billing cycles", () => {
    const cycle = { fromMs: Date.parse("2026-10-15T00:00:00Z"), toMs: Date.parse("2026-11-14T23:59:59.999Z") };
    const budget = { window: "cycle", timeZone, effectiveSinceMs: 0 } as const;
    expect(formerWindows(budget, NOW, cycle).map(({ label }) => label)).toEqual(["cycle:2026-10-15"]);
    expect(formerWindows(budget, NOW, null)).toEqual([]);
    expect(formerWindows(budget, cycle.toMs + 30 * DAY_MS, cycle)).toHaveLength(1);
    expect(formerWindows(budget, cycle.toMs + 31 * DAY_MS + 1, cycle)).toEqual([]);
    expect(formerWindows({ ...budget, effectiveSinceMs: cycle.toMs + 1 }, NOW, cycle)).toEqual([]);
  });
});

describe("what a window has cost by its days", () => {
  test("is the sum of the runs that began in it, in every zone", () => {
    const anyZone = fc.constantFrom("UTC", "Europe/Paris", "America/New_York", "Pacific/Apia", "Australia/Lord_Howe");
    const anyWindow = fc.constantFrom("day", "week", "month");
    const anyRuns = fc.array(fc.record({ agoMs: fc.integer({ min: 0, max: 80 * DAY_MS }), cost: fc.bigInt(0n, 99n) }));
    fc.assert(
      fc.property(
        anyZone,
        anyWindow,
        anyRuns,
        fc.integer({ min: 0, max: 365 * DAY_MS }),
        (zone, kind, runs, laterMs) => {
          const nowMs = NOW + laterMs;
          const costIn = (fromMs: number, toMs: number): bigint =>
            runs
              .filter(({ agoMs }) => fromMs <= nowMs - agoMs && nowMs - agoMs < toMs)
              .reduce((sum, { cost }) => sum + cost, 0n);
          const days = lastDays(90, nowMs, zone).map(({ date, fromMs, toMs }) => ({
            date,
            costNanoUsd: costIn(fromMs, toMs),
            runsWithoutCost: 0,
          }));
          for (const window of formerWindows({ window: kind, timeZone: zone, effectiveSinceMs: 0 }, nowMs, null))
            expect(window.days && spentByDays(window.days, days)).toBe(costIn(window.fromMs, window.toMs));
        },
      ),
      { numRuns: 60 },
    );
  });

  test("is unknown where its first day is not among them", () => {
    const days = [{ date: "2026-11-02", costNanoUsd: 1n, runsWithoutCost: 0 }];
    const month = { first: "2026-11-01", last: "2026-11-30" };
    expect([spentByDays(month, days), spentByDays(month, [])]).toEqual([null, null]);
    expect(spentByDays({ first: "2026-11-02", last: "2026-11-02" }, days)).toBe(1n);
  });
});
