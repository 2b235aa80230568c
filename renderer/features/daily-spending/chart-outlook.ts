import type { SpendingChart } from "../../../shared/api/spending-chart.ts";
import type { BudgetWindow } from "../../../shared/domain/budget/budget.ts";
import type { NanoUsd } from "../../../shared/domain/money.ts";
import type { BudgetView, ProjectionView } from "../../../shared/ipc/budgets.ts";

const DAY_MS = 86_400_000;
const WINDOWS_BY_FIT: readonly BudgetWindow[] = ["day", "month", "cycle", "week"];

export interface ExpectedDay {
  readonly date: string;
  /** All that the day is expected to cost, what it has cost so far included. */
  readonly expectedNanoUsd: NanoUsd;
  /** Nine days in ten cost something between these two. */
  readonly lowNanoUsd: NanoUsd;
  readonly highNanoUsd: NanoUsd;
}

/** What a budget of one day is, or a longer one's share of it. */
export interface DailyBudget {
  readonly window: BudgetWindow;
  readonly amountNanoUsd: NanoUsd;
  readonly windowDays: number;
  readonly nanoUsdPerDay: NanoUsd;
}

/** What a whole window is projected to cost. */
export interface ProjectedWindow {
  readonly window: BudgetWindow;
  readonly expectedNanoUsd: NanoUsd;
  readonly lowNanoUsd: NanoUsd;
  readonly highNanoUsd: NanoUsd;
}

/** What budgets add to the curve of past days. */
export interface ChartOutlook {
  readonly daily: DailyBudget | null;
  /** From today on, without a gap; empty while nothing is projected. */
  readonly expected: readonly ExpectedDay[];
  /** What the expected days lead to; null without any. */
  readonly projected: ProjectedWindow | null;
}

/** Of the budgets that are about every run: a day's, else the share of a longer one, and the projection that reaches furthest. */
export function chartOutlook(budgets: readonly BudgetView[], days: SpendingChart): ChartOutlook {
  const general = budgets.filter(({ isOn, scraperId }) => isOn && scraperId === null);
  const [daily = null] = general
    .flatMap((budget) => dailyBudgetOf(budget) ?? [])
    .toSorted(
      (one, other) =>
        WINDOWS_BY_FIT.indexOf(one.window) - WINDOWS_BY_FIT.indexOf(other.window) ||
        (one.nanoUsdPerDay < other.nanoUsdPerDay ? -1 : 1),
    );
  const [furthest] = general
    .map((budget) => ({ expected: expectedOf(budget, days), projected: projectedOf(budget) }))
    .toSorted((one, other) => other.expected.length - one.expected.length);
  if (furthest === undefined || furthest.expected.length === 0) return { daily, expected: [], projected: null };
  return { daily, ...furthest };
}

function projectedOf({ window, reading }: BudgetView): ProjectedWindow | null {
  const projection = reading?.projection ?? null;
  if (projection === null) return null;
  const { expectedNanoUsd, lowNanoUsd, highNanoUsd } = projection;
  return {
    window,
    expectedNanoUsd: BigInt(expectedNanoUsd),
    lowNanoUsd: BigInt(lowNanoUsd),
    highNanoUsd: BigInt(highNanoUsd),
  };
}

function dailyBudgetOf({ window, amountNanoUsd, reading }: BudgetView): DailyBudget | null {
  const windowDays = window === "day" ? 1 : window === "week" ? 7 : daysIn(reading);
  if (windowDays === null) return null;
  const amount = BigInt(amountNanoUsd);
  return { window, amountNanoUsd: amount, windowDays, nanoUsdPerDay: amount / BigInt(windowDays) };
}

/** Rounded: a window may hold a day of 23 or 25 hours. */
function daysIn(reading: BudgetView["reading"]): number | null {
  if (reading === null) return null;
  return Math.max(1, Math.round((Date.parse(reading.window.endAt) - Date.parse(reading.window.startAt)) / DAY_MS));
}

/** At most as many days ahead as the chart shows behind, so that the curve keeps its half. */
function expectedOf(budget: BudgetView, days: SpendingChart): readonly ExpectedDay[] {
  const today = days.at(-1);
  const projected = wholeDaysOf(budget);
  const first = projected.findIndex(({ date }) => date === today?.date);
  if (today === undefined || first === -1) return [];
  return projected.slice(first, first + 1 + days.length).map(({ date, ...toCome }) => {
    // Of today, what is still to come is projected.
    const spent = date === today.date ? BigInt(today.costNanoUsd) : 0n;
    return {
      date,
      expectedNanoUsd: spent + BigInt(toCome.expectedNanoUsd),
      lowNanoUsd: spent + BigInt(toCome.lowNanoUsd),
      highNanoUsd: spent + BigInt(toCome.highNanoUsd),
    };
  });
}

/** A billing cycle ends within a day: the hours of its last one would look like a fall in spending. */
function wholeDaysOf({ window, reading }: BudgetView): ProjectionView["days"] {
  const projected = reading?.projection?.days ?? [];
  const last = projected.at(-1);
  if (window !== "cycle" || reading === null || last === undefined || projected.length === 1) return projected;
  const lastMs = Date.parse(reading.window.endAt) - Date.parse(`${last.date}T00:00`);
  return lastMs < DAY_MS / 2 ? projected.slice(0, -1) : projected;
}
