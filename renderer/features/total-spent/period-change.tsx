import { ArrowDownRight, ArrowUpRight, type LucideIcon, Minus } from "lucide-react";
import { type Change, changeOf } from "../../../shared/domain/change.ts";
import type { ShownSummary } from "../../../shared/ipc/figures.ts";
import { useWords } from "../../i18n/use-words.ts";
import { useChangeText } from "./use-change-text.ts";
import { formatUsd } from "../../i18n/money.ts";

export const CHANGE_ICONS: Readonly<Record<Exclude<Change["kind"], "from-nothing">, LucideIcon>> = {
  more: ArrowUpRight,
  times: ArrowUpRight,
  "many-times": ArrowUpRight,
  less: ArrowDownRight,
  same: Minus,
};

/** How the total compares to that of as many days before. Where the ledger does not hold all of those, nothing is claimed. */
export function PeriodChange({ summary }: { readonly summary: ShownSummary }) {
  const { t, language } = useWords();
  const textOf = useChangeText();
  const { period, previous } = summary;
  const change = changeSinceBefore(summary);
  if (period === "all" || previous === null || change === null) return null;
  if (change.kind === "from-nothing")
    return <p className="mt-2 text-note text-muted-foreground">{t(`total.nothingBefore.${period}`)}</p>;
  const Icon = CHANGE_ICONS[change.kind];
  const amount = formatUsd(BigInt(previous.totalCostNanoUsd), language);
  return (
    <p className="mt-2 flex flex-wrap items-center gap-x-2 gap-y-1 text-note leading-5 text-muted-foreground tabular-nums">
      <span className="flex items-center gap-1 rounded-full bg-muted py-px pr-2 pl-1.5 font-medium text-foreground">
        <Icon aria-hidden className="size-3.5 shrink-0" />
        {textOf(change)}
      </span>
      <span>{t(`total.before.${period}`, { amount })}</span>
    </p>
  );
}

function changeSinceBefore(summary: ShownSummary): Change | null {
  const { totalCostNanoUsd, previous, completeFrom } = summary;
  if (previous === null || completeFrom === null || Date.parse(previous.from) < Date.parse(completeFrom)) return null;
  if (isUnknown(previous) || isUnknown(summary)) return null;
  return changeOf(BigInt(totalCostNanoUsd), BigInt(previous.totalCostNanoUsd));
}

/** Runs whose cost is unknown may have cost anything. */
const isUnknown = ({ totalCostNanoUsd, runsWithoutCost }: Pick<ShownSummary, "totalCostNanoUsd" | "runsWithoutCost">) =>
  BigInt(totalCostNanoUsd) === 0n && runsWithoutCost > 0;
