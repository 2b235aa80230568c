import { useMemo } from "react";
import type { SpendingChart } from "../../../shared/api/spending-chart.ts";
import { useWords } from "../../i18n/use-words.ts";
import { later } from "../../ui/later.tsx";
import { chartGeometry } from "./chart-geometry.ts";
import { ChartLegend, type RunSeriesChoice } from "./chart-legend.tsx";
import type { ChartOutlook } from "./chart-outlook.ts";
import { Curve } from "./curve.tsx";
import { isCostUnknown, type KnownDays } from "./known-days.ts";
import { shownDay, useDaySentence } from "./shown-day.ts";
import { useDayCursor } from "./use-day-cursor.ts";
import { useElementSize } from "./use-element-size.ts";

const DayTooltip = later(async () => (await import("./day-tooltip.tsx")).DayTooltip);

interface SpendingChartViewProps {
  readonly days: SpendingChart;
  readonly outlook: ChartOutlook;
  readonly known: KnownDays;
  readonly runs: RunSeriesChoice;
}

/** The daily curve, and what budgets expect of it. Its cursor moves with the pointer and with the arrow keys, and is read aloud as a slider of days. */
export function SpendingChartView({ days, outlook, known, runs }: SpendingChartViewProps) {
  const { language } = useWords();
  const { ref, width, height } = useElementSize();
  const geometry = useMemo(
    () => chartGeometry({ days, outlook, areRunsShown: runs.isShown }, width, height, language),
    [days, width, height, language, outlook, runs.isShown],
  );
  const today = days.length - 1;
  const { day, spoken, slider } = useDayCursor(geometry, today);
  const sentenceOf = useDaySentence();
  const spokenDay = shownDay({ days, outlook, known }, spoken);

  return (
    <>
      <ChartLegend
        outlook={outlook}
        known={known}
        isSomeCostUnknown={days.some(isCostUnknown)}
        isBudgetDrawn={geometry.isBudgetDrawn}
        runs={days.some((each) => each.runs > 0) ? runs : null}
      />
      <div
        ref={ref}
        {...slider}
        aria-valuetext={spokenDay === null ? undefined : sentenceOf(spokenDay)}
        className="focus-ring relative min-h-56 grow touch-pan-y rounded-md select-none"
      >
        {width > 0 && height > 0 && (
          <svg aria-hidden data-chart width={width} height={height} className="absolute inset-0 overflow-visible">
            <Curve days={days} outlook={outlook} known={known} geometry={geometry} language={language} />
            {day !== null && (
              <Cursor
                point={geometry.points[day]}
                top={geometry.padding.top}
                bottom={height - geometry.padding.bottom}
                isHollow={day > today || spokenDay?.held === "nothing" || isCostUnknown(days[day])}
              />
            )}
          </svg>
        )}
        {spokenDay !== null && day !== null && <DayTooltip day={spokenDay} index={day} geometry={geometry} />}
      </div>
    </>
  );
}

interface CursorProps {
  readonly point: { readonly x: number; readonly y: number } | undefined;
  readonly top: number;
  readonly bottom: number;
  /** What is only expected, or not known, is no dot of the curve. */
  readonly isHollow: boolean;
}

function Cursor({ point, top, bottom, isHollow }: CursorProps) {
  if (point === undefined) return null;
  return (
    <g data-passing>
      <line x1={point.x} x2={point.x} y1={top} y2={bottom} stroke="var(--input)" />
      <circle
        cx={point.x}
        cy={point.y}
        r={4.5}
        fill={isHollow ? "var(--card)" : "var(--chart)"}
        stroke={isHollow ? "var(--chart)" : "var(--card)"}
        strokeWidth={2}
      />
    </g>
  );
}
