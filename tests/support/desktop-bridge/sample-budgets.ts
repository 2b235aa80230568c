import { type Budget, type BudgetLevel, DEFAULT_THRESHOLDS } from "../../../shared/domain/budget/budget.ts";
import { nanoUsdFromUsd } from "../../../shared/domain/money.ts";
import { AppError } from "../../../shared/errors.ts";
import type { BudgetChoice, BudgetReadingView, BudgetView, ProjectionView } from "../../../shared/ipc/budgets.ts";

/** Midnight in the zone of whoever looks. */
const localDay = (month: number, day: number) => new Date(2025, month - 1, day).toISOString();

const WINDOWS = {
  day: { label: "day:2025-02-28", startAt: localDay(2, 28), endAt: localDay(3, 1) },
  week: { label: "week:2025-02-24", startAt: localDay(2, 24), endAt: localDay(3, 3) },
  month: { label: "month:2025-02", startAt: localDay(2, 1), endAt: localDay(3, 1) },
  cycle: { label: "cycle:2025-02-08", startAt: "2025-02-08T00:00:00.000Z", endAt: "2025-03-08T00:00:00.000Z" },
} as const;

const SCRAPERS = [
  { scraperId: "nwua9Gu5YrADL7ZDj", name: "compass/crawler-google-places" },
  { scraperId: "shu8hvrXbJbY3Eb9W", name: "apify/instagram-scraper" },
] as const;

const nano = (usd: number) => String(nanoUsdFromUsd(usd));

export interface SampleBudgetOptions extends Partial<Omit<BudgetView, "amountNanoUsd" | "reading">> {
  readonly amount?: number;
  /** Null: not read yet. */
  readonly spent?: number | null;
  readonly projection?: ProjectionView | null;
  readonly runsWithoutCost?: number;
}

/** A budget of everything for the month, with 60 % of it spent, unless told otherwise. */
export function sampleBudget(options: SampleBudgetOptions = {}): BudgetView {
  const { amount = 50, spent = amount * 0.6, projection = null, runsWithoutCost = 0, ...rest } = options;
  const window = rest.window ?? "month";
  return {
    id: "0b7d5f0e-5a55-4c8e-9a63-0f3f5d3a4a01",
    amountNanoUsd: nano(amount),
    window,
    scraperId: null,
    scraperName: null,
    thresholds: DEFAULT_THRESHOLDS,
    isOn: true,
    isProjectionAnnounced: true,
    timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    reading: spent === null ? null : readingOf(window, amount, spent, projection, runsWithoutCost),
    webhook: null,
    ...rest,
  };
}

export function sampleProjection(expected: number, low: number, high: number, days: number): ProjectionView {
  const FIRST = Date.parse("2025-02-28");
  return {
    expectedNanoUsd: nano(expected),
    lowNanoUsd: nano(low),
    highNanoUsd: nano(high),
    days: Array.from({ length: days }, (_, index) => {
      const instant = new Date(FIRST + index * 86_400_000);
      const isWeekend = instant.getUTCDay() % 6 === 0;
      const usd = isWeekend ? 0.4 : 2.1 + (index % 3) * 0.3;
      return {
        date: instant.toISOString().slice(0, 10),
        expectedNanoUsd: nano(usd),
        lowNanoUsd: nano(usd / 2),
        highNanoUsd: nano(usd * 1.5),
      };
    }),
  };
}

function readingOf(
  window: Budget["window"],
  amount: number,
  spent: number,
  projection: ProjectionView | null,
  runsWithoutCost: number,
): BudgetReadingView {
  const percent = Math.floor(Number((nanoUsdFromUsd(spent) * 100n) / nanoUsdFromUsd(amount)));
  const level: BudgetLevel = spent > amount ? "over" : percent >= 80 ? "near" : "normal";
  return { window: WINDOWS[window], spentNanoUsd: nano(spent), runsWithoutCost, percent, level, projection };
}

/** Budgets as main keeps them: what is asked of them is done. */
export function keptBudgets(initial: readonly BudgetView[]) {
  let budgets = initial;
  let made = 0;
  const deleted = new Map<string, BudgetView>();
  const find = (budgetId: string): BudgetView => {
    const budget = budgets.find(({ id }) => id === budgetId);
    if (budget === undefined) throw new AppError("not_found", "No such budget");
    return budget;
  };
  const withChoice = (budget: BudgetView, choice: BudgetChoice): BudgetView => ({
    ...budget,
    ...choice,
    scraperName: SCRAPERS.find(({ scraperId }) => scraperId === choice.scraperId)?.name ?? null,
  });
  const replace = (changed: BudgetView): BudgetView => {
    budgets = budgets.map((budget) => (budget.id === changed.id ? changed : budget));
    return changed;
  };
  return {
    getBudgets: () => budgets,
    createBudget: (choice: BudgetChoice) => {
      made += 1;
      const id = `0b7d5f0e-5a55-4c8e-9a63-0f3f5d3a4b${String(made).padStart(2, "0")}`;
      const budget = withChoice(sampleBudget({ id, spent: null }), choice);
      budgets = [...budgets, budget];
      return budget;
    },
    changeBudget: ({ budgetId, choice }: { readonly budgetId: string; readonly choice: BudgetChoice }) =>
      replace(withChoice(find(budgetId), choice)),
    deleteBudget: ({ budgetId }: { readonly budgetId: string }) => {
      deleted.set(budgetId, find(budgetId));
      budgets = budgets.filter(({ id }) => id !== budgetId);
    },
    restoreBudget: ({ budgetId }: { readonly budgetId: string }) => {
      const budget = deleted.get(budgetId);
      if (budget === undefined) throw new AppError("not_found", "No such budget");
      budgets = [...budgets, budget];
      return budget;
    },
    getScrapers: () => SCRAPERS,
    setWebhook: ({ budgetId, url }: { readonly budgetId: string; readonly url: string | null }) => {
      const webhook = url === null ? null : { host: new URL(url).host, secret: "kept" as const };
      replace({ ...find(budgetId), webhook });
      return { secret: url === null ? null : "whsec_5vP2kJ8rQx0sYb7TzN4cWm9L" };
    },
    sendTestWebhook: () => ({ kind: "taken" }) as const,
  };
}
