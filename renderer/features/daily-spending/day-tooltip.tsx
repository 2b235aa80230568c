import type { SpendingChartDay } from "../../../shared/api/spending-chart.ts";
import { formatExactUsd, type Language } from "../../../shared/domain/money.ts";
import { useWords } from "../../i18n/use-words.ts";
import type { ChartGeometry } from "./chart-geometry.ts";
import { fullDay } from "./day-names.ts";

const WIDTH = 216;
const GAP = 12;
/** Under this height above the point, the tooltip goes below it. */
const ROOM_NEEDED = 112;

interface DayTooltipProps {
  readonly day: SpendingChartDay;
  readonly index: number;
  readonly geometry: ChartGeometry;
}

export function DayTooltip({ day, index, geometry }: DayTooltipProps) {
  const { language } = useWords();
  const { cost, runs, unknown } = useDayWords(day);
  const point = geometry.points[index] ?? { x: 0, y: 0 };
  const left = Math.min(Math.max(0, point.x - WIDTH / 2), Math.max(0, geometry.width - WIDTH));
  const place =
    point.y > ROOM_NEEDED ? { bottom: geometry.height - point.y + GAP } : { top: Math.max(0, point.y + GAP) };
  return (
    <div
      aria-hidden
      style={{ width: WIDTH, left, ...place }}
      className="pointer-events-none absolute z-10 rounded-lg border border-border bg-card px-3 py-2 shadow-lg shadow-black/8 dark:shadow-black/40"
    >
      <p className="text-xs leading-4.5 text-muted-foreground first-letter:uppercase">{fullDay(day.date, language)}</p>
      <p className="mt-0.5 text-sm leading-5.5 font-semibold tabular-nums">{cost}</p>
      <p className="text-xs leading-4.5 text-muted-foreground">{runs}</p>
      {unknown !== null && <p className="text-xs leading-4.5 text-warning">{unknown}</p>}
    </div>
  );
}

function useDayWords(day: SpendingChartDay) {
  const { t, language } = useWords();
  return {
    cost: formatExactUsd(BigInt(day.costNanoUsd), language),
    runs: t("total.runs", { count: day.runs }),
    unknown: day.runsWithoutCost > 0 ? t("chart.unknown", { count: day.runsWithoutCost }) : null,
  };
}

/** What the tooltip shows, as one sentence for those who hear it. */
export function useDaySentence(day: SpendingChartDay | undefined, language: Language): string | undefined {
  const { t } = useWords();
  if (day === undefined) return undefined;
  const words = [
    fullDay(day.date, language),
    formatExactUsd(BigInt(day.costNanoUsd), language),
    t("total.runs", { count: day.runs }),
  ];
  if (day.runsWithoutCost > 0) words.push(t("chart.unknown", { count: day.runsWithoutCost }));
  return words.join(", ");
}
