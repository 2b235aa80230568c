import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  dayOfIsoDate,
  isTimeZone,
  lastDays,
  lastDaysSpan,
  localDateTime,
  nextMidnightMs,
  spanBefore,
} from "../../../../shared/domain/day.ts";
import { localDate, TIME_ZONES } from "../../../support/ledger/local-date.ts";

const HOUR_MS = 3_600_000;
const hoursOf = (date: string, timeZone: string): number => {
  const { fromMs, toMs } = dayOfIsoDate(date, timeZone);
  return (toMs - fromMs) / HOUR_MS;
};

const anyZone = fc.constantFrom(...TIME_ZONES);
const anyInstantMs = fc.integer({ min: Date.UTC(2005, 0, 1), max: Date.UTC(2036, 0, 1) });

describe("a calendar day", () => {
  test.each([
    ["2026-03-29", "Europe/Paris", 23],
    ["2026-10-25", "Europe/Paris", 25],
    ["2026-10-26", "Europe/Paris", 24],
    ["2026-03-08", "America/New_York", 23],
    ["2026-11-01", "America/New_York", 25],
    ["2026-10-04", "Australia/Lord_Howe", 23.5],
    ["2026-04-05", "Australia/Lord_Howe", 24.5],
    ["2026-03-29", "Asia/Kolkata", 24],
    ["2026-03-29", "Asia/Kathmandu", 24],
    ["2026-03-29", "UTC", 24],
    ["2011-12-30", "Pacific/Apia", 0],
    ["2011-12-31", "Pacific/Apia", 24],
    // Clocks that go on at midnight: the day begins at one o'clock.
    ["2026-04-24", "Africa/Cairo", 23],
    ["2025-09-07", "America/Santiago", 23],
  ])("%s in %s has %d hours", (date, timeZone, hours) => {
    expect(hoursOf(date, timeZone)).toBe(hours);
  });

  test.each([
    ["2026-02-01", "Europe/Paris", "2026-01-31T23:00:00.000Z"],
    ["2026-02-01", "Asia/Kolkata", "2026-01-31T18:30:00.000Z"],
    ["2026-02-01", "Asia/Kathmandu", "2026-01-31T18:15:00.000Z"],
    ["2026-02-01", "America/New_York", "2026-02-01T05:00:00.000Z"],
    ["2026-04-24", "Africa/Cairo", "2026-04-23T22:00:00.000Z"],
  ])("%s in %s begins at %s", (date, timeZone, instant) => {
    expect(new Date(dayOfIsoDate(date, timeZone).fromMs).toISOString()).toBe(instant);
  });
});

describe("the last days", () => {
  test("end with today, oldest first", () => {
    const days = lastDays(3, Date.parse("2026-03-01T00:30:00Z"), "Europe/Paris");
    expect(days.map(({ date }) => date)).toEqual(["2026-02-27", "2026-02-28", "2026-03-01"]);
  });

  test("follow the viewer's date, not that of UTC", () => {
    const nowMs = Date.parse("2026-03-01T02:00:00Z");
    expect(lastDays(1, nowMs, "America/New_York")[0]?.date).toBe("2026-02-28");
    expect(lastDays(1, nowMs, "Asia/Kolkata")[0]?.date).toBe("2026-03-01");
  });

  test("hold the date that Apia skipped as an empty day", () => {
    const days = lastDays(3, Date.parse("2011-12-31T12:00:00Z"), "Pacific/Apia");
    expect(days.map(({ date, fromMs, toMs }) => [date, (toMs - fromMs) / HOUR_MS])).toEqual([
      ["2011-12-30", 0],
      ["2011-12-31", 24],
      ["2012-01-01", 24],
    ]);
  });

  test("touch each other, hold now in the last, and fill the one span that stands for them", () => {
    fc.assert(
      fc.property(anyInstantMs, anyZone, fc.constantFrom(1, 7, 30, 90), (nowMs, timeZone, count) => {
        const days = lastDays(count, nowMs, timeZone);
        expect(days).toHaveLength(count);
        for (const [index, day] of days.entries()) {
          expect(day.toMs).toBe(days[index + 1]?.fromMs ?? lastDaysSpan(count, nowMs, timeZone).toMs);
        }
        expect(days[0]?.fromMs).toBe(lastDaysSpan(count, nowMs, timeZone).fromMs);
        const today = days.at(-1);
        expect(today?.date).toBe(localDate(nowMs, timeZone));
        expect(today && today.fromMs <= nowMs && nowMs < today.toMs).toBe(true);
      }),
    );
  });

  test("begin and end on a quarter of an hour, in every zone that the runtime knows", () => {
    const zones = Intl.supportedValuesOf("timeZone");
    expect(zones.length).toBeGreaterThan(300);
    for (const timeZone of zones) {
      for (const { fromMs, toMs } of lastDays(90, Date.parse("2026-11-22T12:00:00Z"), timeZone)) {
        expect([timeZone, fromMs % 900_000, toMs % 900_000]).toEqual([timeZone, 0, 0]);
      }
    }
  });

  test("are those that a calendar without any rule of ours shows, at every instant of a day", () => {
    fc.assert(
      fc.property(anyInstantMs, anyZone, fc.integer({ min: 0, max: 1000 }), (nowMs, timeZone, thousandth) => {
        for (const { date, fromMs, toMs } of lastDays(7, nowMs, timeZone)) {
          if (fromMs === toMs) continue;
          const instantMs = fromMs + Math.floor(((toMs - fromMs - 1) * thousandth) / 1000);
          expect(localDate(instantMs, timeZone)).toBe(date);
        }
      }),
    );
  });
});

test("the next midnight is the first instant of tomorrow", () => {
  const at = (now: string, timeZone: string) => new Date(nextMidnightMs(Date.parse(now), timeZone)).toISOString();
  expect(at("2026-03-28T22:59:59.999Z", "Europe/Paris")).toBe("2026-03-28T23:00:00.000Z");
  expect(at("2026-03-28T23:00:00.000Z", "Europe/Paris")).toBe("2026-03-29T22:00:00.000Z");
  expect(at("2026-04-23T12:00:00.000Z", "Africa/Cairo")).toBe("2026-04-23T22:00:00.000Z");
});

describe("the period before", () => {
  const [from, to] = ["fromMs", "toMs"] as const;
  const before = (zone: string, first: string, last: string, now: string) => {
    const span = { fromMs: dayOfIsoDate(first, zone).fromMs, toMs: dayOfIsoDate(last, zone).toMs };
    const found = spanBefore(span, Date.parse(now), zone);
    return [found[from], found[to]].map((ms) => new Date(ms).toISOString());
  };

  test.each([
    ["of today", "2026-11-22", "2026-11-22", "2026-11-22T10:07Z", "2026-11-20T23:00Z", "2026-11-21T10:00Z"],
    ["of a week", "2026-11-16", "2026-11-22", "2026-11-22T10:07Z", "2026-11-08T23:00Z", "2026-11-15T10:00Z"],
    ["of what has ended", "2026-11-01", "2026-11-03", "2026-11-22T10:07Z", "2026-10-28T23:00Z", "2026-10-31T23:00Z"],
    [
      "over the end of summer time",
      "2026-10-26",
      "2026-10-26",
      "2026-10-26T10:07Z",
      "2026-10-24T22:00Z",
      "2026-10-25T10:00Z",
    ],
    [
      "in the first minutes of a day",
      "2026-11-22",
      "2026-11-22",
      "2026-11-21T23:07Z",
      "2026-11-20T23:00Z",
      "2026-11-20T23:00Z",
    ],
  ])("%s", (_, first, last, now, fromInstant, until) => {
    const instants = [fromInstant, until].map((instant) => new Date(instant).toISOString());
    expect(before("Europe/Paris", first, last, now)).toEqual(instants);
  });

  test("of a month that goes on holds as many days of the one before it", () => {
    const cycle = { fromMs: Date.parse("2026-11-14T00:00Z"), toMs: Date.parse("2026-12-14T00:00Z") };
    const found = spanBefore(cycle, Date.parse("2026-11-22T10:00Z"), "UTC");
    expect([found.fromMs, found.toMs]).toEqual([Date.parse("2026-10-15T00:00Z"), Date.parse("2026-10-23T10:00Z")]);
  });

  test("never reaches into the period itself, also where a day begins at one o'clock", () => {
    for (const zone of ["Africa/Cairo", "America/Havana"]) {
      for (const day of lastDays(400, Date.parse("2026-11-22T10:00Z"), zone)) {
        const found = spanBefore(day, Date.parse("2027-01-01T00:00Z"), zone);
        const yesterday = dayOfIsoDate(new Date(Date.parse(day.date) - 86_400_000).toISOString().slice(0, 10), zone);
        expect(found).toEqual({ fromMs: yesterday.fromMs, toMs: yesterday.toMs });
      }
    }
  });
});

test("what the clocks show is what the platform's own formatter says, on both sides of each turn", () => {
  const turns = [
    "2026-03-29T01:00Z",
    "2026-10-25T01:00Z",
    "2026-04-04T15:00Z",
    "2026-11-01T06:00Z",
    "1999-12-31T23:59:59.999Z",
  ];
  for (const zone of ["UTC", "Europe/Paris", "Australia/Lord_Howe", "America/New_York", "Asia/Kathmandu"]) {
    const format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });
    for (const ms of turns.flatMap((turn) => [Date.parse(turn) - 1, Date.parse(turn), Date.parse(turn) + 1_000])) {
      expect(localDateTime(ms, zone)).toBe(format.format(ms));
    }
  }
  expect(() => localDateTime(8_640_000_000_000_000, "Asia/Tokyo")).not.toThrow();
});

describe("a time zone", () => {
  test.each([...TIME_ZONES, "UTC", "Etc/GMT+5", "America/Argentina/Buenos_Aires"])("%s is known", (name) => {
    expect(isTimeZone(name)).toBe(true);
  });

  test.each([
    "",
    "Paris",
    "Europe/Nowhere",
    "+02:00",
    "-05",
    "2026",
    " UTC",
    "Europe/Paris\n",
    "[UTC]",
    "../etc/passwd",
  ])("%j is none", (name) => {
    expect(isTimeZone(name)).toBe(false);
  });
});
