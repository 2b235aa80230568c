import { describe, expect, test } from "vitest";
import type { ImportedRun, Ledger, RunReading } from "../../../../../server/ledger/ledger.ts";
import { readDueRuns } from "../../../../../server/services/import/follow-up.ts";
import { RUNS_PER_COMMIT } from "../../../../../server/services/import/run-import.ts";
import { runDetailSchema, type RunDetail } from "../../../../../server/sources/apify/answers.ts";
import type { ApifyClient } from "../../../../../server/sources/apify/client.ts";
import { AppError } from "../../../../../shared/errors.ts";
import { makeProvisionalRun } from "../../../../support/ledger/make-imported-run.ts";

const NOW = Date.parse("2026-11-22T10:00:00Z");
const STARTED = NOW - 3_600_000;

/** A ledger of runs whose reading is due; it holds nothing else. */
function ledgerOf(runIds: readonly string[]) {
  const readings = new Map<string, RunReading>();
  const keep = (run: ImportedRun) => readings.set(run.runId, { ...run, ...run.settling, importId: 1 });
  for (const runId of runIds) keep(makeProvisionalRun({ runId, createdAtMs: STARTED, costNanoUsd: 5n }, NOW));
  const commits: number[] = [];
  return {
    readings,
    commits,
    async dueReadings(_userId: string, nowMs: number, limit: number) {
      return [...readings.values()].filter(({ nextReadAtMs }) => (nextReadAtMs ?? Infinity) <= nowMs).slice(0, limit);
    },
    async commitReadings(_userId: string, runs: readonly ImportedRun[]) {
      commits.push(runs.length);
      for (const run of runs) keep(run);
    },
  };
}

const detail = (id: string): RunDetail =>
  runDetailSchema.parse({
    id,
    actId: "nFJndFXA5zjCTuudP",
    status: "SUCCEEDED",
    startedAt: new Date(STARTED).toISOString(),
    finishedAt: new Date(STARTED + 60_000).toISOString(),
    usageTotalUsd: 5e-9,
  });

async function follow(
  ledger: ReturnType<typeof ledgerOf>,
  readRun: ApifyClient["readRun"] = async (runId) => detail(runId),
) {
  const asked: string[] = [];
  const client = {
    now: () => NOW,
    readRun: async (runId: string, signal?: AbortSignal) => {
      asked.push(runId);
      return readRun(runId, signal);
    },
  };
  await readDueRuns({
    // Nothing else of them is used.
    ledger: ledger as unknown as Ledger,
    client: client as unknown as ApifyClient,
    userId: "alice",
    signal: new AbortController().signal,
  });
  return asked;
}

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `run-${index}`);

describe("the runs whose reading is due", () => {
  test("are none where nothing is due: nothing is asked and nothing written", async () => {
    const ledger = ledgerOf([]);
    expect(await follow(ledger)).toEqual([]);
    expect(ledger.commits).toEqual([]);
  });

  test("are read by their id, once each, and settle", async () => {
    const ledger = ledgerOf(["a", "b", "c"]);
    expect(await follow(ledger)).toEqual(["a", "b", "c"]);
    expect([...ledger.readings.values()].map(({ settledAtMs }) => settledAtMs)).toEqual([NOW, NOW, NOW]);
    expect(await follow(ledger)).toEqual([]);
  });

  test("that Apify has deleted are not asked for again", async () => {
    const ledger = ledgerOf(["a"]);
    await follow(ledger, async () => null);
    expect(ledger.readings.get("a")).toMatchObject({ costNanoUsd: 5n, goneAtMs: NOW, nextReadAtMs: null });
    expect(await follow(ledger)).toEqual([]);
  });

  test("are kept in commits of a bounded size", async () => {
    const ledger = ledgerOf(numbered(2 * RUNS_PER_COMMIT + 1));
    expect(await follow(ledger)).toHaveLength(2 * RUNS_PER_COMMIT + 1);
    expect(ledger.commits).toEqual([RUNS_PER_COMMIT, RUNS_PER_COMMIT, 1]);
  });

  test("are at most 2,000 at a time; the others are read by the next refresh", async () => {
    const ledger = ledgerOf(numbered(2_100));
    expect(await follow(ledger)).toHaveLength(2_000);
    expect(await follow(ledger)).toHaveLength(100);
  });

  test("that can't be read leave what was read before them", async () => {
    const ledger = ledgerOf(numbered(RUNS_PER_COMMIT + 5));
    const failing = follow(ledger, async (runId) => {
      if (runId === `run-${RUNS_PER_COMMIT + 1}`) throw new AppError("apify_unreachable", "Apify can't be reached");
      return detail(runId);
    });
    await expect(failing).rejects.toMatchObject({ code: "apify_unreachable" });
    expect(ledger.commits).toEqual([RUNS_PER_COMMIT]);
  });
});
