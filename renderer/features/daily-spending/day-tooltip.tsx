import type { CSSProperties } from "react";
import type { SpendingChartDay } from "../../../shared/api/spending-chart.ts";
import { formatExactUsd } from "../../../shared/domain/money.ts";
import { useWords } from "../../i18n/use-words.ts";
import type { ChartGeometry } from "./chart-geometry.ts";
import { fullDay } from "./day-names.ts";

const WIDTH = 216;
const GAP = 12;
const TALLEST = 104;

interface DayTooltipProps {
  readonly day: SpendingChartDay;
  readonly index: number;
  readonly geometry: ChartGeometry;
}

export function DayTooltip({ day, index, geometry }: DayTooltipProps) {
  const { date, cost, runs, unknown } = useDayWords()(day);
  return (
    <div
      aria-hidden
      style={{ width: WIDTH, ...placeOf(geometry, index) }}
      className="pointer-events-none absolute z-10 rounded-lg border border-border bg-card px-3 py-2 shadow-lg shadow-black/8 dark:shadow-black/40"
    >
      <p className="text-xs leading-4.5 text-muted-foreground first-letter:uppercase">{date}</p>
      <p className="mt-0.5 text-sm leading-5.5 font-semibold tabular-nums">{cost}</p>
      <p className="text-xs leading-4.5 text-muted-foreground">{runs}</p>
      {unknown !== null && <p className="text-xs leading-4.5 text-warning">{unknown}</p>}
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

function useDayWords() {
  const { t, language } = useWords();
  return (day: SpendingChartDay) => ({
    date: fullDay(day.date, language),
    cost: formatExactUsd(BigInt(day.costNanoUsd), language),
    runs: t("total.runs", { count: day.runs }),
    unknown: day.runsWithoutCost > 0 ? t("chart.unknown", { count: day.runsWithoutCost }) : null,
  });
}

/** What the tooltip shows, as one sentence for those who hear it. */
export function useDaySentence(): (day: SpendingChartDay) => string {
  const wordsOf = useDayWords();
  return (day) => {
    const { date, cost, runs, unknown } = wordsOf(day);
    return [date, cost, runs, ...(unknown === null ? [] : [unknown])].join(", ");
  };
}
