import { memo } from "react";
import type { SpendingChart } from "../../../shared/api/spending-chart.ts";
import type { Language } from "../../../shared/domain/money.ts";
import { Axes, frameOf } from "./axes.tsx";
import type { ChartGeometry } from "./chart-geometry.ts";
import type { ChartOutlook } from "./chart-outlook.ts";
import { BudgetLine, CostArea, Projection } from "./cost-series.tsx";
import type { KnownDays } from "./known-days.ts";
import { RunSeries } from "./run-series.tsx";
import { UnknownDays } from "./unknown-days.tsx";

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
  const dateAt = (index: number) => (days[index] ?? expected[index - days.length + 1])?.date ?? "";
  const frame = frameOf(geometry);
  return (
    <>
      <Axes geometry={geometry} frame={frame} dateAt={dateAt} today={days.length - 1} language={language} />
      <UnknownDays days={days} known={known} geometry={geometry} />
      {geometry.runs !== null && (
        <RunSeries days={days} scale={geometry.runs} geometry={geometry} language={language} />
      )}
      <CostArea days={days} firstIndex={known.firstIndex} points={geometry.points} frame={frame} />
      {expected.length > 0 && <Projection days={days} expected={expected} frame={frame} />}
      {daily !== null && geometry.isBudgetDrawn && <BudgetLine nanoUsdPerDay={daily.nanoUsdPerDay} frame={frame} />}
    </>
  );
});
