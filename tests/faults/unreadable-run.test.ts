import { expect, test } from "vitest";
import { expectExact } from "../support/faults/expect-exact.ts";
import { MINUTE_MS, NOW, SECOND_MS, startFaultBench } from "../support/faults/fault-bench.ts";

test("a run whose detail can never be read does not keep the others from being settled", async () => {
  const bench = await startFaultBench({ isInProcess: true });
  // The list, which might hint at a new cost, says nothing.
  bench.account.listCost = "absent";
  const ended = { startedAtMs: NOW - MINUTE_MS, finishedAtMs: NOW - SECOND_MS, costUsd: 0.5 };
  const settles = { atMs: NOW + 5 * SECOND_MS, firstCostUsd: 0.1 };
  const unreadable = bench.account.addRun(ended);
  const others = Array.from({ length: 5 }, () => bench.account.addRun({ ...ended, settles }));
  expect(await bench.refresh()).toBeNull();
  bench.standIn.fail({
    match: { path: new RegExp(`/${unreadable.id}$`) },
    with: { kind: "cost", literal: "-1" },
  });
  for (let count = 0; count < 12; count += 1) {
    bench.clock.advance(5 * MINUTE_MS);
    await bench.refresh();
  }
  for (const { id } of others) {
    expect((await bench.app.get(`/api/scraper-runs/${id}`)).body).toMatchObject({ costNanoUsd: "500000000" });
  }
  await expectExact(bench, { atMostRequests: 12 * 8 });
});
