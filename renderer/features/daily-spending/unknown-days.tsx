import type { ChartGeometry } from "./chart-geometry.ts";
import { hatching } from "./hatching.ts";
import type { KnownDays } from "./known-days.ts";

/** Where the ledger does not reach yet, no cost is not the same as none known. */
export function UnknownDays({ known, geometry }: { readonly known: KnownDays; readonly geometry: ChartGeometry }) {
  const { points, padding, height } = geometry;
  const right = (points[known.completeIndex] ?? points.at(-1))?.x;
  if (known.completeIndex === 0 || right === undefined) return null;
  const box = { left: padding.left, right, top: padding.top, bottom: height - padding.bottom };
  return (
    <g>
      <path d={hatching(box)} stroke="var(--hatch)" strokeWidth={1} />
      <line x1={right} x2={right} y1={box.top} y2={box.bottom} stroke="var(--input)" strokeDasharray="3 3" />
    </g>
  );
}
