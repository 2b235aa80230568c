import { memo, useMemo } from "react";
import { VictoryArea } from "victory";
import type { SpendingChart } from "../../../shared/api/spending-chart.ts";
import type { Language } from "../../../shared/domain/money.ts";
import { formatUsd } from "../../i18n/money.ts";
import { accountName } from "../../../shared/ipc/account-name.ts";
import { useWords } from "../../i18n/use-words.ts";
import { colourVariable } from "../accounts/account-colour.ts";
import { Axes, frameOf } from "../daily-spending/axes.tsx";
import { chartGeometry, type ChartGeometry } from "../daily-spending/chart-geometry.ts";
import { fullDay } from "../daily-spending/day-names.ts";
import { useDayCursor } from "../daily-spending/use-day-cursor.ts";
import { useElementSize } from "../daily-spending/use-element-size.ts";
import { StackTooltip } from "./stack-tooltip.tsx";
import { type AccountLayer, stackOf, sumOfDays } from "./sum-accounts.ts";

/** What each day cost, one account upon the other. Its cursor is the one of an account's own curve. */
export function StackedChart({ layers }: { readonly layers: readonly AccountLayer[] }) {
  const { language } = useWords();
  const { ref, width, height } = useElementSize();
  const days = useMemo(() => sumOfDays(layers), [layers]);
  const geometry = useMemo(() => chartGeometry({ days }, width, height, language), [days, width, height, language]);
  const { day, spoken, slider } = useDayCursor(geometry, days.length - 1);
  const point = day === null ? undefined : geometry.points[day];
  return (
    <div
      ref={ref}
      {...slider}
      aria-valuetext={sentenceOf(layers, days, spoken, language)}
      className="focus-ring relative min-h-56 grow touch-pan-y rounded-md select-none"
    >
      {width > 0 && height > 0 && days.length > 0 && (
        <svg aria-hidden width={width} height={height} className="absolute inset-0 overflow-visible">
          <Stack layers={layers} days={days} geometry={geometry} language={language} />
          {point && (
            <line
              x1={point.x}
              x2={point.x}
              y1={geometry.padding.top}
              y2={height - geometry.padding.bottom}
              stroke="var(--input)"
            />
          )}
        </svg>
      )}
      {day !== null && <StackTooltip layers={layers} days={days} index={day} geometry={geometry} />}
    </div>
  );
}

interface StackProps {
  readonly layers: readonly AccountLayer[];
  readonly days: SpendingChart;
  readonly geometry: ChartGeometry;
  readonly language: Language;
}

const Stack = memo(function Stack({ layers, days, geometry, language }: StackProps) {
  const frame = frameOf(geometry);
  return (
    <>
      <Axes
        geometry={geometry}
        frame={frame}
        dateAt={(index) => days[index]?.date ?? ""}
        today={days.length - 1}
        language={language}
      />
      {stackOf(layers).map(({ account, points }) => (
        <VictoryArea
          key={account.id}
          {...frame}
          interpolation="monotoneX"
          data={points}
          style={{
            data: { fill: colourVariable(account.colour), fillOpacity: 0.75, stroke: "var(--card)", strokeWidth: 1 },
          }}
        />
      ))}
    </>
  );
});

function sentenceOf(
  layers: readonly AccountLayer[],
  days: SpendingChart,
  index: number,
  language: Language,
): string | undefined {
  const day = days[index];
  if (day === undefined) return undefined;
  const parts = layers.map(
    ({ account, days: own }) =>
      `${accountName(account)} ${formatUsd(BigInt(own[index]?.costNanoUsd ?? "0"), language)}`,
  );
  return [fullDay(day.date, language), formatUsd(BigInt(day.costNanoUsd), language), ...parts].join(", ");
}
