import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AccountUsage } from "../../../../../server/ledger/ledger.ts";
import { reconcile, type CycleRuns } from "../../../../../server/services/reconciliation/reconcile.ts";
import { reconciliationSchema } from "../../../../../shared/api/reconciliation.ts";

const CYCLE = { fromMs: Date.parse("2026-11-14T00:00:00Z"), toMs: Date.parse("2026-12-14T00:00:00Z") };
const READ_AT = Date.parse("2026-11-22T10:00:00Z");

function usageOf(services: Readonly<Record<string, bigint>>, builds: bigint | null = 0n): AccountUsage {
  return {
    cycle: CYCLE,
    readAtMs: READ_AT,
    usageNanoUsd: String(sum(Object.values(services))),
    limitNanoUsd: null,
    services: Object.fromEntries(Object.entries(services).map(([service, amount]) => [service, String(amount)])),
    builds: builds === null ? null : { count: 2, nanoUsd: String(builds), buildsWithoutCost: 1 },
  };
}

function runsOf(services: Readonly<Record<string, bigint>>, more: Partial<CycleRuns> = {}): CycleRuns {
  return {
    totals: { costNanoUsd: sum(Object.values(services)), runs: 3, runsWithoutCost: 1 },
    services: new Map(Object.entries(services)),
    unsettledRuns: 2,
    history: { complete: null, retentionDays: null, retentionReadAtMs: null },
    ...more,
  };
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);
const linesOf = (usage: AccountUsage, runs: CycleRuns) =>
  reconcile(usage, runs, null).services.map(({ service, unattributed }) => [service, unattributed.nanoUsd]);

describe("the rest", () => {
  test("is the usage less the runs less the builds", () => {
    const answer = reconcile(
      usageOf({ ACTOR_COMPUTE_UNITS: 5_000_000_000n, PAID_ACTORS_PER_EVENT: 2_000_000_000n }, 250_000_000n),
      runsOf({ ACTOR_COMPUTE_UNITS: 4_500_000_000n, PAID_ACTORS_PER_EVENT: 2_000_000_000n }),
      null,
    );
    expect(reconciliationSchema.parse(answer)).toEqual(answer);
    expect(answer).toMatchObject({
      cycle: { startAt: "2026-11-14T00:00:00.000Z", endAt: "2026-12-13T23:59:59.999Z" },
      readAt: "2026-11-22T10:00:00.000Z",
      staleBecause: null,
      usage: { usd: 7, nanoUsd: "7000000000" },
      limit: null,
      runs: { usd: 6.5, nanoUsd: "6500000000", count: 3, runsWithoutCost: 1, unsettledRuns: 2 },
      builds: { usd: 0.25, nanoUsd: "250000000", count: 2, buildsWithoutCost: 1 },
      unattributed: { usd: 0.25, nanoUsd: "250000000" },
    });
  });

  test("is negative where the runs cost more than Apify tells, and is not clamped", () => {
    const answer = reconcile(usageOf({ PAID_ACTORS_PER_EVENT: 1n }), runsOf({ PAID_ACTORS_PER_EVENT: 3n }), null);
    expect(answer.unattributed).toEqual({ usd: -2e-9, nanoUsd: "-2" });
    expect(answer.services[0]?.unattributed.nanoUsd).toBe("-2");
  });

  test("takes a reading of a former version, which did not count the builds without a cost", () => {
    const usage = { ...usageOf({}), builds: { count: 2, nanoUsd: "7" } };
    expect(reconcile(usage, runsOf({}), null).builds).toMatchObject({ nanoUsd: "7", buildsWithoutCost: 0 });
  });

  test("holds the builds where the token may not list them", () => {
    const answer = reconcile(usageOf({ ACTOR_COMPUTE_UNITS: 9n }, null), runsOf({ ACTOR_COMPUTE_UNITS: 4n }), null);
    expect(answer.builds).toBeNull();
    expect(answer.unattributed.nanoUsd).toBe("5");
  });
});

describe("the services", () => {
  test("have the builds among the computing, even where Apify tells of none", () => {
    expect(linesOf(usageOf({ DATASET_READS: 4n }, 7n), runsOf({}))).toEqual([
      ["ACTOR_COMPUTE_UNITS", "-7"],
      ["DATASET_READS", "4"],
    ]);
  });

  test("stand by the size of their rest, whatever its sign, then by their usage", () => {
    const usage = usageOf({ small: 1n, large: 90n, matched: 50n, unused: 0n });
    expect(linesOf(usage, runsOf({ matched: 50n, OTHER: 100n }))).toEqual([
      ["OTHER", "-100"],
      ["large", "90"],
      ["small", "1"],
      ["matched", "0"],
    ]);
  });

  test("take up what an import wrote between two readings of the ledger", () => {
    const totals = { costNanoUsd: 12n, runs: 4, runsWithoutCost: 0 };
    expect(linesOf(usageOf({ DATASET_READS: 12n }), runsOf({ DATASET_READS: 10n }, { totals }))).toEqual([
      ["DATASET_READS", "2"],
      ["OTHER", "-2"],
    ]);
  });

  test("add up to every sum, to the last digit", () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 15n });
    const names = fc.constantFrom("ACTOR_COMPUTE_UNITS", "PAID_ACTORS_PER_EVENT", "DATASET_READS", "OTHER", "NEW");
    const services = fc.dictionary(names, amount);
    fc.assert(
      fc.property(services, services, fc.option(amount), amount, (used, byRuns, builds, late) => {
        const totals = { costNanoUsd: sum(Object.values(byRuns)) + late, runs: 1, runsWithoutCost: 0 };
        const answer = reconcile(usageOf(used, builds), runsOf(byRuns, { totals }), null);
        const total = (part: "usage" | "runs" | "builds" | "unattributed") =>
          sum(answer.services.map((line) => BigInt(line[part].nanoUsd)));
        expect(String(total("usage"))).toBe(answer.usage.nanoUsd);
        expect(String(total("runs"))).toBe(answer.runs.nanoUsd);
        expect(String(total("builds"))).toBe(answer.builds?.nanoUsd ?? "0");
        expect(String(total("unattributed"))).toBe(answer.unattributed.nanoUsd);
      }),
    );
  });
});

describe("the ledger is complete", () => {
  const HOUR_MS = 3_600_000;
  const isComplete = (fromMs: number, toMs = READ_AT, readAtMs = READ_AT) => {
    const history = { complete: { fromMs, toMs }, retentionDays: 31, retentionReadAtMs: READ_AT };
    return reconcile({ ...usageOf({}), readAtMs }, runsOf({}, { history }), null).isLedgerComplete;
  };

  test("from the cycle's start on, or from before it", () => {
    expect(isComplete(CYCLE.fromMs)).toBe(true);
    expect(isComplete(CYCLE.fromMs - 1)).toBe(true);
    expect(isComplete(CYCLE.fromMs + 1)).toBe(false);
    expect(reconcile(usageOf({}), runsOf({}), null).isLedgerComplete).toBe(false);
  });

  test("up to Apify's reading, or to an hour before it", () => {
    expect(isComplete(CYCLE.fromMs, READ_AT - HOUR_MS)).toBe(true);
    expect(isComplete(CYCLE.fromMs, READ_AT - HOUR_MS - 1)).toBe(false);
    expect(isComplete(CYCLE.fromMs, READ_AT + HOUR_MS)).toBe(true);
  });

  test("up to the end of a past cycle, however long ago that was", () => {
    const later = CYCLE.toMs + 90 * 24 * HOUR_MS;
    expect(isComplete(CYCLE.fromMs, CYCLE.toMs, later)).toBe(true);
    expect(isComplete(CYCLE.fromMs, CYCLE.toMs - HOUR_MS - 1, later)).toBe(false);
  });
});
