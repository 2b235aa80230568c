import { describe, expect, test } from "vitest";
import type { RunReading } from "../../../../../server/ledger/ledger.ts";
import { needsReading } from "../../../../../server/services/import/needs-reading.ts";

const STARTED_AT = Date.parse("2026-11-22T09:00:00Z");
const FINISHED_AT = STARTED_AT + 60_000;
const HOUR_MS = 3_600_000;

const listed = {
  id: "run",
  actId: "actor",
  status: "SUCCEEDED",
  startedAt: STARTED_AT,
  finishedAt: FINISHED_AT,
  usageTotalUsd: 0.05,
};
const settled: RunReading = {
  runId: "run",
  scraperId: "actor",
  status: "SUCCEEDED",
  costNanoUsd: 50_000_000n,
  createdAtMs: STARTED_AT,
  finishedAtMs: FINISHED_AT,
  costReadAtMs: FINISHED_AT + 20_000,
  costReadNanoUsd: 50_000_000n,
  costAgreedAtMs: FINISHED_AT + 5_000,
  settledAtMs: FINISHED_AT + 20_000,
  nextReadAtMs: null,
  repriced: null,
  listedNanoUsd: 50_000_000n,
  goneAtMs: null,
  importId: 3,
};
const provisional: RunReading = { ...settled, settledAtMs: null, nextReadAtMs: FINISHED_AT + 30_000 };
const refresh = { id: 4, isReset: false };
const reset = { id: 4, isReset: true };

describe("the detail is read", () => {
  test("of a run that the ledger does not know", () => {
    expect(needsReading(listed, undefined, refresh)).toBe(true);
  });

  test("of a run that only a feature told of", () => {
    expect(needsReading(listed, { ...settled, costReadAtMs: null, importId: null }, refresh)).toBe(true);
  });

  test("of a run that Apify had deleted, and lists again", () => {
    expect(needsReading(listed, { ...settled, goneAtMs: FINISHED_AT + HOUR_MS }, refresh)).toBe(true);
  });

  test("of a run that has ended since", () => {
    expect(needsReading(listed, { ...provisional, status: "RUNNING", finishedAtMs: null }, refresh)).toBe(true);
  });

  test("of a run that goes on after its end", () => {
    expect(needsReading({ ...listed, status: "RUNNING", finishedAt: null }, settled, refresh)).toBe(true);
  });

  test("of a run that was resurrected and ended again", () => {
    expect(needsReading({ ...listed, finishedAt: FINISHED_AT + HOUR_MS }, settled, refresh)).toBe(true);
  });

  test("of a run whose cost is another one in the list than it was there", () => {
    expect(needsReading({ ...listed, usageTotalUsd: 0.06 }, settled, refresh)).toBe(true);
    expect(needsReading({ ...listed, usageTotalUsd: 0 }, settled, refresh)).toBe(true);
    expect(needsReading({ ...listed, usageTotalUsd: 0.06 }, provisional, refresh)).toBe(true);
  });

  test("of every run once again in a reset", () => {
    expect(needsReading(listed, settled, reset)).toBe(true);
  });
});

describe("the detail is left alone", () => {
  test("of a run that is settled", () => {
    expect(needsReading(listed, settled, refresh)).toBe(false);
  });

  test("of a run that is provisional: its readings follow their own schedule", () => {
    expect(needsReading(listed, provisional, refresh)).toBe(false);
  });

  test.each(["READY", "RUNNING", "ABORTING", "TIMING-OUT"])("of a run that is %s still, whatever it cost", (status) => {
    const known = { ...provisional, status, finishedAtMs: null };
    const running = { ...listed, status, finishedAt: null, usageTotalUsd: 7 };
    expect(needsReading(running, known, refresh)).toBe(false);
  });

  test("of a run whose cost in the list is of another kind than in the detail, as long as it stays the same", () => {
    expect(needsReading({ ...listed, usageTotalUsd: 0.001 }, { ...settled, listedNanoUsd: 1_000_000n }, refresh)).toBe(
      false,
    );
  });

  test.each([null, undefined])("of a run whose cost the list says no more: %j", (usageTotalUsd) => {
    expect(needsReading({ ...listed, usageTotalUsd }, settled, refresh)).toBe(false);
  });

  test("of a run whose cost the list tells for the first time", () => {
    expect(needsReading(listed, { ...settled, listedNanoUsd: null }, refresh)).toBe(false);
  });

  test("of a run that this very reset has read already", () => {
    expect(needsReading(listed, { ...settled, importId: reset.id }, reset)).toBe(false);
  });

  test("of a run whose end Apify never told", () => {
    const known = { ...settled, finishedAtMs: null };
    expect(needsReading({ ...listed, finishedAt: null }, known, refresh)).toBe(false);
    expect(needsReading({ ...listed, finishedAt: undefined }, known, refresh)).toBe(false);
  });

  test("of a run whose end only the detail tells", () => {
    expect(needsReading({ ...listed, finishedAt: undefined }, settled, refresh)).toBe(false);
  });
});
