import { VictoryArea } from "victory";
import type { SpendingChart } from "../../../shared/api/spending-chart.ts";
import { type NanoUsd, usdFromNanoUsd } from "../../../shared/domain/money.ts";
import type { ChartGeometry } from "./chart-geometry.ts";
import type { ExpectedDay } from "./chart-outlook.ts";

const GRADIENT_ID = "daily-spending-gradient";

const AREA_STYLE = { data: { fill: `url(#${GRADIENT_ID})`, stroke: "var(--chart)", strokeWidth: 2 } };
const BAND_STYLE = { data: { fill: "var(--chart)", opacity: 0.16, stroke: "none" } };
const PROJECTION_STYLE = { data: { fill: "none", stroke: "var(--chart)", strokeWidth: 2, strokeDasharray: "5 4" } };

/** The part of the chart that Victory's series share. */
export interface Frame {
  readonly standalone: boolean;
  readonly width: number;
  readonly height: number;
  readonly padding: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number };
  readonly domain: { x: [number, number]; y: [number, number] };
}

interface CostAreaProps {
  readonly days: SpendingChart;
  /** The curve begins with the first day of which anything is known. */
  readonly firstIndex: number;
  readonly points: ChartGeometry["points"];
  readonly frame: Frame;
}

export function CostArea({ days, firstIndex, points, frame }: CostAreaProps) {
  const only = points[firstIndex];
  const data = days.map((day, index) => ({ x: index, y: day.costUsd })).slice(firstIndex);
  return (
    <>
      <defs>
        <linearGradient id={GRADIENT_ID} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0%" stopColor="var(--chart)" stopOpacity={0.32} />
          <stop offset="100%" stopColor="var(--chart)" stopOpacity={0.02} />
        </linearGradient>
      </defs>
      {data.length === 1 ? (
        <circle cx={only?.x} cy={only?.y} r={3.5} fill="var(--chart)" />
      ) : (
        <VictoryArea {...frame} interpolation="monotoneX" data={data} style={AREA_STYLE} />
      )}
    </>
  );
}

interface ProjectionProps {
  readonly days: SpendingChart;
  readonly expected: readonly ExpectedDay[];
  readonly frame: Frame;
}

/** From the last whole day on, through all of today, whose curve ends at what it has cost so far. */
export function Projection({ days, expected, frame }: ProjectionProps) {
  const today = days.length - 1;
  const highest = frame.domain.y[1];
  const yesterday = days[today - 1];
  const from = yesterday === undefined ? [] : [{ x: today - 1, y: yesterday.costUsd, y0: yesterday.costUsd }];
  const clipped = (amount: NanoUsd) => Math.min(highest, usdFromNanoUsd(amount));
  const band = expected.map(({ lowNanoUsd, highNanoUsd }, index) => ({
    x: today + index,
    y: clipped(highNanoUsd),
    y0: clipped(lowNanoUsd),
  }));
  const line = expected.map(({ expectedNanoUsd }, index) => ({ x: today + index, y: clipped(expectedNanoUsd) }));
  return (
    <>
      <VictoryArea {...frame} interpolation="monotoneX" data={[...from, ...band]} style={BAND_STYLE} />
      <VictoryArea {...frame} interpolation="monotoneX" data={[...from, ...line]} style={PROJECTION_STYLE} />
    </>
  );
}

interface BudgetLineProps {
  readonly nanoUsdPerDay: NanoUsd;
  readonly frame: Frame;
}

export function BudgetLine({ nanoUsdPerDay, frame: { width, height, padding, domain } }: BudgetLineProps) {
  const bottom = height - padding.bottom;
  const y = bottom - (usdFromNanoUsd(nanoUsdPerDay) / domain.y[1]) * (bottom - padding.top);
  return <line x1={padding.left} x2={width - padding.right} y1={y} y2={y} stroke="var(--near)" strokeWidth={1.5} />;
}
