import { VictoryAxis } from "victory";
import type { Language } from "../../../shared/domain/money.ts";
import type { ChartGeometry } from "./chart-geometry.ts";
import type { Frame } from "./cost-series.tsx";
import { shortDay } from "./day-names.ts";
import { dayTicks } from "./day-ticks.ts";
import { TickLabel } from "./tick-label.tsx";

const DAY_AXIS_STYLE = {
  axis: { stroke: "var(--border)" },
  grid: { stroke: "none" },
  ticks: { stroke: "none", size: 0 },
  tickLabels: { padding: 12 },
};

const COST_AXIS_STYLE = {
  axis: { stroke: "none" },
  grid: { stroke: "var(--border)", strokeDasharray: "3 4" },
  ticks: { stroke: "none", size: 0 },
  tickLabels: { padding: 10 },
};

interface AxesProps {
  readonly geometry: ChartGeometry;
  readonly frame: Frame;
  readonly dateAt: (index: number) => string;
  /** The last day that is not to come. */
  readonly today: number;
  readonly language: Language;
}

/** Days below, dollars on the left. */
export function Axes({ geometry, frame, dateAt, today, language }: AxesProps) {
  const { width, padding, points, ticksUsd, tickLabels } = geometry;
  const labelledDays = dayTicks(points.length, width - padding.left - padding.right, today);
  return (
    <>
      <VictoryAxis
        {...frame}
        dependentAxis
        tickValues={[...ticksUsd]}
        tickFormat={[...tickLabels]}
        tickLabelComponent={<TickLabel />}
        style={COST_AXIS_STYLE}
      />
      <VictoryAxis
        {...frame}
        tickValues={[...labelledDays]}
        tickFormat={labelledDays.map((index) => shortDay(dateAt(index), language))}
        tickLabelComponent={<TickLabel />}
        style={DAY_AXIS_STYLE}
      />
    </>
  );
}

/** The part of the chart that Victory draws in. */
export function frameOf({ width, height, padding, points, highestTickUsd }: ChartGeometry): Frame {
  const domain: Frame["domain"] = { x: [0, points.length - 1], y: [0, highestTickUsd] };
  return { standalone: false, width, height, padding, domain };
}
