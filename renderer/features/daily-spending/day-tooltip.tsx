import type { CSSProperties } from "react";
import type { ChartGeometry } from "./chart-geometry.ts";
import { type ShownDay, useDayWords } from "./shown-day.ts";

const WIDTH = 216;
const GAP = 12;
/** With a note of each kind, every one on a line of its own. */
const TALLEST = 158;

interface DayTooltipProps {
  readonly day: ShownDay;
  readonly index: number;
  readonly geometry: ChartGeometry;
}

export function DayTooltip({ day, index, geometry }: DayTooltipProps) {
  const { date, cost, notes, warning } = useDayWords()(day);
  return (
    <div
      aria-hidden
      data-passing
      style={{ width: WIDTH, ...placeOf(geometry, index) }}
      className="pointer-events-none absolute z-10 rounded-lg border border-border bg-card px-3 py-2 shadow-lg shadow-black/8 dark:shadow-black/40"
    >
      <p className="text-xs leading-4.5 text-muted-foreground first-letter:uppercase">{date}</p>
      <p className="mt-0.5 text-sm leading-5.5 font-semibold tabular-nums">{cost}</p>
      {notes.map((note) => (
        <p key={note} className="text-xs leading-4.5 text-muted-foreground tabular-nums">
          {note}
        </p>
      ))}
      {warning !== null && <p className="text-xs leading-4.5 text-warning">{warning}</p>}
    </div>
  );
}

/** Beside the point where it fits, so that the curve stays in sight; else above or below it. */
function placeOf({ points, width, height }: ChartGeometry, index: number): CSSProperties {
  const { x, y } = points[index] ?? { x: 0, y: 0 };
  const besideTop = Math.min(Math.max(0, y - TALLEST / 2), height - TALLEST);
  if (x + GAP + WIDTH <= width) return { left: x + GAP, top: besideTop };
  if (x - GAP - WIDTH >= 0) return { left: x - GAP - WIDTH, top: besideTop };
  const left = Math.min(Math.max(0, x - WIDTH / 2), Math.max(0, width - WIDTH));
  return y > TALLEST + GAP ? { left, bottom: height - y + GAP } : { left, top: y + GAP };
}
