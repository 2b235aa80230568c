import { describe, expect, test } from "vitest";
import type { RunReading } from "../../../../../server/ledger/ledger.ts";
import { needsReading } from "../../../../../server/services/import/needs-reading.ts";

const STARTED_AT = Date.parse("2026-11-22T09:00:00Z");
const FINISHED_AT = STARTED_AT + 60_000;
const HOUR_MS = 3_600_000;

const listed = { id: "run", actId: "actor", status: "SUCCEEDED", startedAt: STARTED_AT, finishedAt: FINISHED_AT };
const settled: RunReading = {
  runId: "run",
  status: "SUCCEEDED",
  isCostKnown: true,
  finishedAtMs: FINISHED_AT,
  costReadAtMs: FINISHED_AT + 10_000,
  importId: 3,
};
const refresh = { id: 4, isReset: false };
const reset = { id: 4, isReset: true };

describe("the detail is read", () => {
  test("of a run that the ledger does not know", () => {
    expect(needsReading(listed, undefined, refresh)).toBe(true);
  });

  test("of a run that only a feature told of", () => {
    expect(needsReading(listed, { ...settled, costReadAtMs: null, importId: null }, refresh)).toBe(true);
  });

  test.each(["READY", "RUNNING", "ABORTING", "TIMING-OUT"])(
    "of a run that is %s, however often it was read",
    (status) => {
      const known = { ...settled, status, finishedAtMs: null, costReadAtMs: STARTED_AT + HOUR_MS * 50 };
      expect(needsReading({ ...listed, status, finishedAt: null }, known, refresh)).toBe(true);
    },
  );

  test("of a run that has ended since", () => {
    expect(needsReading(listed, { ...settled, status: "RUNNING", finishedAtMs: null }, refresh)).toBe(true);
  });

  test("of a run that was resurrected and ended again", () => {
    expect(needsReading({ ...listed, finishedAt: FINISHED_AT + HOUR_MS }, settled, refresh)).toBe(true);
  });

  test("of a run that was read less than ten seconds after its end", () => {
    expect(needsReading(listed, { ...settled, costReadAtMs: FINISHED_AT + 9_999 }, refresh)).toBe(true);
  });

  test("of a run that was read before its end, by a clock that is late", () => {
    expect(needsReading(listed, { ...settled, costReadAtMs: FINISHED_AT - 5_000 }, refresh)).toBe(true);
  });

  test("of a run without a cost, until an hour after its end", () => {
    const unknown = { ...settled, isCostKnown: false };
    expect(needsReading(listed, { ...unknown, costReadAtMs: FINISHED_AT + HOUR_MS - 1 }, refresh)).toBe(true);
    expect(needsReading(listed, { ...unknown, costReadAtMs: FINISHED_AT + HOUR_MS }, refresh)).toBe(false);
  });

  test("of every run once again in a reset", () => {
    expect(needsReading(listed, settled, reset)).toBe(true);
  });
});

describe("the detail is left alone", () => {
  test("of a run that came to rest before it was read", () => {
    expect(needsReading(listed, settled, refresh)).toBe(false);
  });

  test("of a run that this very reset has read already", () => {
    expect(needsReading(listed, { ...settled, importId: reset.id }, reset)).toBe(false);
  });

  test("of a run whose end Apify never told, counted from its start", () => {
    const known = { ...settled, finishedAtMs: null, costReadAtMs: STARTED_AT + 10_000 };
    expect(needsReading({ ...listed, finishedAt: null }, known, refresh)).toBe(false);
    expect(needsReading({ ...listed, finishedAt: undefined }, known, refresh)).toBe(false);
  });
});
