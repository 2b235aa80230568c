import type { SpendingChart } from "../../../shared/api/spending-chart.ts";

/** The bars keep to the foot of the chart, so that they and the curve can be told apart. */
const SHARE_OF_HEIGHT = 0.36;
const WIDEST_BAR = 7;
const NARROWEST_BAR = 1.5;
const SHORTEST_BAR = 2;
/** Where the second axis may end, in tenths of a power of ten. */
const ROUND_TENTHS = [10, 12, 16, 20, 24, 30, 40, 50, 60, 80] as const;

/** The second axis: what its labels say, and what the whole height of the chart would stand for. */
export interface RunScale {
  readonly ticks: readonly number[];
  readonly atTop: number;
}

/** Null where no day has a run. */
export function runScale(days: SpendingChart): RunScale | null {
  const most = Math.max(0, ...days.map(({ runs }) => runs));
  if (most === 0) return null;
  const highest = roundUp(most);
  const ticks = highest % 2 === 0 ? [highest / 2, highest] : [highest];
  return { ticks, atTop: highest / SHARE_OF_HEIGHT };
}

function roundUp(count: number): number {
  const power = 10 ** (String(count).length - 1);
  const round = ROUND_TENTHS.map((tenths) => (tenths * power) / 10);
  return round.find((most) => Number.isInteger(most) && most >= count) ?? 10 * power;
}

interface Plot {
  readonly points: readonly { readonly x: number }[];
  readonly top: number;
  readonly bottom: number;
}

/** All bars as one path: a year of them is one element. */
export function runBars(days: SpendingChart, { atTop }: RunScale, { points, top, bottom }: Plot): string {
  const [first, second] = points;
  const dayWidth = first && second ? second.x - first.x : WIDEST_BAR * 2;
  const width = Math.max(NARROWEST_BAR, Math.min(WIDEST_BAR, dayWidth / 2));
  const radius = Math.min(2, width / 2);
  return days
    .flatMap(({ runs }, index) => {
      const point = points[index];
      if (runs === 0 || point === undefined) return [];
      const height = Math.max(SHORTEST_BAR, (runs / atTop) * (bottom - top));
      const side = height - radius;
      const corner = `${px(radius)} ${px(radius)} 0 0 1 ${px(radius)}`;
      return `M${px(point.x - width / 2)} ${px(bottom)}v${px(-side)}a${corner} ${px(-radius)}h${px(width - 2 * radius)}a${corner} ${px(radius)}v${px(side)}`;
    })
    .join("");
}

const px = (length: number): number => Math.round(length * 100) / 100;
