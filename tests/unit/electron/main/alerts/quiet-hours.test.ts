import fc from "fast-check";
import { expect, test } from "vitest";
import { quietUntilMs } from "../../../../../electron/main/alerts/quiet-hours.ts";

const PARIS = "Europe/Paris";
const NIGHT = { fromMinute: 22 * 60, toMinute: 7 * 60 + 30 };
const until = (quiet: { fromMinute: number; toMinute: number } | null, at: string) => {
  const ms = quietUntilMs(quiet, Date.parse(at), PARIS);
  return ms === null ? null : new Date(ms).toISOString();
};

test.each([
  ["before they begin nothing is quiet", "2026-11-23T21:59+01:00", null],
  ["they begin with their first minute", "2026-11-23T22:00+01:00", "2026-11-24T06:30:00.000Z"],
  ["they pass midnight", "2026-11-24T00:10+01:00", "2026-11-24T06:30:00.000Z"],
  ["they end with their last", "2026-11-24T07:30+01:00", null],
])("of a night: %s", (_name, at, end) => {
  expect(until(NIGHT, at)).toBe(end);
});

test("within a day they end on that day", () => {
  expect(until({ fromMinute: 9 * 60, toMinute: 12 * 60 }, "2026-11-23T10:00+01:00")).toBe("2026-11-23T11:00:00.000Z");
  expect(until({ fromMinute: 9 * 60, toMinute: 12 * 60 }, "2026-11-23T13:00+01:00")).toBeNull();
});

test("without any, and from a minute to the same, nothing is quiet", () => {
  expect(until(null, "2026-11-23T23:00+01:00")).toBeNull();
  expect(until({ fromMinute: 600, toMinute: 600 }, "2026-11-23T10:00+01:00")).toBeNull();
});

test("in the night of 25 hours an end that the clock shows twice is the second", () => {
  const quiet = { fromMinute: 22 * 60, toMinute: 2 * 60 + 30 };
  expect(until(quiet, "2026-10-25T02:40+01:00")).toBeNull();
  expect(until(quiet, "2026-10-25T02:10+01:00")).toBe("2026-10-25T01:30:00.000Z");
  // 06:30 by winter's clock, whatever the night's length.
  expect(until(NIGHT, "2026-10-25T00:00+02:00")).toBe("2026-10-25T06:30:00.000Z");
});

test("in the night of 23 hours an end that the clock skips is where it skips", () => {
  const quiet = { fromMinute: 22 * 60, toMinute: 2 * 60 + 30 };
  expect(until(quiet, "2026-03-29T01:50+01:00")).toBe("2026-03-29T01:00:00.000Z");
  expect(until(quiet, "2026-03-29T03:10+02:00")).toBeNull();
});

test("at any instant of a year their end lies ahead, within a day and an hour, and is quiet no more", () => {
  const minute = fc.integer({ min: 0, max: 1_439 });
  const at = fc.integer({ min: Date.parse("2026-01-01T00:00Z"), max: Date.parse("2027-01-01T00:00Z") });
  const zone = fc.constantFrom(
    "Europe/Paris",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "Pacific/Apia",
  );
  fc.assert(
    fc.property(minute, minute, at, zone, (fromMinute, toMinute, nowMs, timeZone) => {
      const endMs = quietUntilMs({ fromMinute, toMinute }, nowMs, timeZone);
      if (endMs === null) return;
      expect(endMs).toBeGreaterThan(nowMs);
      expect(endMs - nowMs).toBeLessThanOrEqual(25 * 3_600_000);
      const after = quietUntilMs({ fromMinute, toMinute }, endMs, timeZone);
      // Where the clocks go back over the end, the same hours begin anew.
      expect((after ?? endMs) - endMs).toBeLessThanOrEqual(3_600_000);
    }),
    { numRuns: 500 },
  );
});
