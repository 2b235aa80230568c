import { describe, expect, test } from "vitest";
import {
  completeAfter,
  keptFrom,
  removableFrom,
  type CompletedImport,
} from "../../../../../server/services/import/history.ts";
import { backfillWindow } from "../../../../../server/services/import/import-window.ts";

const DAY_MS = 86_400_000;
const NOW = Date.parse("2026-11-22T10:00:00Z");

/** An import that began now and went so many days back. */
function completed(days: number, facts: Partial<CompletedImport> = {}): CompletedImport {
  return { record: backfillWindow(days, NOW), oldestMs: null, retentionDays: 31, ...facts };
}

const daysAgo = (days: number): number => NOW - days * DAY_MS;
const span = (fromDays: number, toDays: number) => ({ fromMs: daysAgo(fromDays), toMs: daysAgo(toDays) });

describe("what Apify still has", () => {
  test("is what the plan keeps, whatever was asked for", () => {
    expect(keptFrom(completed(90), NOW)).toBe(daysAgo(31));
    expect(keptFrom(completed(7), NOW)).toBe(daysAgo(31));
    expect(keptFrom(completed(90, { retentionDays: 7, oldestMs: daysAgo(80) }), NOW)).toBe(daysAgo(7));
  });

  test("is at least a week where nobody may know the plan", () => {
    expect(keptFrom(completed(90, { retentionDays: null }), NOW)).toBe(daysAgo(7));
    expect(keptFrom(completed(90, { retentionDays: null, oldestMs: daysAgo(3) }), NOW)).toBe(daysAgo(7));
  });

  test("reaches as far as a run that was met", () => {
    expect(keptFrom(completed(90, { retentionDays: null, oldestMs: daysAgo(40) }), NOW)).toBe(daysAgo(40));
  });
});

describe("what a reset may remove", () => {
  test("leaves a day to what Apify may delete while it lasts", () => {
    expect(removableFrom(completed(90), NOW)).toBe(daysAgo(30));
    expect(removableFrom(completed(90), daysAgo(-5))).toBe(daysAgo(25));
  });

  test("is nothing of before the days that were asked for", () => {
    expect(removableFrom(completed(7), NOW)).toBe(daysAgo(7));
  });
});

describe("the span in which every run is known", () => {
  test("is, after a first import, what was asked for as far as Apify keeps it, up to its beginning", () => {
    expect(completeAfter(null, completed(90), NOW)).toEqual(span(31, 0));
    expect(completeAfter(null, completed(10), NOW)).toEqual(span(10, 0));
    expect(completeAfter(null, completed(90, { retentionDays: null }), NOW)).toEqual(span(7, 0));
  });

  test("grows with each import that reaches back into it, and never shrinks", () => {
    expect(completeAfter(span(60, 2), completed(3), NOW)).toEqual(span(60, 0));
    expect(completeAfter(span(5, 1), completed(31), NOW)).toEqual(span(31, 0));
    expect(completeAfter(span(60, 0), completed(1), NOW)).toEqual(span(60, 0));
  });

  test("goes on where an import begins at the very instant at which the one before ended", () => {
    expect(completeAfter(span(60, 3), completed(3), NOW)).toEqual(span(60, 0));
  });

  test("does not end earlier for an import that was cut and went on after a later one", () => {
    expect(completeAfter(span(10, -1), completed(31), daysAgo(-1))).toEqual(span(31, -1));
  });

  test("begins anew where the former one ends ahead of now, as a clock that was wrong wrote it", () => {
    expect(completeAfter(span(10, -300), completed(31), NOW)).toEqual(span(31, 0));
  });

  test("begins anew where the computer was off for longer than Apify keeps runs", () => {
    expect(completeAfter(span(120, 40), completed(41), NOW)).toEqual(span(31, 0));
    expect(completeAfter(span(120, 31), completed(32), NOW)).toEqual(span(120, 0));
    expect(completeAfter(span(120, 20), completed(21, { retentionDays: 14 }), NOW)).toEqual(span(14, 0));
  });

  test("begins anew where an import leaves a gap", () => {
    expect(completeAfter(span(20, 10), completed(5), NOW)).toEqual(span(5, 0));
  });

  test("begins anew where nobody may know the plan and no run proves that nothing was lost", () => {
    const away = completed(41, { retentionDays: null });
    expect(completeAfter(span(120, 40), away, NOW)).toEqual(span(7, 0));
    expect(completeAfter(span(120, 40), { ...away, oldestMs: daysAgo(41) }, NOW)).toEqual(span(120, 0));
  });
});
