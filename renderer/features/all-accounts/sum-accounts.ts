import type { SpendingChart, SpendingChartDay } from "../../../shared/api/spending-chart.ts";
import { type NanoUsd, usdFromNanoUsd } from "../../../shared/domain/money.ts";
import type { AccountEntry, AccountFigures, AccountReading } from "../../../shared/ipc/accounts.ts";

export interface AccountsTotal {
  readonly costNanoUsd: NanoUsd;
  readonly runs: number;
  readonly runsWithoutCost: number;
  /** How many accounts nothing is known of: they add nothing. */
  readonly unknownAccounts: number;
}

export const isRead = (reading: AccountReading): reading is AccountFigures => "summary" in reading;

export function totalOf(readings: readonly AccountReading[]): AccountsTotal {
  const summaries = readings.flatMap((reading) =>
    isRead(reading) && reading.summary !== null ? [reading.summary] : [],
  );
  return {
    costNanoUsd: summaries.reduce((sum, { totalCostNanoUsd }) => sum + BigInt(totalCostNanoUsd), 0n),
    runs: summaries.reduce((sum, { totalRuns }) => sum + totalRuns, 0),
    runsWithoutCost: summaries.reduce((sum, { runsWithoutCost }) => sum + runsWithoutCost, 0),
    unknownAccounts: readings.length - summaries.length,
  };
}

/** An account's part of the chart. */
export interface AccountLayer {
  readonly account: AccountEntry;
  readonly days: SpendingChart;
}

/** The same dates for every account that was read: those of the newest curve. What an account does not know of is no spend. */
export function layersOf(
  accounts: readonly AccountEntry[],
  readings: readonly AccountReading[],
): readonly AccountLayer[] {
  const charts = new Map(readings.filter(isRead).map(({ accountId, chart }) => [accountId, chart]));
  const [newest = []] = [...charts.values()].toSorted((one, other) => lastDate(other).localeCompare(lastDate(one)));
  return accounts.flatMap((account) => {
    const chart = charts.get(account.id);
    if (chart === undefined) return [];
    const known = new Map(chart.map((day) => [day.date, day]));
    return [{ account, days: newest.map(({ date }) => known.get(date) ?? emptyDay(date)) }];
  });
}

/** Day by day, all of them together. */
export function sumOfDays(layers: readonly AccountLayer[]): SpendingChart {
  const dates = layers[0]?.days.map(({ date }) => date) ?? [];
  return dates.map((date, index) => layers.reduce((sum, { days }) => added(sum, days[index]), emptyDay(date)));
}

interface StackPoint {
  readonly x: number;
  /** Up to where those below it reach. */
  readonly y0: number;
  readonly y: number;
}

/** Each account's layer upon the ones before it, in US dollars. */
export function stackOf(
  layers: readonly AccountLayer[],
): readonly { readonly account: AccountEntry; readonly points: readonly StackPoint[] }[] {
  return layers.map(({ account }, index) => {
    const below = sumOfDays(layers.slice(0, index));
    const upTo = sumOfDays(layers.slice(0, index + 1));
    return { account, points: upTo.map(({ costUsd }, x) => ({ x, y0: below[x]?.costUsd ?? 0, y: costUsd })) };
  });
}

const lastDate = (chart: SpendingChart): string => chart.at(-1)?.date ?? "";

const emptyDay = (date: string): SpendingChartDay => ({
  date,
  costUsd: 0,
  costNanoUsd: "0",
  runs: 0,
  runsWithoutCost: 0,
});

function added(one: SpendingChartDay, other: SpendingChartDay | undefined): SpendingChartDay {
  if (other === undefined) return one;
  const costNanoUsd = BigInt(one.costNanoUsd) + BigInt(other.costNanoUsd);
  return {
    date: one.date,
    costUsd: usdFromNanoUsd(costNanoUsd),
    costNanoUsd: String(costNanoUsd),
    runs: one.runs + other.runs,
    runsWithoutCost: one.runsWithoutCost + other.runsWithoutCost,
  };
}
