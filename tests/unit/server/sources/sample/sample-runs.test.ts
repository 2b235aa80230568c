import { describe, expect, test } from "vitest";
import { SAMPLE_ACTORS, sampleRuns } from "../../../../../server/sources/sample/sample-runs.ts";
import { isTerminalStatus } from "../../../../../shared/domain/run.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOW = Date.parse("2026-11-22T10:00:00Z");

describe("the sample's runs", () => {
  const runs = sampleRuns(NOW);

  test("are the same for a given instant", () => {
    expect(sampleRuns(NOW)).toEqual(runs);
  });

  test("are four months of them, each with an id of its own", () => {
    expect(runs.length).toBeGreaterThan(1_000);
    expect(new Set(runs.map(({ runId }) => runId)).size).toBe(runs.length);
    expect(Math.min(...runs.map(({ createdAtMs }) => createdAtMs))).toBeLessThan(NOW - 115 * DAY_MS);
  });

  test("have started and ended by now", () => {
    expect(runs.filter(({ status }) => !isTerminalStatus(status))).toEqual([]);
    expect(runs.filter(({ createdAtMs }) => createdAtMs > NOW)).toEqual([]);
    expect(runs.filter(({ finishedAtMs }) => finishedAtMs === null || finishedAtMs > NOW)).toEqual([]);
  });

  test("have settled, but for those of the last hour and those without a cost", () => {
    const isLate = (finishedAtMs: number | null) => NOW - (finishedAtMs ?? NOW) <= HOUR_MS;
    const provisional = runs.filter(({ settling }) => settling.settledAtMs === null);
    expect(provisional.filter((run) => run.costNanoUsd !== null && !isLate(run.finishedAtMs))).toEqual([]);
    expect(provisional.some(({ costNanoUsd }) => costNanoUsd === null)).toBe(true);
    expect(runs.filter((run) => run.settling.settledAtMs !== null && run.costNanoUsd === null)).toEqual([]);
  });

  test("wait for no reading: there is nobody to ask", () => {
    expect(runs.filter(({ settling }) => settling.nextReadAtMs !== null)).toEqual([]);
  });

  test("are of Actors that have a name", () => {
    const named = new Set(SAMPLE_ACTORS.map(({ actorId }) => actorId));
    expect(runs.filter(({ scraperId }) => !named.has(scraperId))).toEqual([]);
  });
});
