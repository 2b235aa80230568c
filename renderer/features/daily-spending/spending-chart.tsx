import { type FocusEvent, type PointerEvent, useMemo } from "react";
import type { SpendingChart } from "../../../shared/api/spending-chart.ts";
import { useWords } from "../../i18n/use-words.ts";
import { chartGeometry, nearestDay } from "./chart-geometry.ts";
import { Curve } from "./curve.tsx";
import { DayTooltip, useDaySentence } from "./day-tooltip.tsx";
import { useDayCursor } from "./use-day-cursor.ts";
import { useElementSize } from "./use-element-size.ts";

/** The daily curve. Its cursor moves with the pointer and with the arrow keys, and is read aloud as a slider of days. */
export function SpendingChartView({ days }: { readonly days: SpendingChart }) {
  const { t, language } = useWords();
  const { ref, width, height } = useElementSize();
  const geometry = useMemo(() => chartGeometry(days, width, height, language), [days, width, height, language]);
  const cursor = useDayCursor(days.length);

  const onPointer = (event: PointerEvent<HTMLDivElement>) => {
    cursor.choose(nearestDay(geometry, event.clientX - event.currentTarget.getBoundingClientRect().left));
  };
  const onFocus = (event: FocusEvent<HTMLDivElement>) => {
    if (event.currentTarget.matches(":focus-visible")) cursor.choose(days.length - 1);
  };
  const sentenceOf = useDaySentence();
  const spoken = cursor.day ?? days.length - 1;
  const spokenDay = days[spoken];
  const shown = cursor.day === null ? undefined : days[cursor.day];

  return (
    <div
      ref={ref}
      role="slider"
      tabIndex={0}
      aria-label={t("chart.cursor")}
      aria-valuemin={0}
      aria-valuemax={days.length - 1}
      aria-valuenow={spoken}
      aria-valuetext={spokenDay && sentenceOf(spokenDay)}
      className="focus-ring relative min-h-56 grow rounded-md select-none"
      onPointerMove={onPointer}
      onPointerDown={onPointer}
      onPointerLeave={cursor.clear}
      onFocus={onFocus}
      onBlur={cursor.clear}
      onKeyDown={cursor.onKeyDown}
    >
      {width > 0 && height > 0 && (
        <svg aria-hidden width={width} height={height} className="absolute inset-0 overflow-visible">
          <Curve days={days} geometry={geometry} language={language} />
          {cursor.day !== null && (
            <Cursor
              point={geometry.points[cursor.day]}
              top={geometry.padding.top}
              bottom={height - geometry.padding.bottom}
            />
          )}
        </svg>
      )}
      {shown && cursor.day !== null && <DayTooltip day={shown} index={cursor.day} geometry={geometry} />}
    </div>
  );
}

interface CursorProps {
  readonly point: { readonly x: number; readonly y: number } | undefined;
  readonly top: number;
  readonly bottom: number;
}

function Cursor({ point, top, bottom }: CursorProps) {
  if (point === undefined) return null;
  return (
    <g>
      <line x1={point.x} x2={point.x} y1={top} y2={bottom} stroke="var(--input)" />
      <circle cx={point.x} cy={point.y} r={4.5} fill="var(--chart)" stroke="var(--card)" strokeWidth={2} />
    </g>
  );
}
