import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { watchDayTurn } from "../../../../electron/main/day-turn.ts";
import { systemTimeZone } from "../../../../electron/main/time-zone.ts";

const HOUR_MS = 3_600_000;
const homeZone = process.env["TZ"];

let onTurn: ReturnType<typeof vi.fn<() => void>>;
let stop: () => void;

function watchFrom(instant: string, timeZone = "Europe/Paris") {
  process.env["TZ"] = timeZone;
  vi.setSystemTime(instant);
  const watch = watchDayTurn(onTurn, systemTimeZone);
  stop = () => watch.stop();
  return watch;
}

beforeEach(() => {
  vi.useFakeTimers();
  onTurn = vi.fn<() => void>();
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  if (homeZone === undefined) delete process.env["TZ"];
  else process.env["TZ"] = homeZone;
});

describe("the day turns", () => {
  test("at midnight, and at each one after it", () => {
    watchFrom("2026-02-10T22:59:00Z");
    vi.advanceTimersByTime(59_999);
    expect(onTurn).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(onTurn).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(48 * HOUR_MS);
    expect(onTurn).toHaveBeenCalledTimes(3);
  });

  test.each([
    ["spring", "2026-03-28T23:00:00Z", 23],
    ["autumn", "2026-10-24T22:00:00Z", 25],
  ])("after the %s day that is longer or shorter than others", (_, midnight, hours) => {
    watchFrom(midnight);
    vi.advanceTimersByTime(hours * HOUR_MS - 1);
    expect(onTurn).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(onTurn).toHaveBeenCalledOnce();
  });

  test("no more once nobody watches", () => {
    watchFrom("2026-02-10T22:59:00Z").stop();
    vi.advanceTimersByTime(48 * HOUR_MS);
    expect(onTurn).not.toHaveBeenCalled();
  });
});

describe("a look at the clock", () => {
  test("within the day tells nothing", () => {
    const watch = watchFrom("2026-02-10T10:00:00Z");
    vi.setSystemTime("2026-02-10T20:00:00Z");
    watch.check();
    expect(onTurn).not.toHaveBeenCalled();
  });

  test("after a sleep over midnight tells it once, and the next midnight is met", () => {
    const watch = watchFrom("2026-02-10T22:00:00Z");
    vi.setSystemTime("2026-02-11T07:00:00Z");
    watch.check();
    watch.check();
    expect(onTurn).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(16 * HOUR_MS);
    expect(onTurn).toHaveBeenCalledTimes(2);
  });

  test("in another zone tells it, and follows that zone's midnight", () => {
    const watch = watchFrom("2026-02-10T10:00:00Z");
    process.env["TZ"] = "America/New_York";
    watch.check();
    expect(onTurn).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(19 * HOUR_MS - 1);
    expect(onTurn).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(1);
    expect(onTurn).toHaveBeenCalledTimes(2);
  });

  test("after the clock was set back tells it", () => {
    const watch = watchFrom("2026-02-10T10:00:00Z");
    vi.setSystemTime("2026-02-09T10:00:00Z");
    watch.check();
    expect(onTurn).toHaveBeenCalledOnce();
  });
});

test("the day turns at the midnight of a chosen zone, and when another is chosen", () => {
  let chosen = "America/New_York";
  vi.setSystemTime("2026-02-10T22:59:00Z");
  const watch = watchDayTurn(onTurn, () => chosen);
  stop = () => watch.stop();
  vi.advanceTimersByTime(HOUR_MS);
  expect(onTurn).not.toHaveBeenCalled();
  chosen = "Asia/Tokyo";
  watch.check();
  watch.check();
  expect(onTurn).toHaveBeenCalledOnce();
});

test("the zone is the system's of the moment", () => {
  watchFrom("2026-02-10T10:00:00Z", "Asia/Tokyo");
  expect(systemTimeZone()).toBe("Asia/Tokyo");
  process.env["TZ"] = "Etc/Unknown";
  expect(systemTimeZone()).toBe("UTC");
});
