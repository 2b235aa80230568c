import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { daysLeft, windowAt, windowBefore } from "../../../../../shared/domain/budget/window-instance.ts";
import { localDate, TIME_ZONES } from "../../../../support/ledger/local-date.ts";

const HOUR_MS = 3_600_000;
const at = (instant: string): number => Date.parse(instant);

describe("a budget's window", () => {
  test.each([
    ["day", "2026-11-23T12:00:00Z", "Europe/Paris", "day:2026-11-23", 24],
    ["day", "2026-03-29T12:00:00Z", "Europe/Paris", "day:2026-03-29", 23],
    ["day", "2026-10-25T12:00:00Z", "Europe/Paris", "day:2026-10-25", 25],
    ["day", "2026-03-08T12:00:00Z", "America/New_York", "day:2026-03-08", 23],
    ["day", "2026-11-01T12:00:00Z", "America/New_York", "day:2026-11-01", 25],
    ["day", "2026-10-03T15:00:00Z", "Australia/Lord_Howe", "day:2026-10-04", 23.5],
    ["day", "2026-04-05T02:00:00Z", "Australia/Lord_Howe", "day:2026-04-05", 24.5],
    ["day", "2011-12-30T09:59:59Z", "Pacific/Apia", "day:2011-12-29", 24],
    ["day", "2011-12-30T10:00:00Z", "Pacific/Apia", "day:2011-12-31", 24],
    ["week", "2026-11-23T12:00:00Z", "Europe/Paris", "week:2026-11-23", 168],
    ["week", "2026-11-22T22:59:59Z", "Europe/Paris", "week:2026-11-16", 168],
    ["week", "2026-03-29T12:00:00Z", "Europe/Paris", "week:2026-03-23", 167],
    ["week", "2026-10-25T12:00:00Z", "Europe/Paris", "week:2026-10-19", 169],
    ["week", "2026-11-01T12:00:00Z", "America/New_York", "week:2026-10-26", 169],
    ["week", "2026-10-04T00:00:00Z", "Australia/Lord_Howe", "week:2026-09-28", 167.5],
    ["week", "2011-12-31T12:00:00Z", "Pacific/Apia", "week:2011-12-26", 144],
    ["month", "2026-02-28T22:59:59Z", "Europe/Paris", "month:2026-02", 672],
    ["month", "2026-02-28T23:00:00Z", "Europe/Paris", "month:2026-03", 743],
    ["month", "2026-10-31T22:00:00Z", "Europe/Paris", "month:2026-10", 745],
    ["month", "2026-11-01T03:59:59Z", "America/New_York", "month:2026-10", 744],
    ["month", "2026-11-01T04:00:00Z", "America/New_York", "month:2026-11", 721],
    ["month", "2011-12-31T09:00:00Z", "Pacific/Apia", "month:2011-12", 720],
  ] as const)("of a %s at %s in %s is %s, of %d hours", (window, instant, timeZone, label, hours) => {
    const found = windowAt(window, at(instant), timeZone, null);
    expect(found?.label).toBe(label);
    expect(found && (found.toMs - found.fromMs) / HOUR_MS).toBe(hours);
  });

  test("before the one that follows a skipped date is the one before that date", () => {
    const before = windowBefore("day", at("2011-12-30T10:00:00Z"), "Pacific/Apia", null);
    expect(before?.label).toBe("day:2011-12-29");
  });

  test("holds its instant, begins where the one before ends, and is named alike all through, in every zone", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("day", "week", "month"),
        fc.integer({ min: Date.UTC(2012, 0, 1), max: Date.UTC(2036, 0, 1) }),
        fc.constantFrom(...TIME_ZONES),
        fc.integer({ min: 0, max: 1_000 }),
        (window, atMs, timeZone, thousandth) => {
          const present = windowAt(window, atMs, timeZone, null);
          if (present === null) throw new Error("There is no window");
          expect(present.fromMs <= atMs && atMs < present.toMs).toBe(true);
          const before = windowBefore(window, atMs, timeZone, null);
          expect(before?.toMs).toBe(present.fromMs);
          expect(before?.label).not.toBe(present.label);
          expect(before).toEqual(windowAt(window, present.fromMs - 1, timeZone, null));
          const elsewhereMs = present.fromMs + Math.floor(((present.toMs - present.fromMs - 1) * thousandth) / 1_000);
          expect(windowAt(window, elsewhereMs, timeZone, null)).toEqual(present);

          const dates = new Set<string>();
          for (let hourMs = atMs; hourMs < present.toMs; hourMs += HOUR_MS / 2) dates.add(localDate(hourMs, timeZone));
          expect(daysLeft(present, atMs, timeZone)).toBe(dates.size);
        },
      ),
    );
  });
});

describe("a billing cycle", () => {
  const cycle = { fromMs: at("2026-11-15T00:00:00Z"), toMs: at("2026-12-14T23:59:59.999Z") };

  test("is named by the date on which Apify starts it, in UTC", () => {
    expect(windowAt("cycle", at("2026-11-20T00:00:00Z"), "America/New_York", cycle)).toEqual({
      label: "cycle:2026-11-15",
      fromMs: at("2026-11-15T00:00:00Z"),
      toMs: at("2026-12-15T00:00:00Z"),
    });
  });

  test("stays the same one while Apify's instants move by seconds", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_700_000, max: 1_700_000 }), (jitterMs) => {
        const moved = { fromMs: cycle.fromMs + jitterMs, toMs: cycle.toMs + jitterMs };
        const nowMs = at("2026-11-20T00:00:00Z");
        expect(windowAt("cycle", nowMs, "UTC", moved)).toEqual(windowAt("cycle", nowMs, "UTC", cycle));
      }),
    );
  });

  test("that is not known, not yet begun or over is no window", () => {
    expect(windowAt("cycle", at("2026-11-20T00:00:00Z"), "UTC", null)).toBeNull();
    expect(windowAt("cycle", at("2026-11-14T23:59:59Z"), "UTC", cycle)).toBeNull();
    expect(windowAt("cycle", at("2026-12-14T23:59:59.999Z"), "UTC", cycle)?.label).toBe("cycle:2026-11-15");
    expect(windowAt("cycle", at("2026-12-15T00:00:00Z"), "UTC", cycle)).toBeNull();
  });

  test("is the one before once it is over", () => {
    expect(windowBefore("cycle", at("2026-12-14T00:00:00Z"), "UTC", cycle)).toBeNull();
    expect(windowBefore("cycle", at("2026-12-15T00:00:00Z"), "UTC", cycle)?.label).toBe("cycle:2026-11-15");
    expect(windowBefore("cycle", at("2026-12-15T00:00:00Z"), "UTC", null)).toBeNull();
  });
});

test("nothing is left of a window that is over, and one day on its last", () => {
  const month = windowAt("month", at("2026-02-10T12:00:00Z"), "Europe/Paris", null);
  if (month === null) throw new Error("There is no window");
  expect(daysLeft(month, at("2026-02-10T12:00:00Z"), "Europe/Paris")).toBe(19);
  expect(daysLeft(month, month.toMs - 1, "Europe/Paris")).toBe(1);
  expect(daysLeft(month, month.toMs, "Europe/Paris")).toBe(0);
});
