import type { SpendingChart } from "../../../shared/api/spending-chart.ts";
import type { ChartGeometry } from "./chart-geometry.ts";
import { hatching } from "./hatching.ts";
import { isCostUnknown, type KnownDays } from "./known-days.ts";

/** So wide at least that the lines are seen to be slanted. */
const LEAST_WIDTH = 10;

interface UnknownDaysProps {
  readonly days: SpendingChart;
  readonly known: KnownDays;
  readonly geometry: ChartGeometry;
}

/** Where the ledger does not reach yet, and where no run's cost is known, no cost is not the same as none known. */
export function UnknownDays({ days, known, geometry }: UnknownDaysProps) {
  const { points, padding, width, height } = geometry;
  const edge = (points[known.completeIndex] ?? points.at(-1))?.x;
  const [top, bottom] = [padding.top, height - padding.bottom];
  const isBefore = known.completeIndex > 0 && edge !== undefined;
  const reach = Math.max(LEAST_WIDTH, (points[1]?.x ?? 0) - (points[0]?.x ?? 0)) / 2;
  return (
    <g>
      {isBefore && (
        <>
          <path d={hatching({ left: padding.left, right: edge, top, bottom })} stroke="var(--hatch)" strokeWidth={1} />
          <line x1={edge} x2={edge} y1={top} y2={bottom} stroke="var(--input)" strokeDasharray="3 3" />
        </>
      )}
      {days.map((day, index) => {
        const x = points[index]?.x;
        if (x === undefined || !isCostUnknown(day)) return null;
        const [left, right] = [Math.max(padding.left, x - reach), Math.min(width - padding.right, x + reach)];
        return <path key={day.date} d={hatching({ left, right, top, bottom })} stroke="var(--hatch)" strokeWidth={1} />;
      })}
    </g>
  );
}
