import type { SpendingChart } from "../../../shared/api/spending-chart.ts";
import { type Language, usdFromNanoUsd } from "../../../shared/domain/money.ts";
import { costTickLabels, costTicks } from "./cost-ticks.ts";

const DIGIT_WIDTH = 7.7;
const POINT_WIDTH = 4;
const PADDING = { top: 12, right: 28, bottom: 28 } as const;

export interface ChartGeometry {
  readonly width: number;
  readonly height: number;
  readonly padding: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number };
  readonly ticksUsd: readonly number[];
  readonly tickLabels: readonly string[];
  readonly highestTickUsd: number;
  /** Where each day's point lies. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** Where everything goes on a chart of this size. The labels' own width decides what is left for the curve. */
export function chartGeometry(days: SpendingChart, width: number, height: number, language: Language): ChartGeometry {
  const highest = days.reduce((most, day) => (BigInt(day.costNanoUsd) > most ? BigInt(day.costNanoUsd) : most), 0n);
  const ticks = costTicks(highest);
  const tickLabels = costTickLabels(ticks, language);
  const ticksUsd = ticks.map(usdFromNanoUsd);
  const highestTickUsd = ticksUsd.at(-1) ?? 1;
  const left = Math.ceil(Math.max(...tickLabels.map(labelWidth))) + 12;

  const plotWidth = Math.max(1, width - left - PADDING.right);
  const plotHeight = height - PADDING.top - PADDING.bottom;
  const points = days.map((day, index) => ({
    x: left + (index / Math.max(1, days.length - 1)) * plotWidth,
    y: PADDING.top + (1 - day.costUsd / highestTickUsd) * plotHeight,
  }));
  return { width, height, padding: { ...PADDING, left }, ticksUsd, tickLabels, highestTickUsd, points };
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
