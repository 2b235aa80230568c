import type { Budget, BudgetReading, BudgetWindow, Mark } from "../../../shared/domain/budget/budget.ts";
import { evaluateBudgets } from "../../../shared/domain/budget/evaluate-budgets.ts";
import { windowAt, windowBefore } from "../../../shared/domain/budget/window-instance.ts";
import type { Span } from "../../../shared/domain/day.ts";
import { localDate } from "../ledger/local-date.ts";
import { AnnouncementOracle, type Judged, type Told } from "./announcement-oracle.ts";

export const HOUR_MS = 3_600_000;

interface Run {
  readonly atMs: number;
  costNanoUsd: bigint | null;
}

export type Step =
  | { readonly kind: "run"; readonly agoMs: number; readonly costNanoUsd: bigint | null }
  | { readonly kind: "price"; readonly run: number; readonly costNanoUsd: bigint | null }
  | { readonly kind: "clock"; readonly byMs: number }
  | { readonly kind: "boundary"; readonly budget: number; readonly offsetMs: number }
  | { readonly kind: "edit"; readonly budget: number; readonly change: Partial<Budget> }
  | { readonly kind: "restart"; readonly turn: number }
  | {
      readonly kind: "evaluate";
      /** Budgets whose reading fails: of the present window, of the one before. */
      readonly failing: readonly number[];
      readonly failingBefore: readonly number[];
      /** What is expected beyond what was spent; null while nothing can be projected. */
      readonly expectedMore: bigint | null;
      /** "former": only the one that is over, since the next can't be read. */
      readonly cycle: "known" | "former" | "unknown";
      /** By how much Apify's instants of the cycle are off this time. */
      readonly jitterMs: number;
      /** Whether the process ends before anything is kept: nothing was shown either. */
      readonly isCut: boolean;
    };

/** Announcements are written `budget window trigger`, of a budget for one scraper `budget/scraper window trigger`. */
interface Outcome {
  readonly announced: readonly string[];
  /** How many of them were of a window that was over. */
  readonly announcedOver: number;
  /** How many of those were of a billing cycle. */
  readonly announcedCyclesOver: number;
  /** What had to be announced. */
  readonly due: readonly string[];
  /** What was read, and kept: null when the process ended before. */
  readonly kept:
    | readonly { readonly budget: Budget; readonly windowLabel: string; readonly spentNanoUsd: bigint }[]
    | null;
}

/** A computer with runs, budgets and a clock, its marks kept as a database keeps them, and beside it what must be announced. */
export class BudgetWorld {
  readonly #runs: Run[] = [];
  readonly #oracle = new AnnouncementOracle();
  #marks: readonly Mark[] = [];
  nowMs: number;
  budgets: readonly Budget[];

  constructor(nowMs: number, budgets: readonly Budget[]) {
    this.nowMs = nowMs;
    this.budgets = budgets;
  }

  /** Answers what was announced and what had to be, of an evaluation. */
  take(step: Step): Outcome | null {
    switch (step.kind) {
      case "run":
        this.#runs.push({ atMs: this.nowMs - step.agoMs, costNanoUsd: step.costNanoUsd });
        return null;
      case "price": {
        const run = this.#runs[step.run % Math.max(1, this.#runs.length)];
        if (run !== undefined) run.costNanoUsd = step.costNanoUsd;
        return null;
      }
      case "clock":
        this.nowMs += step.byMs;
        return null;
      case "boundary": {
        const budget = this.budgets[step.budget % this.budgets.length];
        const window = budget && windowAt(budget.window, this.nowMs, budget.timeZone, this.#cycle(0));
        if (window) this.nowMs = window.toMs + step.offsetMs;
        return null;
      }
      case "edit":
        this.budgets = this.budgets.map((budget, index) =>
          index === step.budget % this.budgets.length
            ? { ...budget, ...step.change, effectiveSinceMs: this.nowMs }
            : budget,
        );
        return null;
      case "restart":
        // The order in which a database answers is none.
        this.#marks = [...this.#marks.slice(step.turn), ...this.#marks.slice(0, step.turn)].map((mark) => ({
          ...mark,
        }));
        return null;
      case "evaluate":
        return this.#evaluate(step);
    }
  }

  #evaluate(step: Extract<Step, { kind: "evaluate" }>): Outcome {
    const cycle = step.cycle === "known" ? this.#cycle(step.jitterMs) : null;
    const formerCycle = step.cycle === "unknown" ? null : this.#cycle(step.jitterMs, 1);
    const readings: BudgetReading[] = [];
    const judgements: { readonly windowLabel: string; readonly judged: Judged }[] = [];
    for (const [index, budget] of this.budgets.entries()) {
      const judge = (windowLabel: string, isWindowOver: boolean): void => {
        if (!budget.isOn) return;
        if (isWindowOver && labelOf(budget.window, budget.effectiveSinceMs, budget.timeZone) > windowLabel) return;
        const spentNanoUsd = this.#spentIn(windowLabel, budget);
        const projection = projected(spentNanoUsd, step);
        judgements.push({ windowLabel, judged: { budget, spentNanoUsd, projection, isWindowOver } });
      };
      const read = (window: ReturnType<typeof windowAt>): void => {
        if (window === null) return;
        const spentNanoUsd = this.#spentBetween(window);
        readings.push({
          budgetId: budget.id,
          window,
          spentNanoUsd,
          projection: projected(spentNanoUsd, step),
        });
      };
      const { window, timeZone } = budget;
      if (!step.failing.includes(index)) {
        read(windowAt(window, this.nowMs, timeZone, cycle));
        if (window !== "cycle" || cycle !== null) judge(labelOf(window, this.nowMs, timeZone), false);
      }
      if (!step.failingBefore.includes(index)) {
        read(windowBefore(window, this.nowMs, timeZone, formerCycle));
        if (window !== "cycle" || formerCycle !== null) judge(labelBefore(window, this.nowMs, timeZone), true);
      }
    }

    const evaluated = evaluateBudgets({ budgets: this.budgets, readings, marks: this.#marks, nowMs: this.nowMs });
    const announced = evaluated.announcements.map((announcement) =>
      announcement.kind === "anomaly"
        ? "anomaly"
        : written(
            { id: announcement.budgetId, scraperId: announcement.scraperId },
            announcement.windowLabel,
            announcement.kind === "threshold" ? announcement.threshold : "projection",
          ),
    );
    const due = judgements.flatMap(({ windowLabel, judged }) =>
      this.#oracle.tell(windowLabel, judged).map((told) => written(judged.budget, windowLabel, told)),
    );
    if (!step.isCut) {
      this.#commit(evaluated);
      for (const { windowLabel, judged } of judgements) this.#oracle.keep(windowLabel, judged);
    }
    const over = evaluated.announcements.flatMap((told) => (told.kind !== "anomaly" && told.isWindowOver ? told : []));
    return {
      announced: announced.toSorted(),
      announcedOver: over.length,
      announcedCyclesOver: over.filter(({ window }) => window === "cycle").length,
      due: due.toSorted(),
      kept: step.isCut ? null : judgements.map(({ windowLabel, judged }) => ({ windowLabel, ...judged })),
    };
  }

  /** As a table with one row for each budget, window and trigger does. */
  #commit({ marks, rearmed }: ReturnType<typeof evaluateBudgets>): void {
    const rows = new Map(this.#marks.map((mark) => [keyOf(mark), mark]));
    for (const mark of rearmed) rows.delete(keyOf(mark));
    for (const mark of marks) rows.set(keyOf(mark), mark);
    this.#marks = [...rows.values()];
  }

  #spentBetween({ fromMs, toMs }: Span): bigint {
    return this.#runs.reduce(
      (sum, { atMs, costNanoUsd }) => (fromMs <= atMs && atMs < toMs ? sum + (costNanoUsd ?? 0n) : sum),
      0n,
    );
  }

  /** By what a calendar on the wall shows at each run's start. */
  #spentIn(label: string, { window, timeZone }: Budget): bigint {
    return this.#runs.reduce(
      (sum, { atMs, costNanoUsd }) => (labelOf(window, atMs, timeZone) === label ? sum + (costNanoUsd ?? 0n) : sum),
      0n,
    );
  }

  /** From the 15th to the 14th, as Apify tells it: its last millisecond, and now and then some seconds off. */
  #cycle(jitterMs: number, monthsBefore = 0): Span {
    const [year = 0, month = 0] = labelOf("cycle", this.nowMs, "UTC").slice("cycle:".length).split("-").map(Number);
    const startMs = (ofMonth: number) => Date.UTC(year, ofMonth - 1 - monthsBefore, 15);
    return { fromMs: startMs(month) + jitterMs, toMs: startMs(month + 1) - 1 + jitterMs };
  }
}

const keyOf = ({ budgetId, windowLabel, trigger }: Mark): string => `${budgetId} ${windowLabel} ${trigger}`;
const written = ({ id, scraperId }: Pick<Budget, "id" | "scraperId">, windowLabel: string, told: Told): string =>
  `${scraperId === null ? id : `${id}/${scraperId}`} ${windowLabel} ${told}`;

const projected = (
  spentNanoUsd: bigint,
  { expectedMore }: Extract<Step, { kind: "evaluate" }>,
): BudgetReading["projection"] =>
  expectedMore === null
    ? null
    : { expectedNanoUsd: spentNanoUsd + expectedMore, lowNanoUsd: 0n, highNanoUsd: 0n, days: [] };

const labels = new Map<string, string>();

/** A window's name by the platform's own calendar and whole days of UTC: nothing that Décompte computes. */
function labelOf(window: BudgetWindow, atMs: number, timeZone: string): string {
  const key = `${window} ${atMs} ${timeZone}`;
  const label = labels.get(key) ?? makeLabel(window, atMs, timeZone);
  labels.set(key, label);
  return label;
}

function makeLabel(window: BudgetWindow, atMs: number, timeZone: string): string {
  const date = localDate(atMs, window === "cycle" ? "UTC" : timeZone);
  switch (window) {
    case "day":
      return `day:${date}`;
    case "week":
      return `week:${shifted(date, -((new Date(date).getUTCDay() + 6) % 7))}`;
    case "month":
      return `month:${date.slice(0, 7)}`;
    case "cycle":
      return `cycle:${(date.slice(8) >= "15" ? date : shifted(`${date.slice(0, 7)}-01`, -1)).slice(0, 7)}-15`;
  }
}

function labelBefore(window: BudgetWindow, atMs: number, timeZone: string): string {
  const date = labelOf(window, atMs, timeZone).slice(window.length + 1);
  if (window === "cycle") return `cycle:${shifted(`${date.slice(0, 7)}-01`, -1).slice(0, 7)}-15`;
  if (window === "month") return `month:${shifted(`${date}-01`, -1).slice(0, 7)}`;
  return `${window}:${shifted(date, window === "week" ? -7 : -1)}`;
}

const shifted = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * 24 * HOUR_MS).toISOString().slice(0, 10);
