import { describe, expect, test } from "vitest";
import type { Budget, BudgetReading, Mark } from "../../../../../shared/domain/budget/budget.ts";
import { evaluateBudgets } from "../../../../../shared/domain/budget/evaluate-budgets.ts";
import { windowAt, windowBefore } from "../../../../../shared/domain/budget/window-instance.ts";

const USD = 1_000_000_000n;
const NOW = Date.parse("2026-11-23T12:00:00Z");
const DAY_MS = 24 * 3_600_000;

const budgetOf = (change: Partial<Budget> = {}): Budget => ({
  id: "b1",
  amountNanoUsd: 100n * USD,
  window: "month",
  scraperId: null,
  thresholds: [50, 80, 100],
  timeZone: "Europe/Paris",
  isOn: true,
  isProjectionAnnounced: false,
  createdAtMs: NOW - DAY_MS,
  effectiveSinceMs: NOW - DAY_MS,
  ...change,
});

function readingOf(
  budget: Budget,
  spentNanoUsd: bigint,
  atMs = NOW,
  expectedNanoUsd: bigint | null = null,
): BudgetReading {
  const window = windowAt(budget.window, atMs, budget.timeZone, null);
  if (window === null) throw new Error("There is no window");
  const projection =
    expectedNanoUsd === null ? null : { expectedNanoUsd, lowNanoUsd: 0n, highNanoUsd: expectedNanoUsd, days: [] };
  return { budgetId: budget.id, window, spentNanoUsd, projection };
}

function readingBefore(budget: Budget, spentNanoUsd: bigint): BudgetReading {
  const window = windowBefore(budget.window, NOW, budget.timeZone, null);
  if (window === null) throw new Error("There is no window");
  return { budgetId: budget.id, window, spentNanoUsd, projection: null };
}

/** Evaluates again and again, and keeps the marks as the ledger does. */
class Evaluations {
  marks: readonly Mark[];

  constructor(marks: readonly Mark[] = []) {
    this.marks = marks;
  }

  /** What is announced: the percents, "projection", with a star where the window is over. */
  next(budgets: readonly Budget[], readings: readonly BudgetReading[], nowMs = NOW): readonly string[] {
    const { marks, rearmed, announcements } = evaluateBudgets({ budgets, readings, marks: this.marks, nowMs });
    const isSame = (one: Mark, other: Mark): boolean =>
      one.budgetId === other.budgetId && one.windowLabel === other.windowLabel && one.trigger === other.trigger;
    const kept = this.marks.filter((mark) => ![...rearmed, ...marks].some((other) => isSame(mark, other)));
    this.marks = [...kept, ...marks];
    return announcements.map((announcement) => {
      if (announcement.kind === "anomaly") return "anomaly";
      const told = announcement.kind === "threshold" ? String(announcement.threshold) : "projection";
      return announcement.isWindowOver ? `${told}*` : told;
    });
  }
}

describe("thresholds", () => {
  test("are announced with what a person has to know of them", () => {
    const budget = budgetOf({ scraperId: "actor" });
    const reading = readingOf(budget, 85n * USD);
    expect(evaluateBudgets({ budgets: [budget], readings: [reading], marks: [], nowMs: NOW })).toEqual({
      announcements: [
        {
          kind: "threshold",
          budgetId: "b1",
          window: "month",
          windowLabel: "month:2026-11",
          scraperId: "actor",
          amountNanoUsd: 100n * USD,
          spentNanoUsd: 85n * USD,
          isWindowOver: false,
          threshold: 80,
        },
      ],
      marks: [50, 80].map((trigger) => ({
        budgetId: "b1",
        windowLabel: "month:2026-11 actor",
        trigger,
        amountNanoUsd: 100n * USD,
      })),
      rearmed: [],
    });
  });

  test("that are crossed together bring one announcement, of the highest", () => {
    const budget = budgetOf();
    const evaluations = new Evaluations();
    expect(evaluations.next([budget], [readingOf(budget, 100n * USD)])).toEqual(["100"]);
    expect(evaluations.marks.map(({ trigger }) => trigger)).toEqual([50, 80, 100]);
  });

  test.each([
    [-1n, []],
    [0n, ["80"]],
    [1n, ["80"]],
  ])("are crossed exactly: %d nano-dollars from the limit", (away, announced) => {
    const budget = budgetOf({ thresholds: [80] });
    expect(new Evaluations().next([budget], [readingOf(budget, 80n * USD + away)])).toEqual(announced);
  });

  test("above a hundred are announced too", () => {
    const budget = budgetOf({ thresholds: [100, 250] });
    const evaluations = new Evaluations();
    expect(evaluations.next([budget], [readingOf(budget, 249n * USD)])).toEqual(["100"]);
    expect(evaluations.next([budget], [readingOf(budget, 250n * USD)])).toEqual(["250"]);
  });

  test("of a budget that is off are not looked at, and are announced once it is on", () => {
    const off = budgetOf({ isOn: false });
    const evaluations = new Evaluations();
    expect(evaluations.next([off], [readingOf(off, 90n * USD)])).toEqual([]);
    expect(evaluations.marks).toEqual([]);
    expect(evaluations.next([budgetOf()], [readingOf(off, 90n * USD)])).toEqual(["80"]);
  });

  test("added below what was announced are marked without a word", () => {
    const evaluations = new Evaluations();
    evaluations.next([budgetOf({ thresholds: [80] })], [readingOf(budgetOf(), 85n * USD)]);
    expect(evaluations.next([budgetOf({ thresholds: [60, 80] })], [readingOf(budgetOf(), 85n * USD)])).toEqual([]);
    expect(evaluations.marks.map(({ trigger }) => trigger)).toEqual([80, 60]);
  });

  test("of another scope are announced by themselves, and those of the former one not again", () => {
    const everything = budgetOf();
    const one = budgetOf({ scraperId: "abc" });
    const evaluations = new Evaluations();
    expect(evaluations.next([everything], [readingOf(everything, 100n * USD)])).toEqual(["100"]);
    const announced = [10n, 60n, 60n].map((spent) => evaluations.next([one], [readingOf(one, spent * USD)]));
    expect(announced).toEqual([[], ["50"], []]);
    expect(evaluations.next([everything], [readingOf(everything, 110n * USD)])).toEqual([]);
    expect(evaluations.next([one], [readingOf(one, 80n * USD)])).toEqual(["80"]);
  });

  test("of another window than the budget has by now are not judged", () => {
    const monthly = budgetOf();
    const daily = budgetOf({ window: "day" });
    expect(new Evaluations().next([daily], [readingOf(monthly, 90n * USD)])).toEqual([]);
  });
});

/** The failures of other monitors, in the order in which `docs/budgets.md` lists them. */
describe("what went wrong elsewhere", () => {
  test("1: a threshold that stays crossed is announced once, however often it is evaluated", () => {
    const budget = budgetOf();
    const evaluations = new Evaluations();
    const announced = Array.from({ length: 100 }, (_, minute) =>
      evaluations.next([budget], [readingOf(budget, 81n * USD + BigInt(minute))], NOW + minute * 60_000),
    );
    expect(announced.flat()).toEqual(["80"]);
  });

  test("2: a budget and its window are known by id and calendar label, whatever else of them changes", () => {
    const budget = budgetOf();
    const evaluations = new Evaluations();
    evaluations.next([budget], [readingOf(budget, 81n * USD)]);
    evaluations.marks = evaluations.marks.toReversed().map((mark) => ({ ...mark }));
    const changed = budgetOf({ createdAtMs: NOW, effectiveSinceMs: NOW, isProjectionAnnounced: true });
    const { window, ...reading } = readingOf(changed, 81n * USD);
    const moved = { ...reading, window: { ...window, fromMs: window.fromMs + 7_000, toMs: window.toMs - 7_000 } };
    expect(evaluations.next([budgetOf({ id: "b0" }), changed], [moved])).toEqual([]);
  });

  test("3: a reading that fails takes no mark away, nor does one of nothing", () => {
    const budget = budgetOf();
    const evaluations = new Evaluations();
    evaluations.next([budget], [readingOf(budget, 81n * USD)]);
    const kept = evaluations.marks;
    expect(evaluations.next([budget], [])).toEqual([]);
    expect(evaluations.next([budget], [readingOf(budget, 0n)])).toEqual([]);
    expect(evaluations.marks).toEqual(kept);
    expect(evaluations.next([budget], [readingOf(budget, 81n * USD)])).toEqual([]);
  });

  test("3: a budget that is raised while it can't be read re-arms once it is read, not before", () => {
    const evaluations = new Evaluations();
    evaluations.next([budgetOf()], [readingOf(budgetOf(), 81n * USD)]);
    const raised = budgetOf({ amountNanoUsd: 120n * USD });
    expect(evaluateBudgets({ budgets: [raised], readings: [], marks: evaluations.marks, nowMs: NOW })).toEqual({
      marks: [],
      rearmed: [],
      announcements: [],
    });
    expect(evaluations.next([raised], [readingOf(raised, 95n * USD)])).toEqual([]);
    expect(evaluations.next([raised], [readingOf(raised, 96n * USD)])).toEqual(["80"]);
  });

  test("4: a billing cycle that begins some seconds later by the next answer is no new one", () => {
    const budget = budgetOf({ window: "cycle" });
    const evaluations = new Evaluations();
    const announced = [0, 4_000, -9_000, 1_700_000].map((jitterMs) => {
      const cycle = { fromMs: Date.UTC(2026, 10, 15) + jitterMs, toMs: Date.UTC(2026, 11, 15) - 1 + jitterMs };
      const window = windowAt("cycle", NOW, budget.timeZone, cycle);
      if (window === null) throw new Error("There is no cycle");
      return evaluations.next([budget], [{ budgetId: "b1", window, spentNanoUsd: 85n * USD, projection: null }]);
    });
    expect(announced).toEqual([["80"], [], [], []]);
  });

  test("5: each window is held against its own spending, and a new one begins at nothing", () => {
    const budget = budgetOf({ window: "day" });
    const evaluations = new Evaluations();
    expect(evaluations.next([budget], [readingOf(budget, 90n * USD)])).toEqual(["80"]);
    const tomorrow = NOW + DAY_MS;
    expect(evaluations.next([budget], [readingOf(budget, 0n, tomorrow)], tomorrow)).toEqual([]);
    expect(evaluations.next([budget], [readingOf(budget, 50n * USD, tomorrow)], tomorrow)).toEqual(["50"]);
  });

  test("6: what was announced of a lower threshold never hides a higher one", () => {
    const budget = budgetOf();
    const evaluations = new Evaluations();
    const announced = [50n, 60n, 80n, 99n, 100n, 180n].map((spent) =>
      evaluations.next([budget], [readingOf(budget, spent * USD)]),
    );
    expect(announced).toEqual([["50"], [], ["80"], [], ["100"], []]);
  });

  test("7: what was announced of another account's budget silences nothing here", () => {
    const theirs = budgetOf({ id: "theirs" });
    const evaluations = new Evaluations();
    evaluations.next([theirs], [readingOf(theirs, 100n * USD)]);
    const ours = budgetOf({ id: "ours" });
    expect(evaluations.next([ours], [readingOf(ours, 100n * USD)])).toEqual(["100"]);
  });

  test("9: a budget and its spending are whole nano-dollars both, however large", () => {
    const budget = budgetOf({ amountNanoUsd: 9_007_199_254_740_993_000n, thresholds: [100] });
    const evaluations = new Evaluations();
    expect(evaluations.next([budget], [readingOf(budget, 9_007_199_254_740_992_999n)])).toEqual([]);
    expect(evaluations.next([budget], [readingOf(budget, 9_007_199_254_740_993_000n)])).toEqual(["100"]);
  });

  test("10: a budget far too small is announced once a window, not with each cent", () => {
    const budget = budgetOf({ amountNanoUsd: 1n });
    const evaluations = new Evaluations();
    const announced = Array.from({ length: 50 }, (_, step) =>
      evaluations.next([budget], [readingOf(budget, BigInt(step) * USD)]),
    );
    expect(announced.flat()).toEqual(["100"]);
  });

  test("11b: a cost that falls and rises around a threshold is announced once", () => {
    const budget = budgetOf();
    const evaluations = new Evaluations();
    const announced = [79n, 80n, 79n, 80n, 20n, 81n, 79n, 80n].map((spent) =>
      evaluations.next([budget], [readingOf(budget, spent * USD)]),
    );
    expect(announced.flat()).toEqual(["50", "80"]);
  });

  test("11b: a projection that comes and goes is announced once a window", () => {
    const budget = budgetOf({ isProjectionAnnounced: true });
    const evaluations = new Evaluations();
    const announced = [120n, 90n, 120n, null, 130n].map((expected) =>
      evaluations.next([budget], [readingOf(budget, 10n * USD, NOW, expected && expected * USD)]),
    );
    expect(announced.flat()).toEqual(["projection"]);
  });

  test("11c: a crossing while the app was closed is announced at the next start, on the first reading", () => {
    const budget = budgetOf({ window: "day" });
    expect(new Evaluations().next([budget], [readingOf(budget, 130n * USD)])).toEqual(["100"]);
  });

  test("11c: so is one of the window before, as of a window that is over", () => {
    const budget = budgetOf({ window: "day", effectiveSinceMs: NOW - 2 * DAY_MS });
    const evaluations = new Evaluations();
    const readings = [readingOf(budget, 55n * USD), readingBefore(budget, 130n * USD)];
    expect(evaluations.next([budget], readings)).toEqual(["100*", "50"]);
    expect(evaluations.next([budget], readings)).toEqual([]);
  });

  test("11c: a restart repeats nothing", () => {
    const budget = budgetOf();
    const before = new Evaluations();
    before.next([budget], [readingOf(budget, 85n * USD)]);
    const after = new Evaluations(before.marks.map((mark) => ({ ...mark })));
    expect(after.next([budget], [readingOf(budget, 85n * USD)])).toEqual([]);
    expect(after.next([budget], [readingOf(budget, 100n * USD)])).toEqual(["100"]);
  });

  test("11d: an evaluation that was not kept is made again, with its announcement", () => {
    const budget = budgetOf();
    const readings = [readingOf(budget, 85n * USD)];
    const lost = evaluateBudgets({ budgets: [budget], readings, marks: [], nowMs: NOW });
    expect(evaluateBudgets({ budgets: [budget], readings, marks: [], nowMs: NOW })).toEqual(lost);
    expect(lost.announcements).toHaveLength(1);
  });

  test("11e: a budget that can't be read silences no other", () => {
    const failing = budgetOf({ id: "failing" });
    const budget = budgetOf();
    const evaluations = new Evaluations();
    expect(evaluations.next([failing, budget], [readingOf(budget, 85n * USD)])).toEqual(["80"]);
    expect(evaluations.marks.every(({ budgetId }) => budgetId === "b1")).toBe(true);
  });

  test("11g: what is shown as the whole amount but lacks two nano-dollars has not reached it", () => {
    const budget = budgetOf({ amountNanoUsd: 20n * USD, thresholds: [100] });
    const evaluations = new Evaluations();
    expect(evaluations.next([budget], [readingOf(budget, 19_999_999_998n)])).toEqual([]);
    expect(evaluations.next([budget], [readingOf(budget, 20_000_000_000n)])).toEqual(["100"]);
  });
});

describe("a change of the budget", () => {
  test("that raises it re-arms what is no longer crossed, and that alone", () => {
    const evaluations = new Evaluations();
    evaluations.next([budgetOf()], [readingOf(budgetOf(), 100n * USD)]);
    const raised = budgetOf({ amountNanoUsd: 125n * USD });
    expect(evaluations.next([raised], [readingOf(raised, 100n * USD)])).toEqual([]);
    expect(evaluations.marks.map(({ trigger, amountNanoUsd }) => [trigger, amountNanoUsd])).toEqual([
      [50, 125n * USD],
      [80, 125n * USD],
    ]);
    expect(evaluations.next([raised], [readingOf(raised, 125n * USD)])).toEqual(["100"]);
  });

  test("that raises it re-arms nothing later, when a cost falls below what was still crossed", () => {
    const evaluations = new Evaluations();
    evaluations.next([budgetOf()], [readingOf(budgetOf(), 60n * USD)]);
    const raised = budgetOf({ amountNanoUsd: 110n * USD });
    evaluations.next([raised], [readingOf(raised, 60n * USD)]);
    expect(evaluations.next([raised], [readingOf(raised, 40n * USD)])).toEqual([]);
    expect(evaluations.next([raised], [readingOf(raised, 60n * USD)])).toEqual([]);
  });

  test("that lowers it announces at once what is crossed by that", () => {
    const evaluations = new Evaluations();
    evaluations.next([budgetOf()], [readingOf(budgetOf(), 60n * USD)]);
    const lowered = budgetOf({ amountNanoUsd: 60n * USD });
    expect(evaluations.next([lowered], [readingOf(lowered, 60n * USD)])).toEqual(["100"]);
  });

  test("down and up again to where it was re-arms nothing that was announced there", () => {
    const evaluations = new Evaluations();
    evaluations.next([budgetOf()], [readingOf(budgetOf(), 60n * USD)]);
    const lowered = budgetOf({ amountNanoUsd: 61n * USD });
    evaluations.next([lowered], [readingOf(lowered, 60n * USD)]);
    expect(evaluations.next([budgetOf()], [readingOf(budgetOf(), 40n * USD)])).toEqual([]);
    expect(evaluations.next([budgetOf()], [readingOf(budgetOf(), 60n * USD)])).toEqual([]);
  });

  test("that raises it re-arms the projection once that no longer exceeds it, not where there is none", () => {
    const budget = budgetOf({ isProjectionAnnounced: true });
    const evaluations = new Evaluations();
    const next = (amount: bigint, expected: bigint | null) => {
      const changed = { ...budget, amountNanoUsd: amount * USD };
      return evaluations.next([changed], [readingOf(changed, 10n * USD, NOW, expected && expected * USD)]);
    };
    expect(next(100n, 120n)).toEqual(["projection"]);
    expect(next(110n, 120n)).toEqual([]);
    expect(next(130n, null)).toEqual([]);
    expect(evaluations.marks).toHaveLength(1);
    expect(next(130n, 120n)).toEqual([]);
    expect(evaluations.marks).toEqual([]);
    expect(next(130n, 131n)).toEqual(["projection"]);
  });
});

describe("a window that is over", () => {
  test("stays silent when it had ended before the budget stood as it does", () => {
    const budget = budgetOf({ window: "day", effectiveSinceMs: NOW });
    const evaluations = new Evaluations();
    expect(evaluations.next([budget], [readingBefore(budget, 130n * USD)])).toEqual([]);
    expect(evaluations.marks).toEqual([]);
  });

  test("stays silent when the budget was made at the very instant of its end", () => {
    const { window } = readingBefore(budgetOf({ window: "day" }), 0n);
    const made = (effectiveSinceMs: number) => {
      const budget = budgetOf({ window: "day", effectiveSinceMs });
      return new Evaluations().next([budget], [readingBefore(budget, 130n * USD)]);
    };
    expect(made(window.toMs)).toEqual([]);
    expect(made(window.toMs - 1)).toEqual(["100*"]);
  });

  test("is not meant by a clock that is set back to before the budget was made: that window is the present one", () => {
    const budget = budgetOf({ window: "day" });
    const early = NOW - 30 * DAY_MS;
    expect(new Evaluations().next([budget], [readingOf(budget, 130n * USD, early)], early)).toEqual(["100"]);
  });

  test("is announced no projection of", () => {
    const budget = budgetOf({ window: "day", isProjectionAnnounced: true, effectiveSinceMs: 0 });
    const projection = { expectedNanoUsd: 200n * USD, lowNanoUsd: 0n, highNanoUsd: 0n, days: [] };
    expect(new Evaluations().next([budget], [{ ...readingBefore(budget, 10n * USD), projection }])).toEqual([]);
  });
});

describe("a projected overrun", () => {
  const budget = budgetOf({ isProjectionAnnounced: true });

  test.each([
    [-1n, []],
    [0n, []],
    [1n, ["projection"]],
  ])("is announced above the amount only: %d nano-dollars from it", (away, announced) => {
    expect(new Evaluations().next([budget], [readingOf(budget, 0n, NOW, 100n * USD + away)])).toEqual(announced);
  });

  test("is announced beside a threshold that is crossed with it", () => {
    expect(new Evaluations().next([budget], [readingOf(budget, 80n * USD, NOW, 150n * USD)])).toEqual([
      "80",
      "projection",
    ]);
  });

  test("is no news once the amount is reached, nor when the cost falls below it again", () => {
    const evaluations = new Evaluations();
    expect(evaluations.next([budget], [readingOf(budget, 100n * USD, NOW, 150n * USD)])).toEqual(["100"]);
    expect(evaluations.next([budget], [readingOf(budget, 99n * USD, NOW, 150n * USD)])).toEqual([]);
  });

  test("is announced only where the person wants it", () => {
    expect(new Evaluations().next([budgetOf()], [readingOf(budget, 0n, NOW, 150n * USD)])).toEqual([]);
  });
});
