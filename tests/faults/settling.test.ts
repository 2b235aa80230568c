import { describe, expect, test } from "vitest";
import { nanoUsd } from "../support/apify/ledger-totals.ts";
import type { ListCost } from "../support/apify/stand-in-account.ts";
import type { RunSketch } from "../support/apify/stand-in-run.ts";
import { expectExact, expectSumsFollow } from "../support/faults/expect-exact.ts";
import { aDetail, MINUTE_MS, NOW, SECOND_MS, startFaultBench, type FaultBench } from "../support/faults/fault-bench.ts";
import { refreshUntilSettled } from "../support/faults/follow.ts";

const ENDED_AT = NOW - 2 * SECOND_MS;
const CHARGED = 0.05;

const justEnded = (change: Partial<RunSketch> = {}): RunSketch => ({
  startedAtMs: NOW - MINUTE_MS,
  finishedAtMs: ENDED_AT,
  chargedEventCounts: { "actor-start": 1, result: 10 },
  pricing: { model: "PAY_PER_EVENT", events: {}, isPlatformPaidByUser: false },
  costUsd: CHARGED,
  ...change,
});

async function knownOf(bench: FaultBench, runId: string) {
  const { body } = await bench.app.get(`/api/scraper-runs/${runId}`);
  return body as { costNanoUsd: string | null; settledAt: string | null };
}

describe("a cost that moves after the run's end is never taken for settled before it rests", () => {
  test.each([
    ["1 s", 1],
    ["9 s", 9],
    ["15 s", 15],
    ["2 min", 120],
    ["9 min", 540],
  ])("settled by Apify after %s, from a part", async (_, afterSeconds) => {
    const bench = await startFaultBench();
    const atMs = ENDED_AT + afterSeconds * SECOND_MS;
    const { id } = bench.account.addRun(justEnded({ settles: { atMs, firstCostUsd: 0.0015 } }));
    expect(await bench.refresh()).toBeNull();
    expect(await knownOf(bench, id)).toMatchObject({ settledAt: null });
    await refreshUntilSettled(bench);
    const { settledAt, costNanoUsd } = await knownOf(bench, id);
    expect(costNanoUsd).toBe(String(nanoUsd(CHARGED)));
    expect(Date.parse(settledAt ?? "")).toBeGreaterThanOrEqual(atMs);
    await expectExact(bench, { atMostRequests: 20 });
  });
});

describe("a cost that is not known is unknown everywhere, and counts once when it becomes known", () => {
  /** What Apify says of the cost, in turn, so long after the run's end. */
  const phases = [
    { afterMs: 0, literal: undefined, costUsd: null },
    { afterMs: 30 * SECOND_MS, literal: "null", costUsd: null },
    { afterMs: 5 * MINUTE_MS, literal: undefined, costUsd: CHARGED, isUnaccounted: true },
    { afterMs: 20 * MINUTE_MS, literal: undefined, costUsd: CHARGED },
  ];

  test.each(["exact", "absent", "null", "platform-usage"] satisfies ListCost[])(
    "absent, then null, then 0 with charged events, then real; the list says: %s",
    async (listCost) => {
      const bench = await startFaultBench();
      bench.account.listCost = listCost;
      const { id } = bench.account.addRun(justEnded({ costUsd: null }));
      let takeBack = (): void => undefined;
      for (const { afterMs, literal, costUsd, isUnaccounted } of phases) {
        bench.clock.at(ENDED_AT + afterMs, () => {
          takeBack();
          const settles = isUnaccounted ? { atMs: Infinity, firstCostUsd: 0 } : null;
          bench.account.updateRun(id, { costUsd, settles });
          if (literal !== undefined) takeBack = bench.standIn.fail({ match: aDetail, with: { kind: "cost", literal } });
        });
      }
      expect(await bench.refresh()).toBeNull();
      while (bench.clock.now() < ENDED_AT + 19 * MINUTE_MS) {
        expect(await knownOf(bench, id)).toMatchObject({ costNanoUsd: null, settledAt: null });
        await expectSumsFollow(bench);
        bench.clock.advance(MINUTE_MS);
        expect(await bench.refresh()).toBeNull();
      }
      await refreshUntilSettled(bench);
      const [row] = await expectExact(bench, { atMostRequests: 50 });
      expect(row?.costNanoUsd).toBe(nanoUsd(CHARGED));
    },
  );

  test("a run whose cost Apify never tells stays unknown, and is asked for at most eight times", async () => {
    const bench = await startFaultBench();
    const { id } = bench.account.addRun(justEnded({ costUsd: null }));
    expect(await bench.refresh()).toBeNull();
    await refreshUntilSettled(bench);
    expect(await knownOf(bench, id)).toMatchObject({ costNanoUsd: null, settledAt: null });
    expect(bench.standIn.requests.filter(({ path }) => aDetail.path.test(path)).length).toBeLessThanOrEqual(8);
    await expectExact(bench, { atMostRequests: 20 });
  });
});

test("where the list tells platform usage instead of the charge, the ledger holds the charge", async () => {
  const bench = await startFaultBench();
  bench.account.listCost = "platform-usage";
  for (let index = 0; index < 20; index += 1) {
    const startedAtMs = NOW - (index + 1) * MINUTE_MS;
    const finishedAtMs = startedAtMs + 30 * SECOND_MS;
    bench.account.addRun(justEnded({ startedAtMs, finishedAtMs, usageUsd: { ACTOR_COMPUTE_UNITS: 0.0001 * index } }));
  }
  expect(await bench.refresh()).toBeNull();
  await refreshUntilSettled(bench);
  await expectExact(bench, { atMostRequests: 70 });
});

test("a free run of which every event is accounted costs zero, not nothing known", async () => {
  const bench = await startFaultBench();
  bench.account.addRun(justEnded({ costUsd: 0, chargedEventCounts: {} }));
  expect(await bench.refresh()).toBeNull();
  await refreshUntilSettled(bench);
  const [row] = await expectExact(bench, { atMostRequests: 12 });
  expect(row?.costNanoUsd).toBe(0n);
});
