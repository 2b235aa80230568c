import { memo } from "react";
import { VictoryAxis } from "victory";
import type { SpendingChart } from "../../../shared/api/spending-chart.ts";
import type { Language } from "../../../shared/domain/money.ts";
import type { ChartGeometry } from "./chart-geometry.ts";
import type { ChartOutlook } from "./chart-outlook.ts";
import { BudgetLine, CostArea, Projection } from "./cost-series.tsx";
import { shortDay } from "./day-names.ts";
import { dayTicks } from "./day-ticks.ts";
import type { KnownDays } from "./known-days.ts";
import { RunSeries } from "./run-series.tsx";
import { TickLabel } from "./tick-label.tsx";
import { UnknownDays } from "./unknown-days.tsx";

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

interface CurveProps {
  readonly days: SpendingChart;
  readonly outlook: ChartOutlook;
  readonly known: KnownDays;
  readonly geometry: ChartGeometry;
  readonly language: Language;
}

/** The axes and the curve. They know nothing of the cursor, so that it moves without drawing them again. */
export const Curve = memo(function Curve({ days, outlook, known, geometry, language }: CurveProps) {
  const { daily, expected } = outlook;
  const lastDay = geometry.points.length - 1;
  const dateAt = (index: number) => (days[index] ?? expected[index - days.length + 1])?.date ?? "";
  const { width, height, padding, ticksUsd, tickLabels, highestTickUsd } = geometry;
  const domain: { x: [number, number]; y: [number, number] } = { x: [0, lastDay], y: [0, highestTickUsd] };
  const frame = { standalone: false, width, height, padding, domain };
  const labelledDays = dayTicks(lastDay + 1, width - padding.left - padding.right, days.length - 1);
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
      <UnknownDays known={known} geometry={geometry} />
      {geometry.runs !== null && (
        <RunSeries days={days} scale={geometry.runs} geometry={geometry} language={language} />
      )}
      <CostArea days={days} firstIndex={known.firstIndex} points={geometry.points} frame={frame} />
      {expected.length > 0 && <Projection days={days} expected={expected} frame={frame} />}
      {daily !== null && geometry.isBudgetDrawn && <BudgetLine nanoUsdPerDay={daily.nanoUsdPerDay} frame={frame} />}
    </>
  );
});
