import fc from "fast-check";
import { expect, test } from "vitest";
import type { Budget } from "../../../../../shared/domain/budget/budget.ts";
import { BudgetWorld, HOUR_MS, type Step } from "../../../../support/budget/budget-world.ts";

const NOW = Date.parse("2026-10-24T20:00:00Z");

const anyZone = fc.constantFrom("UTC", "Europe/Paris", "America/New_York", "Pacific/Apia", "Australia/Lord_Howe");
const anyThresholds = fc.oneof(
  fc.constant([50, 80, 100]),
  fc
    .uniqueArray(fc.constantFrom(1, 33, 50, 79, 80, 90, 99, 100, 101, 150, 1_000), { minLength: 1, maxLength: 5 })
    .map((thresholds) => thresholds.toSorted((one, other) => one - other)),
);
/** Few and small, so that limits are met exactly and just missed. */
const anyAmount = fc.oneof(fc.constantFrom(100n, 101n, 200n, 333n), fc.bigInt({ min: 1n, max: 500n }));
const anyCost = fc.option(fc.oneof(fc.constantFrom(0n, 1n, 49n, 50n, 79n, 80n), fc.bigInt({ min: 0n, max: 200n })), {
  freq: 5,
});

const anyBudget = (id: string): fc.Arbitrary<Budget> =>
  fc.record({
    id: fc.constant(id),
    amountNanoUsd: anyAmount,
    window: fc.constantFrom("day", "week", "month", "cycle"),
    scraperId: fc.constant(null),
    thresholds: anyThresholds,
    timeZone: anyZone,
    isOn: fc.constant(true),
    isProjectionAnnounced: fc.boolean(),
    createdAtMs: fc.constant(NOW),
    effectiveSinceMs: fc.integer({ min: -60, max: 0 }).map((hours) => NOW + hours * HOUR_MS),
  });
const anyBudgets = fc.tuple(anyBudget("one"), anyBudget("other"));

const anyIndex = fc.integer({ min: 0, max: 1 });
const anyRun: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant("run"),
  agoMs: fc.oneof(fc.constant(0), fc.integer({ min: -HOUR_MS, max: 30 * HOUR_MS })),
  costNanoUsd: anyCost,
});
const anyPrice: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant("price"),
  run: fc.nat({ max: 20 }),
  costNanoUsd: anyCost,
});
/** A moment on, a day on; and now and then a clock that is set, back and forth. */
const anyClock: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant("clock"),
  byMs: fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 0, max: 6 * HOUR_MS }) },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: 40 }).map((days) => days * 24 * HOUR_MS) },
    { weight: 1, arbitrary: fc.integer({ min: -400, max: 400 }).map((days) => days * 24 * HOUR_MS) },
  ),
});
const anyBoundary: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant("boundary"),
  budget: anyIndex,
  offsetMs: fc.constantFrom(-1, 0, 1, -HOUR_MS, HOUR_MS),
});
const anyRestart: fc.Arbitrary<Step> = fc.record({ kind: fc.constant("restart"), turn: fc.nat({ max: 5 }) });
const anyEvaluation: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant("evaluate" as const),
  failing: fc.subarray([0, 1]),
  failingBefore: fc.subarray([0, 1]),
  expectedMore: fc.option(fc.bigInt({ min: 0n, max: 300n }), { freq: 3, nil: null }),
  cycle: fc.constantFrom("known" as const, "known" as const, "known" as const, "former" as const, "unknown" as const),
  jitterMs: fc.integer({ min: -600_000, max: 600_000 }),
  isCut: fc.constantFrom(false, false, false, true),
});
const anyEdit: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant("edit"),
  budget: anyIndex,
  change: fc.oneof(
    fc.record({ amountNanoUsd: anyAmount }),
    fc.record({ thresholds: anyThresholds }),
    fc.record({ isOn: fc.boolean() }),
    fc.record({ timeZone: anyZone }),
    fc.record({ scraperId: fc.constantFrom(null, "abc") }),
    fc.record({ isProjectionAnnounced: fc.boolean() }),
    fc.record({ amountNanoUsd: anyAmount, thresholds: anyThresholds, window: fc.constantFrom("day", "week", "month") }),
  ),
});

const untouched = [
  { weight: 4, arbitrary: anyRun },
  { weight: 2, arbitrary: anyPrice },
  { weight: 2, arbitrary: anyClock },
  { weight: 1, arbitrary: anyBoundary },
  { weight: 1, arbitrary: anyRestart },
  { weight: 6, arbitrary: anyEvaluation },
] as const;
/** Within one window: costs that rise and fall a little, and a person who changes the amount again and again. */
const calm = [
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("run" as const),
      agoMs: fc.constant(0),
      costNanoUsd: fc.bigInt({ min: 0n, max: 60n }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("edit" as const),
      budget: anyIndex,
      change: fc.record({ amountNanoUsd: anyAmount }),
    }),
  },
  { weight: 3, arbitrary: anyPrice },
  { weight: 1, arbitrary: anyRestart },
  { weight: 5, arbitrary: anyEvaluation },
] as const;
const anySteps: fc.Arbitrary<readonly Step[]> = fc.oneof(
  fc.array(fc.oneof(...untouched, { weight: 2, arbitrary: anyEdit }), { maxLength: 60, size: "max" }),
  fc.array(fc.oneof(...calm), { maxLength: 40, size: "max" }),
);
const anyStepsWithoutEdits = fc.array(fc.oneof(...untouched), { maxLength: 60, size: "max" });

test("whatever happens, exactly what is due is announced", () => {
  fc.assert(
    fc.property(anyBudgets, anySteps, (budgets, steps) => {
      const world = new BudgetWorld(NOW, budgets);
      const outcomes = steps.map((step) => world.take(step)).filter((outcome) => outcome !== null);
      expect(outcomes.map(({ announced }) => announced)).toEqual(outcomes.map(({ due }) => due));
    }),
    { numRuns: 1_500 },
  );
}, 60_000);

test("the sequences that are tried bring all of it about, second times after a raise included", () => {
  const counts = { all: 0, projection: 0, over: 0, cycle: 0, cyclesOver: 0, again: 0 };
  for (const [budgets, steps] of fc.sample(fc.tuple(anyBudgets, anySteps), { numRuns: 500, seed: 5 })) {
    const world = new BudgetWorld(NOW, budgets);
    const announced: string[] = [];
    for (const outcome of steps.map((step) => world.take(step))) {
      if (!outcome?.kept) continue;
      announced.push(...outcome.announced);
      counts.over += outcome.announcedOver;
      counts.cyclesOver += outcome.announcedCyclesOver;
    }
    counts.all += announced.length;
    counts.projection += announced.filter((told) => told.endsWith("projection")).length;
    counts.cycle += announced.filter((told) => told.includes(" cycle:")).length;
    counts.again += announced.length - new Set(announced).size;
  }
  expect(counts.all).toBeGreaterThan(400);
  expect(counts.projection).toBeGreaterThan(100);
  expect(counts.over).toBeGreaterThan(25);
  expect(counts.cycle).toBeGreaterThan(50);
  expect(counts.cyclesOver).toBeGreaterThan(8);
  expect(counts.again).toBeGreaterThan(8);
}, 60_000);

test("a threshold and a projection are announced once for each window, and once more for each time the budget was raised", () => {
  fc.assert(
    fc.property(anyBudgets, anySteps, (budgets, steps) => {
      const world = new BudgetWorld(NOW, budgets);
      const counts = new Map<string, number>();
      const raises = new Map<string, number>();
      for (const step of steps) {
        const former = world.budgets;
        const outcome = world.take(step);
        for (const [index, { id, amountNanoUsd }] of world.budgets.entries()) {
          if (amountNanoUsd > (former[index]?.amountNanoUsd ?? 0n)) raises.set(id, (raises.get(id) ?? 0) + 1);
        }
        if (!outcome?.kept) continue;
        for (const told of outcome.announced) counts.set(told, (counts.get(told) ?? 0) + 1);
      }
      for (const [told, count] of counts)
        expect(count).toBeLessThanOrEqual(1 + (raises.get(told.split(/[ /]/)[0] ?? "") ?? 0));
    }),
    { numRuns: 500 },
  );
}, 60_000);

test("no crossing that was read is lost, and none is announced of what was not read", () => {
  fc.assert(
    fc.property(anyBudgets, anyStepsWithoutEdits, (budgets, steps) => {
      const world = new BudgetWorld(NOW, budgets);
      const highest = new Map<string, number>();
      for (const step of steps) {
        const outcome = world.take(step);
        if (!outcome?.kept) continue;
        const read = new Map(outcome.kept.map((kept) => [`${kept.budget.id} ${kept.windowLabel}`, kept]));
        for (const told of outcome.announced) {
          const [budgetId, windowLabel, trigger] = told.split(" ");
          const window = `${budgetId} ${windowLabel}`;
          expect(read.has(window)).toBe(true);
          if (trigger === "projection") continue;
          expect(Number(trigger)).toBeGreaterThan(highest.get(window) ?? 0);
          highest.set(window, Number(trigger));
        }
        for (const [window, { budget, spentNanoUsd }] of read) {
          const percent = Number((spentNanoUsd * 100n) / budget.amountNanoUsd);
          const reached = Math.max(0, ...budget.thresholds.filter((threshold) => threshold <= percent));
          expect(highest.get(window) ?? 0).toBeGreaterThanOrEqual(reached);
        }
      }
    }),
    { numRuns: 500 },
  );
}, 60_000);
