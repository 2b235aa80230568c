import type { SpendingChart } from "../../../shared/api/spending-chart.ts";
import type { Language } from "../../../shared/domain/money.ts";
import type { ChartGeometry } from "./chart-geometry.ts";
import { runBars, type RunScale } from "./run-bars.ts";
import { TickLabel } from "./tick-label.tsx";

const LABEL_GAP = 10;

interface RunSeriesProps {
  readonly days: SpendingChart;
  readonly scale: RunScale;
  readonly geometry: ChartGeometry;
  readonly language: Language;
}

/** How many runs each day had, with the axis of its own on the right. */
export function RunSeries({ days, scale, geometry, language }: RunSeriesProps) {
  const { width, height, padding, points } = geometry;
  const [top, bottom] = [padding.top, height - padding.bottom];
  const format = new Intl.NumberFormat(language);
  return (
    <g>
      <path d={runBars(days, scale, { points, top, bottom })} fill="var(--runs)" />
      {scale.ticks.map((count) => (
        <TickLabel
          key={count}
          x={width - padding.right + LABEL_GAP}
          y={bottom - (count / scale.atTop) * (bottom - top)}
          text={format.format(count)}
          textAnchor="start"
        />
      ))}
    </g>
  );
}
