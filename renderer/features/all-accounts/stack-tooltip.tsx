import { clsx } from "clsx";
import type { SpendingChart } from "../../../shared/api/spending-chart.ts";
import { accountName } from "../../../shared/ipc/account-name.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Amount } from "../../ui/amount.tsx";
import { colourOf } from "../accounts/account-colour.ts";
import type { ChartGeometry } from "../daily-spending/chart-geometry.ts";
import { fullDay } from "../daily-spending/day-names.ts";
import type { AccountLayer } from "./sum-accounts.ts";

const WIDTH = 232;
const GAP = 12;

interface StackTooltipProps {
  readonly layers: readonly AccountLayer[];
  readonly days: SpendingChart;
  readonly index: number;
  readonly geometry: ChartGeometry;
}

export function StackTooltip({ layers, days, index, geometry }: StackTooltipProps) {
  const { language } = useWords();
  const day = days[index];
  if (day === undefined) return null;
  const x = geometry.points[index]?.x ?? 0;
  const left = x + GAP + WIDTH <= geometry.width ? x + GAP : Math.max(0, x - GAP - WIDTH);
  return (
    <div
      aria-hidden
      style={{ width: Math.min(WIDTH, geometry.width), left }}
      className="pointer-events-none absolute top-0 z-10 rounded-lg border border-border bg-card px-3 py-2 shadow-lg shadow-black/8 dark:shadow-black/40"
    >
      <p className="text-xs leading-4.5 text-muted-foreground first-letter:uppercase">{fullDay(day.date, language)}</p>
      <Amount nanoUsd={day.costNanoUsd} className="mt-0.5 block text-sm leading-5.5 font-semibold" />
      {layers.map(({ account, days: own }) => (
        <p key={account.id} className="flex items-center gap-2 text-xs leading-4.5">
          <span className={clsx("size-2 shrink-0 rounded-full", colourOf(account.colour).surface)} />
          <bdi className="min-w-0 grow truncate">{accountName(account)}</bdi>
          <Amount nanoUsd={own[index]?.costNanoUsd ?? "0"} />
        </p>
      ))}
    </div>
  );
}
