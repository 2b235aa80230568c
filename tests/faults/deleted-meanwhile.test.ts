import { expect, test } from "vitest";
import { generateRuns } from "../support/apify/generate-runs.ts";
import { aDetail, aList, DAY_MS, MINUTE_MS, NOW, startFaultBench } from "../support/faults/fault-bench.ts";
import { readRows } from "../support/ledger/row-oracle.ts";

const RETENTION_MS = 31 * DAY_MS;
const RUNS = 400;

const runsUpTo = (days: number) =>
  generateRuns({ count: RUNS, seed: 7, from: new Date(NOW - days * DAY_MS), to: new Date(NOW - 2 * DAY_MS) });

test("a reset that is cut and goes on days later removes nothing that Apify's plan has deleted since", async () => {
  const bench = await startFaultBench({ runs: runsUpTo(30) });
  await bench.backfill();
  const rows = await readRows(bench.sql);
  expect(rows).toHaveLength(RUNS);
  const mend = bench.standIn.fail({ match: aDetail, after: 220, with: { kind: "status", status: 503 } });
  await bench.backfill("?reset=1");
  mend();
  bench.clock.advance(5 * DAY_MS);
  const expired = bench.account.runs.filter((run) => run.startedAtMs < bench.clock.now() - RETENTION_MS);
  expect(expired.length).toBeGreaterThan(10);
  for (const { id } of expired) bench.account.deleteRun(id);
  expect(await bench.refresh()).toBeNull();
  expect(await readRows(bench.sql)).toHaveLength(RUNS);
});

test("a run that expires between a reset's start and its list stays", async () => {
  const bench = await startFaultBench({ runs: runsUpTo(30) });
  const oldest = bench.account.addRun({ startedAtMs: NOW - RETENTION_MS + MINUTE_MS, costUsd: 3 });
  await bench.backfill();
  let isDeleted = false;
  bench.standIn.fail({
    match(request) {
      if (!isDeleted && aList.path.test(request.path)) {
        isDeleted = true;
        bench.clock.advance(2 * MINUTE_MS);
        bench.account.deleteRun(oldest.id);
      }
      return false;
    },
    with: { kind: "reset" },
  });
  expect(await bench.backfill("?reset=1")).toBeNull();
  expect(isDeleted).toBe(true);
  expect(await bench.ledger.findRun("alice", oldest.id)).not.toBeNull();
});

test("a reset of a few days leaves the days before them as they are", async () => {
  const bench = await startFaultBench({ runs: runsUpTo(30) });
  await bench.backfill();
  const before = await readRows(bench.sql);
  expect(await bench.backfill("?reset=1&days=7")).toBeNull();
  expect(await readRows(bench.sql)).toEqual(before);
});
