import type { Announcement } from "../../../shared/domain/budget/alert.ts";
import type { BudgetBook } from "../../../shared/domain/budget/budget-book.ts";
import type { Mark } from "../../../shared/domain/budget/budget.ts";
import { evaluateBudgets } from "../../../shared/domain/budget/evaluate-budgets.ts";
import { findAnomaly } from "../../../shared/domain/budget/find-anomaly.ts";
import type { BillingCycle } from "./billing-cycle.ts";
import { readBudgets, type ReadBudget, type SpendFigures } from "./read-budgets.ts";

export interface NamedScrapers {
  /** The Actor is null where Apify did not tell it. */
  scrapers(): Promise<readonly { readonly scraperId: string; readonly actor: { readonly name: string } | null }[]>;
}

export interface EvaluationOptions {
  readonly book: Pick<BudgetBook, "budgets" | "marks" | "commit" | "settings">;
  readonly figures: SpendFigures & NamedScrapers;
  readonly cycle: BillingCycle;
  /** Whether the figures may be judged by: up to date, and not those of an import that is under way. */
  readonly isFresh: () => Promise<boolean>;
  readonly now: () => number;
  readonly timeZone: () => string;
}

/** Reads an account's budgets, and keeps what is to be announced of them. */
export interface Evaluation {
  /** Keeps nothing once it is overtaken, or of figures that are not up to date. */
  run(isOvertaken: () => boolean): Promise<void>;
  /** As they were read last. */
  read(): readonly ReadBudget[];
  /** The Actor's name, or its id while that is all that is known. */
  scraperName(scraperId: string): string;
}

export function createEvaluation(options: EvaluationOptions): Evaluation {
  const { book, figures, now } = options;
  let read: readonly ReadBudget[] = [];
  let names: ReadonlyMap<string, string> = new Map();

  async function run(isOvertaken: () => boolean): Promise<void> {
    const budgets = await book.budgets();
    const cycle = budgets.some(({ window }) => window === "cycle") ? await options.cycle.read() : null;
    const nowMs = now();
    const formerCycle = (sinceMs: number) => options.cycle.former(sinceMs);
    const next = await readBudgets({ budgets, figures, cycle, formerCycle, nowMs });
    if (budgets.some(({ scraperId }) => scraperId !== null)) await readNames();
    if (isOvertaken()) return;
    read = next;
    if (await options.isFresh()) await evaluate(nowMs, isOvertaken);
  }

  async function evaluate(nowMs: number, isOvertaken: () => boolean): Promise<void> {
    const readings = read.flatMap(({ present, former }) => (present === null ? former : [present, ...former]));
    const marks = await book.marks();
    const evaluated = evaluateBudgets({ budgets: read.map(({ budget }) => budget), readings, marks, nowMs });
    const unusual = await anomaly(marks, nowMs);
    const kept = {
      marks: [...evaluated.marks, ...unusual.map(({ mark }) => mark)],
      rearmed: evaluated.rearmed,
      announcements: [...evaluated.announcements, ...unusual.map(({ announcement }) => announcement)],
    };
    const isNothing = Object.values(kept).every((list) => list.length === 0);
    if (!isNothing && !isOvertaken()) await book.commit({ ...kept, atMs: nowMs });
  }

  /** One at most. It has figures of its own, whose failure keeps no budget from being evaluated. */
  async function anomaly(
    marks: readonly Mark[],
    nowMs: number,
  ): Promise<readonly { readonly announcement: Announcement; readonly mark: Mark }[]> {
    const { isAnomalyAnnounced } = await book.settings();
    if (!isAnomalyAnnounced) return [];
    const timeZone = options.timeZone();
    const days = await figures.days({ scraperId: null, timeZone }).catch(() => null);
    const found = days && findAnomaly({ days, marks, nowMs, timeZone });
    return found ? [found] : [];
  }

  async function readNames(): Promise<void> {
    const scrapers = await figures.scrapers().catch(() => null);
    if (scrapers !== null)
      names = new Map(scrapers.map(({ scraperId, actor }) => [scraperId, actor?.name ?? scraperId]));
  }

  return {
    run,
    read: () => read,
    scraperName: (scraperId) => names.get(scraperId) ?? scraperId,
  };
}
