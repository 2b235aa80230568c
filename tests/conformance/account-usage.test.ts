import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import type { AccountUsage, LedgerRun } from "../../server/ledger/ledger.ts";
import { examples, openTestLedger } from "../support/ledger/test-ledger.ts";

const CYCLE = { fromMs: Date.parse("2026-11-14T00:00:00Z"), toMs: Date.parse("2026-12-14T00:00:00Z") };
const NOON = Date.parse("2026-11-20T12:00:00Z");

async function open() {
  const temporary = await openTestLedger();
  onTestFinished(() => temporary.remove());
  return temporary;
}

function run(runId: string, change: Partial<LedgerRun> = {}): LedgerRun {
  return {
    runId,
    scraperId: "actor",
    source: "import",
    status: "SUCCEEDED",
    costNanoUsd: 1_000n,
    itemCount: null,
    usageDetails: null,
    createdAtMs: NOON,
    ...change,
  };
}

describe("what the runs of a span used", () => {
  async function servicesOf(...runs: readonly LedgerRun[]) {
    const { ledger } = await open();
    for (const each of runs) await ledger.recordRuns("alice", [each]);
    return Object.fromEntries(await ledger.servicesOfRuns("alice", CYCLE));
  }

  test("is told by the lines of a run whose platform usage is paid", async () => {
    const usageUsd = { ACTOR_COMPUTE_UNITS: 0.25, DATASET_READS: 0.000_000_005, PROXY_SERPS: 0, DATASET_WRITES: null };
    const usageDetails = { pricingModel: "FREE", platformUsageBillingModel: "USER", usageUsd };
    expect(await servicesOf(run("1", { costNanoUsd: 250_000_005n, usageDetails }))).toEqual({
      ACTOR_COMPUTE_UNITS: 250_000_000n,
      DATASET_READS: 5n,
    });
  });

  test("has what the lines don't tell under the name of its price", async () => {
    const usageUsd = { ACTOR_COMPUTE_UNITS: 0.1 };
    expect(
      await servicesOf(
        run("1", { costNanoUsd: 300_000_000n, usageDetails: { pricingModel: "PAY_PER_EVENT", usageUsd } }),
        run("2", { costNanoUsd: 20n, usageDetails: { pricingModel: "PRICE_PER_DATASET_ITEM" } }),
        run("3", { costNanoUsd: 3n }),
      ),
    ).toEqual({
      ACTOR_COMPUTE_UNITS: 100_000_000n,
      PAID_ACTORS_PER_EVENT: 200_000_000n,
      PAID_ACTORS_PER_DATASET_ITEM: 20n,
      OTHER: 3n,
    });
  });

  test("leaves out the lines that an Actor's developer pays", async () => {
    const usageDetails = {
      pricingModel: "PAY_PER_EVENT",
      platformUsageBillingModel: "DEVELOPER",
      usageUsd: { ACTOR_COMPUTE_UNITS: 0.1 },
    };
    expect(await servicesOf(run("1", { costNanoUsd: 50n, usageDetails }))).toEqual({ PAID_ACTORS_PER_EVENT: 50n });
  });

  test("has no line for what the rounding of each line makes out", async () => {
    const usageUsd = { ACTOR_COMPUTE_UNITS: 0.000_000_100_4, DATASET_READS: 0.000_000_010_4 };
    const rounded = run("1", { costNanoUsd: 111n, usageDetails: { usageUsd } });
    expect(await servicesOf(rounded)).toEqual({ ACTOR_COMPUTE_UNITS: 101n, DATASET_READS: 10n });
  });

  test("counts the runs of the span and of the user only, and none whose cost is unknown", async () => {
    const { ledger } = await open();
    await ledger.recordRuns("alice", [run("first", { costNanoUsd: 1n, createdAtMs: CYCLE.fromMs })]);
    await ledger.recordRuns("alice", [run("last", { costNanoUsd: 2n, createdAtMs: CYCLE.toMs - 1 })]);
    await ledger.recordRuns("alice", [run("before", { costNanoUsd: 4n, createdAtMs: CYCLE.fromMs - 1 })]);
    await ledger.recordRuns("alice", [run("after", { costNanoUsd: 8n, createdAtMs: CYCLE.toMs })]);
    const usageDetails = { usageUsd: { ACTOR_COMPUTE_UNITS: 1 } };
    await ledger.recordRuns("alice", [run("unknown", { costNanoUsd: null, usageDetails })]);
    await ledger.recordRuns("bob", [run("foreign", { costNanoUsd: 16n })]);
    expect(Object.fromEntries(await ledger.servicesOfRuns("alice", CYCLE))).toEqual({ OTHER: 3n });
  });

  test("adds up to the costs, whatever form the details have", async () => {
    const line = fc.oneof(
      fc.double(),
      fc.constantFrom(null, "0.1", true, -1, 1e300, 0.1, 0.25),
      fc.double({ min: 0, max: 2 }),
    );
    const usageUsd = fc.oneof(
      fc.dictionary(fc.constantFrom("ACTOR_COMPUTE_UNITS", "DATASET_READS", "__proto__", "l'é\"[0]"), line, {
        noNullPrototype: true,
      }),
      fc.constantFrom(null, 3, "text", [1, 2], { deep: { er: 1 } }),
    );
    const details = fc.record(
      {
        usageUsd,
        pricingModel: fc.constantFrom("PAY_PER_EVENT", "PRICE_PER_DATASET_ITEM", "FREE", 7, null),
        platformUsageBillingModel: fc.constantFrom("USER", "DEVELOPER", null, 1),
      },
      { requiredKeys: [], noNullPrototype: true },
    );
    const runs = fc.array(
      fc.record({
        costNanoUsd: fc.option(fc.bigInt({ min: 0n, max: 10n ** 12n })),
        usageDetails: fc.option(details),
        createdAtMs: fc.integer({ min: CYCLE.fromMs, max: CYCLE.toMs - 1 }),
      }),
      { maxLength: 12 },
    );
    const { ledger } = await open();
    let count = 0;
    await fc.assert(
      fc.asyncProperty(runs, async (each) => {
        const user = `user-${(count += 1)}`;
        for (const [index, change] of each.entries()) await ledger.recordRuns(user, [run(String(index), change)]);
        const services = await ledger.servicesOfRuns(user, CYCLE);
        const [totals] = await ledger.totalsOfSpans(user, [CYCLE]);
        expect([...services.values()].reduce((sum, amount) => sum + amount, 0n)).toBe(totals?.costNanoUsd);
      }),
      { numRuns: examples(60) },
    );
  });
});

describe("the usage of a cycle", () => {
  const usage = (fromMs: number, toMs: number, nanoUsd: string): AccountUsage => ({
    cycle: { fromMs, toMs },
    readAtMs: NOON,
    usageNanoUsd: nanoUsd,
    limitNanoUsd: null,
    services: { ACTOR_COMPUTE_UNITS: nanoUsd },
    builds: { count: 1, nanoUsd: "5" },
  });

  test("is found by any instant of its cycle, the newest reading of it", async () => {
    const { ledger } = await open();
    const month = usage(CYCLE.fromMs, CYCLE.toMs, "7");
    await ledger.saveAccountUsage("alice", usage(CYCLE.fromMs, CYCLE.toMs, "6"));
    await ledger.saveAccountUsage("alice", month);
    await ledger.saveAccountUsage("alice", usage(CYCLE.fromMs - 86_400_000, CYCLE.fromMs, "1"));
    expect(await ledger.accountUsage("alice", CYCLE.fromMs)).toEqual(month);
    expect(await ledger.accountUsage("alice", CYCLE.toMs - 1)).toEqual(month);
    expect((await ledger.accountUsage("alice", CYCLE.fromMs - 1))?.usageNanoUsd).toBe("1");
    expect(await ledger.accountUsage("alice", CYCLE.toMs)).toBeNull();
    expect(await ledger.accountUsage("bob", NOON)).toBeNull();
  });
});

describe("the Actors without a name", () => {
  test("are those of imported runs that were never looked up, or in vain long ago", async () => {
    const { ledger } = await open();
    for (const scraperId of ["b", "a", "b", "c"]) {
      await ledger.recordRuns("alice", [run(`${scraperId}-run`, { scraperId })]);
    }
    await ledger.recordRuns("alice", [run("feature", { scraperId: "reviews", source: "trustpilot-reviews" })]);
    await ledger.recordRuns("bob", [run("foreign", { scraperId: "z" })]);
    expect(await ledger.unnamedActorIds("alice", NOON)).toEqual(["a", "b", "c"]);
    expect(await ledger.unnamedActorIds("carol", NOON)).toEqual([]);

    const actor = { name: "team/a", title: "A" };
    await ledger.saveActors(
      "alice",
      [
        { actorId: "a", actor },
        { actorId: "b", actor: null },
      ],
      NOON,
    );
    expect(await ledger.unnamedActorIds("alice", NOON)).toEqual(["c"]);
    expect(await ledger.unnamedActorIds("alice", NOON + 1)).toEqual(["b", "c"]);
    expect(await ledger.unnamedActorIds("bob", NOON)).toEqual(["z"]);
  });

  test("keep a name that can't be looked up any more", async () => {
    const { ledger, sql } = await open();
    const actor = { name: "team/a", title: "A" };
    await ledger.saveActors("alice", [{ actorId: "a", actor }], NOON);
    await ledger.saveActors("alice", [{ actorId: "a", actor: null }], NOON + 1);
    await ledger.saveActors("alice", [], NOON);
    const { rows } = await sql.execute("select name, title from actors");
    expect(rows.map((row) => [row["name"], row["title"]])).toEqual([["team/a", "A"]]);
  });
});
