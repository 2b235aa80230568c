import { clsx } from "clsx";
import { Check } from "lucide-react";
import { changeOf } from "../../../shared/domain/change.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Amount } from "../../ui/amount.tsx";
import { CHANGE_ICONS } from "../total-spent/period-change.tsx";
import { useChangeText } from "../total-spent/use-change-text.ts";
import { shareOf, useShareText } from "./share.ts";

interface GroupRowProps {
  readonly label: string;
  readonly costNanoUsd: string;
  /** Null where nothing can be claimed of the period before. */
  readonly costNanoUsdBefore: string | null;
  readonly runs: number;
  readonly runsWithoutCost: number;
  readonly totalNanoUsd: string;
  /** Makes the row a button that filters by the group, or no more. */
  readonly choice?: { readonly isChosen: boolean; readonly onChange: () => void };
}

export function GroupRow({ label, choice, ...figures }: GroupRowProps) {
  const { t } = useWords();
  if (choice === undefined)
    return (
      <li className="py-2">
        <Figures label={label} isChosen={false} {...figures} />
      </li>
    );
  return (
    <li>
      <button
        type="button"
        aria-pressed={choice.isChosen}
        title={choice.isChosen ? t("filter.remove", { label }) : t("breakdown.filterBy", { label })}
        onClick={choice.onChange}
        className={clsx(
          "focus-ring -mx-2 block w-[calc(100%+1rem)] rounded-md px-2 py-2 text-left transition-colors",
          choice.isChosen ? "bg-info-surface" : "hover:bg-muted/60",
        )}
      >
        <Figures label={label} isChosen={choice.isChosen} {...figures} />
      </button>
    </li>
  );
}

type FiguresProps = Omit<GroupRowProps, "choice"> & { readonly isChosen: boolean };

/** The label and the amount, the share as a line, and below it what else is known. */
function Figures({ label, isChosen, costNanoUsd, runs, runsWithoutCost, totalNanoUsd, ...before }: FiguresProps) {
  const { t } = useWords();
  const shareText = useShareText();
  const changeText = useChangeText();
  const share = shareOf(costNanoUsd, totalNanoUsd);
  const { costNanoUsdBefore } = before;
  const change = costNanoUsdBefore === null ? null : changeOf(BigInt(costNanoUsd), BigInt(costNanoUsdBefore));
  const Icon = change === null || change.kind === "from-nothing" ? null : CHANGE_ICONS[change.kind];
  return (
    <>
      <span className="flex items-center gap-4 text-sm leading-5">
        <span className="flex min-w-0 grow items-center gap-1.5 font-medium">
          {isChosen && <Check aria-hidden className="size-3.5 shrink-0 text-info" />}
          <span dir="auto" title={label} className="truncate">
            {label}
          </span>
        </span>
        <Amount nanoUsd={costNanoUsd} className="font-medium" />
      </span>
      <span aria-hidden className="my-1.5 block h-1.5 overflow-hidden rounded-full bg-muted">
        <span
          className="block h-full rounded-full bg-chart transition-[width] duration-300 motion-reduce:transition-none"
          style={{ width: `${share === 0 ? 0 : Math.max(share * 100, 0.5)}%` }}
        />
      </span>
      <span className="flex flex-wrap justify-between gap-x-4 text-xs leading-4.5 text-muted-foreground tabular-nums">
        <span>
          {t("total.runs", { count: runs })}
          {runsWithoutCost > 0 && `, ${t("total.unknown", { count: runsWithoutCost })}`}
        </span>
        <span className="whitespace-nowrap">
          {shareText(share)}
          {change !== null && (
            <span title={t("breakdown.change")}>
              {" · "}
              {Icon !== null && <Icon aria-hidden className="mr-0.5 inline size-3" />}
              {changeText(change)}
            </span>
          )}
        </span>
      </span>
    </>
  );
}
