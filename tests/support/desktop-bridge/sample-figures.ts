import type { ImportAnswer, ImportStatus } from "../../../shared/api/backfill.ts";
import type { SpendingChart } from "../../../shared/api/spending-chart.ts";
import type { Summary } from "../../../shared/api/summary.ts";
import type { ShownSummary } from "../../../shared/ipc/figures.ts";
import { sampleReconciliation } from "./sample-reconciliation.ts";
import { usdFromNanoUsd } from "../../../shared/domain/money.ts";
import {
  type Period,
  PERIOD_DAYS,
  type ShownPeriod,
  TIME_RANGE_DAYS,
  type TimeRange,
} from "../../../shared/domain/period.ts";

const LAST_DAY = "2025-02-28";
const DAY_MS = 86_400_000;
const DAYS_KEPT = 90;
const COMPLETE_FROM = "2024-11-30T10:00:00.000Z";

/** Figures that are the same on every run: busy weekdays, quiet week-ends, a spike, some costs not known yet. */
export function sampleChart(timeRange: TimeRange): SpendingChart {
  return lastSampleDays(TIME_RANGE_DAYS[timeRange]);
}

export function sampleSummary(period: Period): Summary {
  if (period === "all") {
    return { period, ...totalsOf(lastSampleDays(DAYS_KEPT)), completeFrom: COMPLETE_FROM, previous: null };
  }
  const count = PERIOD_DAYS[period];
  const days = lastSampleDays(2 * count);
  const before = { from: instantOf(days[0]), until: instantOf(days[count]), ...totalsOf(days.slice(0, count)) };
  return { period, ...totalsOf(days.slice(count)), completeFrom: COMPLETE_FROM, previous: before };
}

const instantOf = (day: SpendingChart[number] | undefined) => `${day?.date}T00:00:00.000Z`;

/** Of a billing cycle and of chosen days, those of the month. */
export function sampleShownSummary(period: ShownPeriod): ShownSummary {
  if (typeof period === "string" && period !== "cycle") return sampleSummary(period);
  const { startAt, endAt } = sampleReconciliation.cycle;
  return {
    ...sampleSummary("month"),
    period: "range",
    from: period === "cycle" ? startAt : `${period.from}T00:00:00.000Z`,
    until: new Date(Date.parse(period === "cycle" ? endAt : `${period.to}T23:59:59.999Z`) + 1).toISOString(),
  };
}

export function emptyChart(timeRange: TimeRange): SpendingChart {
  return sampleChart(timeRange).map(({ date }) => ({
    date,
    costUsd: 0,
    costNanoUsd: "0",
    runs: 0,
    runsWithoutCost: 0,
  }));
}

export function emptySummary(period: ShownPeriod): ShownSummary {
  return {
    ...sampleShownSummary(period),
    totalCostUsd: 0,
    totalCostNanoUsd: "0",
    totalRuns: 0,
    runsWithoutCost: 0,
    completeFrom: null,
    previous: null,
  };
}

export const idleStatus: ImportStatus = {
  state: "idle",
  progress: null,
  lastCompletedAt: null,
  lastFailure: null,
  isIncomplete: false,
  completeFrom: COMPLETE_FROM,
  retentionDays: null,
  nextReadingAt: null,
  runsInProgress: 0,
  unsettledRuns: 0,
};

export const sampleImportAnswer: ImportAnswer = {
  runsListed: 412,
  runsRecorded: 412,
  runsExpected: 412,
  runsNew: 12,
  runsChanged: 3,
  runsRemoved: 0,
  from: "2024-11-30T10:00:00.000Z",
  to: "2025-02-28T10:00:00.000Z",
  retentionDays: null,
  notKeptBefore: null,
};

function lastSampleDays(count: number): SpendingChart {
  return Array.from({ length: count }, (_, index) => sampleDay(count - 1 - index));
}

function sampleDay(daysAgo: number): SpendingChart[number] {
  const instant = Date.parse(LAST_DAY) - daysAgo * DAY_MS;
  const weekday = new Date(instant).getUTCDay();
  const isWeekend = weekday === 0 || weekday === 6;
  const runs = isWeekend ? daysAgo % 3 : 4 + ((daysAgo * 7) % 9);
  const spike = daysAgo === 11 ? 6_350_000_000n : 0n;
  const cost = runs === 0 ? 0n : BigInt(runs) * 213_405_117n + BigInt((daysAgo * 37) % 11) * 118_000_031n + spike;
  return {
    date: new Date(instant).toISOString().slice(0, 10),
    costUsd: usdFromNanoUsd(cost),
    costNanoUsd: String(cost),
    runs,
    runsWithoutCost: daysAgo < 2 ? Math.min(runs, 2 - daysAgo) : 0,
  };
}

function totalsOf(days: SpendingChart): Omit<Summary, "period" | "completeFrom" | "previous"> {
  const total = days.reduce((sum, day) => sum + BigInt(day.costNanoUsd), 0n);
  return {
    totalCostUsd: usdFromNanoUsd(total),
    totalCostNanoUsd: String(total),
    totalRuns: days.reduce((sum, day) => sum + day.runs, 0),
    runsWithoutCost: days.reduce((sum, day) => sum + day.runsWithoutCost, 0),
  };
}
