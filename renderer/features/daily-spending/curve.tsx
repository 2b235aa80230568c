import { memo } from "react";
import { VictoryArea, VictoryAxis, VictoryLine } from "victory";
import type { SpendingChart } from "../../../shared/api/spending-chart.ts";
import { type Language, usdFromNanoUsd } from "../../../shared/domain/money.ts";
import type { ChartGeometry } from "./chart-geometry.ts";
import type { ChartOutlook } from "./chart-outlook.ts";
import { shortDay } from "./day-names.ts";
import { dayTicks } from "./day-ticks.ts";
import { TickLabel } from "./tick-label.tsx";

const GRADIENT_ID = "daily-spending-gradient";

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

const AREA_STYLE = { data: { fill: `url(#${GRADIENT_ID})`, stroke: "var(--chart)", strokeWidth: 2 } };

const PROJECTION_STYLE = { data: { stroke: "var(--chart)", strokeWidth: 2, strokeDasharray: "5 4" } };
const BUDGET_STYLE = { data: { stroke: "var(--near)", strokeWidth: 1.5 } };

interface CurveProps {
  readonly days: SpendingChart;
  readonly outlook: ChartOutlook;
  readonly geometry: ChartGeometry;
  readonly language: Language;
}

/** The axes and the curve. They know nothing of the cursor, so that it moves without drawing them again. */
export const Curve = memo(function Curve({ days, outlook, geometry, language }: CurveProps) {
  const { daily, expected } = outlook;
  const lastDay = geometry.points.length - 1;
  const dateAt = (index: number) => (days[index] ?? expected[index - days.length + 1])?.date ?? "";
  const { width, height, padding, ticksUsd, tickLabels, highestTickUsd } = geometry;
  const domain: { x: [number, number]; y: [number, number] } = { x: [0, lastDay], y: [0, highestTickUsd] };
  const frame = { standalone: false, width, height, padding, domain };
  const labelledDays = dayTicks(lastDay + 1, width - padding.left - padding.right, days.length - 1);
  return (
    <>
      <defs>
        <linearGradient id={GRADIENT_ID} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0%" stopColor="var(--chart)" stopOpacity={0.32} />
          <stop offset="100%" stopColor="var(--chart)" stopOpacity={0.02} />
        </linearGradient>
      </defs>
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
      <VictoryArea
        {...frame}
        interpolation="monotoneX"
        data={days.map((day, index) => ({ x: index, y: day.costUsd }))}
        style={AREA_STYLE}
      />
      {expected.length > 0 && (
        <VictoryLine
          {...frame}
          interpolation="monotoneX"
          data={projectedPoints(days, expected)}
          style={PROJECTION_STYLE}
        />
      )}
      {daily !== null && geometry.isBudgetDrawn && (
        <VictoryLine
          {...frame}
          data={[0, lastDay].map((x) => ({ x, y: usdFromNanoUsd(daily.nanoUsdPerDay) }))}
          style={BUDGET_STYLE}
        />
      )}
    </>
  );
});

/** From the last whole day on, through all of today, whose curve ends at what it has cost so far. */
function projectedPoints(days: SpendingChart, expected: ChartOutlook["expected"]) {
  const today = days.length - 1;
  const yesterday = days[today - 1];
  return [
    ...(yesterday === undefined ? [] : [{ x: today - 1, y: yesterday.costUsd }]),
    ...expected.map(({ expectedNanoUsd }, index) => ({ x: today + index, y: usdFromNanoUsd(expectedNanoUsd) })),
  ];
}
