import { describe, expect, test } from "vitest";
import type { Fault } from "../support/apify/fault.ts";
import { HOUR_MS, MINUTE_MS, NOW, SECOND_MS, startFaultBench } from "../support/faults/fault-bench.ts";
import { readRows } from "../support/ledger/row-oracle.ts";

const DAYS_LOOKED_AT = 2;
const UNUSABLE: readonly (readonly [string, Fault])[] = [
  ["can't be true", { kind: "cost", literal: "-1" }],
  ["may not be read", { kind: "insufficient-permissions" }],
  ["is a failure each time", { kind: "status", status: 500 }],
];

describe.each(UNUSABLE)("a run whose detail %s", (_, fault) => {
  test("when it is new, stops the import once, with a reason, and then holds up no other", async () => {
    const bench = await startFaultBench({ isInProcess: true });
    const bad = bench.account.addRun({ startedAtMs: NOW - 2 * HOUR_MS, costUsd: 1 });
    const match = { path: new RegExp(`/${bad.id}$`) };
    const mend = bench.standIn.fail({ match, with: fault });
    bench.account.addRun({ startedAtMs: NOW - HOUR_MS, costUsd: 1 });

    expect(await bench.refresh()).not.toBeNull();
    bench.account.addRun({ startedAtMs: bench.clock.now() - MINUTE_MS, costUsd: 1 });
    expect(await bench.refresh()).toBeNull();
    expect(await readRows(bench.sql)).toHaveLength(3);
    expect((await bench.ledger.findRun("alice", bad.id))?.costNanoUsd).toBeNull();

    mend();
    bench.clock.advance(2 * HOUR_MS);
    expect(await bench.refresh()).toBeNull();
    expect((await bench.ledger.findRun("alice", bad.id))?.costNanoUsd).not.toBeNull();
  });

  test("when it is due to be read again, holds up neither the others nor what is new", async () => {
    const bench = await startFaultBench({ isInProcess: true });
    const bad = bench.account.addRun({
      startedAtMs: NOW - MINUTE_MS,
      finishedAtMs: NOW - SECOND_MS,
      costUsd: 0.5,
    });
    await bench.refresh();
    bench.standIn.fail({ match: { path: new RegExp(`/${bad.id}$`) }, with: fault });
    bench.standIn.forgetRequests();
    for (let hour = 0; hour < DAYS_LOOKED_AT * 24; hour += 1) {
      bench.clock.advance(HOUR_MS);
      bench.account.addRun({ startedAtMs: bench.clock.now() - 20 * MINUTE_MS, costUsd: 1 });
      expect(await bench.refresh()).toBeNull();
    }
    expect(await readRows(bench.sql)).toHaveLength(bench.account.runs.length);
    // Each hour at most: a list or two, two details of the new run, one run that is tried up to six times.
    expect(bench.standIn.requests.length).toBeLessThan(DAYS_LOOKED_AT * 24 * 12);
  });
});

test("details that can't be used, many at once, are Apify's or the token's failure and end the import", async () => {
  const bench = await startFaultBench({ isInProcess: true });
  for (let index = 0; index < 20; index += 1) bench.account.addRun({ startedAtMs: NOW - HOUR_MS - index, costUsd: 1 });
  bench.standIn.fail({ match: { path: /^\/v2\/actor-runs\/./ }, with: { kind: "insufficient-permissions" } });
  for (let attempt = 0; attempt < 3; attempt += 1) expect(await bench.refresh()).toBe("apify_forbidden");
  expect(await readRows(bench.sql)).toEqual([]);
});

test("an unknown cost that the list begins to tell is read, also after its schedule is over", async () => {
  const bench = await startFaultBench({ isInProcess: true });
  bench.account.listCost = "absent";
  const run = bench.account.addRun({ startedAtMs: NOW - 48 * HOUR_MS, costUsd: null });
  await bench.refresh();
  bench.account.listCost = "exact";
  bench.account.updateRun(run.id, { costUsd: 4 });
  bench.clock.advance(24 * HOUR_MS);
  await bench.refresh();
  expect((await bench.ledger.findRun("alice", run.id))?.costNanoUsd).toBe(4_000_000_000n);
});

test("a run that is followed counts the items that it ends with", async () => {
  const bench = await startFaultBench({ isInProcess: true });
  const items = (count: number) => ({ chargedEventCounts: { "apify-default-dataset-item": count } });
  const run = bench.account.addRun({
    startedAtMs: NOW - MINUTE_MS,
    actorId: "nFJndFXA5zjCTuudP",
    status: "RUNNING",
    ...items(10),
  });
  await bench.refresh();
  bench.account.updateRun(run.id, { status: "SUCCEEDED", finishedAtMs: NOW + MINUTE_MS, ...items(500) });
  bench.clock.advance(10 * MINUTE_MS);
  await bench.refresh();
  expect((await bench.ledger.findRun("alice", run.id))?.itemCount).toBe(500);
});
