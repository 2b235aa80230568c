import type { SpendingChart } from "../../../shared/api/spending-chart.ts";
import { type Language, type NanoUsd, usdFromNanoUsd } from "../../../shared/domain/money.ts";
import type { ChartOutlook } from "./chart-outlook.ts";
import { costTickLabels, costTicks } from "./cost-ticks.ts";

const DIGIT_WIDTH = 7.7;
const POINT_WIDTH = 4;
const PADDING = { top: 12, right: 28, bottom: 28 } as const;
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
}

/** Where everything goes on a chart of this size. The labels' own width decides what is left for the curve. */
export function chartGeometry(
  days: SpendingChart,
  width: number,
  height: number,
  language: Language,
  { daily, expected }: ChartOutlook = NO_OUTLOOK,
): ChartGeometry {
  const highestDay = [
    ...days.map(({ costNanoUsd }) => BigInt(costNanoUsd)),
    ...expected.map(({ expectedNanoUsd }) => expectedNanoUsd),
  ].reduce((most, cost) => (cost > most ? cost : most), 0n);
  const isBudgetDrawn = daily !== null && (highestDay === 0n || daily.nanoUsdPerDay <= highestDay * MOST_ABOVE);
  const ticks = costTicks(isBudgetDrawn && daily.nanoUsdPerDay > highestDay ? daily.nanoUsdPerDay : highestDay);
  const tickLabels = costTickLabels(ticks, language);
  const ticksUsd = ticks.map(usdFromNanoUsd);
  const highestTickUsd = ticksUsd.at(-1) ?? 1;
  const left = Math.ceil(Math.max(...tickLabels.map(labelWidth))) + 12;

  const plotWidth = Math.max(1, width - left - PADDING.right);
  const plotHeight = height - PADDING.top - PADDING.bottom;
  const costsUsd = [...days.map(({ costUsd }) => costUsd), ...expected.slice(1).map(usdOf)];
  const points = costsUsd.map((costUsd, index) => ({
    x: left + (index / Math.max(1, costsUsd.length - 1)) * plotWidth,
    y: PADDING.top + (1 - costUsd / highestTickUsd) * plotHeight,
  }));
  return {
    width,
    height,
    padding: { ...PADDING, left },
    ticksUsd,
    tickLabels,
    highestTickUsd,
    points,
    isBudgetDrawn,
  };
}

function usdOf({ expectedNanoUsd }: { readonly expectedNanoUsd: NanoUsd }): number {
  return usdFromNanoUsd(expectedNanoUsd);
}

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
