import type { SpendingChart } from "../../../shared/api/spending-chart.ts";
import { type Language, type NanoUsd, usdFromNanoUsd } from "../../../shared/domain/money.ts";
import type { ChartOutlook, ExpectedDay } from "./chart-outlook.ts";
import { costTickLabels, costTicks } from "./cost-ticks.ts";
import { type RunScale, runScale } from "./run-bars.ts";

const DIGIT_WIDTH = 7.7;
const POINT_WIDTH = 4;
const PADDING = { top: 12, right: 28, bottom: 28 } as const;
/** Between an axis and its labels. */
const LABEL_GAP = 12;
/** A budget far above every day would press the curve flat: it is then told, not drawn. */
const MOST_ABOVE = 3n;

const NO_OUTLOOK: ChartOutlook = { daily: null, expected: [], projected: null };

interface Point {
  readonly x: number;
  readonly y: number;
}

export interface ChartGeometry {
  readonly width: number;
  readonly height: number;
  readonly padding: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number };
  readonly ticksUsd: readonly number[];
  readonly tickLabels: readonly string[];
  readonly highestTickUsd: number;
  /** Where each day's point lies, those to come included. */
  readonly points: readonly Point[];
  /** Whether the budget of a day fits on the chart. */
  readonly isBudgetDrawn: boolean;
  /** Null where the runs are not drawn. */
  readonly runs: RunScale | null;
}

interface WhatIsDrawn {
  readonly days: SpendingChart;
  readonly outlook?: ChartOutlook;
  readonly areRunsShown?: boolean;
}

/** Where everything goes on a chart of this size. The labels' own widths decide what is left for the curve. */
export function chartGeometry(
  { days, outlook: { daily, expected } = NO_OUTLOOK, areRunsShown = false }: WhatIsDrawn,
  width: number,
  height: number,
  language: Language,
): ChartGeometry {
  const highestDay = highestOf(days, expected);
  const isBudgetDrawn = daily !== null && (highestDay === 0n || daily.nanoUsdPerDay <= highestDay * MOST_ABOVE);
  const ticks = costTicks(isBudgetDrawn && daily.nanoUsdPerDay > highestDay ? daily.nanoUsdPerDay : highestDay);
  const tickLabels = costTickLabels(ticks, language);
  const ticksUsd = ticks.map(usdFromNanoUsd);
  const highestTickUsd = ticksUsd.at(-1) ?? 1;
  const left = widestOf(tickLabels) + LABEL_GAP;
  const runs = areRunsShown ? runScale(days) : null;
  const right = Math.max(PADDING.right, runs === null ? 0 : widestOf(runs.ticks.map(String)) + LABEL_GAP);

  const plotWidth = Math.max(1, width - left - right);
  const plotHeight = height - PADDING.top - PADDING.bottom;
  const costsUsd = [...days.map(({ costUsd }) => costUsd), ...expected.slice(1).map(usdOf)];
  const points = costsUsd.map((costUsd, index) => ({
    x: left + (index / Math.max(1, costsUsd.length - 1)) * plotWidth,
    y: PADDING.top + (1 - costUsd / highestTickUsd) * plotHeight,
  }));
  const padding = { ...PADDING, left, right };
  return { width, height, padding, ticksUsd, tickLabels, highestTickUsd, points, isBudgetDrawn, runs };
}

/** What days may cost is drawn as well, but for a day that may cost far more than any other. */
function highestOf(days: SpendingChart, expected: readonly ExpectedDay[]): NanoUsd {
  const most = (amounts: readonly NanoUsd[]) => amounts.reduce((high, amount) => (amount > high ? amount : high), 0n);
  const drawn = most([
    ...days.map(({ costNanoUsd }) => BigInt(costNanoUsd)),
    ...expected.map(({ expectedNanoUsd }) => expectedNanoUsd),
  ]);
  const possible = most(expected.map(({ highNanoUsd }) => highNanoUsd));
  const limit = (drawn * 3n) / 2n;
  return possible > limit ? limit : most([drawn, possible]);
}

function usdOf({ expectedNanoUsd }: { readonly expectedNanoUsd: NanoUsd }): number {
  return usdFromNanoUsd(expectedNanoUsd);
}

const widestOf = (labels: readonly string[]): number => Math.ceil(Math.max(...labels.map(labelWidth)));

/** What a label takes in the widest of the system fonts. */
function labelWidth(label: string): number {
  const digits = label.replace(/[^\d$]/g, "").length;
  return digits * DIGIT_WIDTH + (label.length - digits) * POINT_WIDTH;
}

/** The day whose point is nearest to `x`. */
export function nearestDay(geometry: ChartGeometry, x: number): number {
  const { points, padding, width } = geometry;
  const share = (x - padding.left) / Math.max(1, width - padding.left - padding.right);
  return Math.min(points.length - 1, Math.max(0, Math.round(share * (points.length - 1))));
}
