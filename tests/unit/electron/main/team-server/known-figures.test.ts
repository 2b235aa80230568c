import { describe, expect, test } from "vitest";
import { knownAt, knownChart, knownSummary } from "../../../../../electron/main/team-server/known-figures.ts";
import { PERIODS, TIME_RANGES } from "../../../../../shared/domain/period.ts";
import { sampleChart } from "../../../../support/desktop-bridge/sample-figures.ts";
import { rememberedAt, rememberedSummary } from "../../../../support/desktop-main/remembered.ts";

/** 23:30 in Paris. */
const READ_AT = "2026-11-22T22:30:00.000Z";
const figures = rememberedAt(READ_AT);
const at = (instant: string, timeZone = "Europe/Paris") => ({ nowMs: Date.parse(instant), timeZone });

test.each(PERIODS)(
  "the total of %s is what the server would have answered with the same curve, but for the period before",
  (period) => {
    expect(knownSummary(figures, period, at("2026-11-22T22:45:00Z"))).toEqual(rememberedSummary(period));
  },
);

test.each(TIME_RANGES)("the curve of %s is the last part of the longest", (timeRange) => {
  expect(knownChart(figures, timeRange)).toEqual(sampleChart(timeRange));
});

describe("figures of yesterday", () => {
  const afterMidnight = at("2026-11-22T23:10:00Z");

  test("say nothing of today", () => {
    expect(knownSummary(figures, "day", afterMidnight)).toBeNull();
  });

  test.each(["week", "month", "all"] as const)("are still the last known of %s", (period) => {
    expect(knownSummary(figures, period, afterMidnight)).toEqual(rememberedSummary(period));
  });

  test("are those of a traveller's other day too", () => {
    expect(knownSummary(figures, "day", at("2026-11-22T22:45:00Z", "Asia/Tokyo"))).toBeNull();
  });

  test("do not become today's by a clock that was set back", () => {
    expect(knownSummary(figures, "day", at("2026-11-20T22:45:00Z"))).toBeNull();
  });
});

describe("they are known up to", () => {
  const status = { ...figures.status, lastCompletedAt: "2026-11-22T20:00:00.000Z" };

  test("the server's own last import, where it asks Apify and that is older", () => {
    expect(knownAt({ ...figures, status })).toBe("2026-11-22T20:00:00.000Z");
  });

  test("their reading, where others record the runs, or the server's clock is ahead", () => {
    const apify = { state: "none", username: null, connectedAt: null, webhookCreatedAt: null } as const;
    expect(knownAt({ ...figures, status, apify })).toBe(READ_AT);
    expect(knownAt({ ...figures, status, apify: null })).toBe(READ_AT);
    expect(knownAt({ ...figures, status: { ...status, lastCompletedAt: "2026-11-23T00:00:00.000Z" } })).toBe(READ_AT);
    expect(knownAt({ ...figures, status: { ...status, lastCompletedAt: null } })).toBe(READ_AT);
  });
});
