import { beforeEach, describe, expect, test } from "vitest";
import { createServerClock, type ServerClock } from "../../../../../server/sources/apify/server-clock.ts";

const NOW = Date.parse("2026-11-22T10:00:00Z");
const SECOND_MS = 1_000;
const HOUR_MS = 3_600 * SECOND_MS;

let localMs: number;
let clock: ServerClock;

beforeEach(() => {
  localMs = NOW;
  clock = createServerClock(() => localMs);
});

/** A header carries whole seconds. */
const observe = (atMs: number) => clock.observe(new Date(Math.floor(atMs / SECOND_MS) * SECOND_MS).toUTCString());

describe("Apify's clock", () => {
  test("is this computer's before Apify has answered", () => {
    expect(clock.now()).toBe(NOW);
  });

  test.each([0, -SECOND_MS, 2 * SECOND_MS, -2 * SECOND_MS])(
    "is this computer's where they differ by what a header can't tell: %d ms",
    (differenceMs) => {
      observe(NOW + differenceMs);
      expect(clock.now()).toBe(NOW);
    },
  );

  test.each([3 * SECOND_MS, -3 * SECOND_MS, HOUR_MS, -HOUR_MS, 9_000 * HOUR_MS, -9_000 * HOUR_MS])(
    "is told by its answers where this computer's is off by %d ms",
    (differenceMs) => {
      observe(NOW + differenceMs);
      expect(clock.now()).toBe(NOW + differenceMs);
      localMs += 5 * SECOND_MS;
      expect(clock.now()).toBe(NOW + differenceMs + 5 * SECOND_MS);
    },
  );

  test("does not jump to and fro with the seconds that a header rounds off", () => {
    observe(NOW + HOUR_MS);
    for (const passedMs of [400, 999, 1_600, 2_300]) {
      localMs = NOW + passedMs;
      observe(localMs + HOUR_MS - 700);
      expect(clock.now()).toBe(localMs + HOUR_MS);
    }
  });

  test("follows this computer's when that is set right, or wrong, meanwhile", () => {
    observe(NOW + HOUR_MS);
    localMs = NOW + HOUR_MS;
    observe(NOW + HOUR_MS);
    expect(clock.now()).toBe(NOW + HOUR_MS);
    localMs = NOW - 48 * HOUR_MS;
    observe(NOW + HOUR_MS);
    expect(clock.now()).toBe(NOW + HOUR_MS);
  });

  test.each([null, "", "yesterday", "Sun, 99 Nov 2026 10:00:00 GMT"])("learns nothing from %j", (header) => {
    observe(NOW + HOUR_MS);
    clock.observe(header);
    expect(clock.now()).toBe(NOW + HOUR_MS);
  });
});
