import { clsx } from "clsx";
import { PERIODS, type Period, type ShownPeriod } from "../../../shared/domain/period.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Amount } from "../../ui/amount.tsx";
import { usePeriodTotals } from "./use-period-totals.ts";

interface PeriodListProps {
  readonly account: string;
  readonly period: ShownPeriod;
  readonly onPeriodChange: (period: Period) => void;
}

/** Where the card is as high as the chart beside it: what each period cost, to choose from at a glance. */
export function PeriodList({ account, period, onPeriodChange }: PeriodListProps) {
  const { t } = useWords();
  const totals = usePeriodTotals(account);
  if (totals.length === 0) return null;
  return (
    <ul aria-label={t("total.select")} className="mt-5 border-t border-border/60 pt-3">
      {PERIODS.map((each, index) => {
        const amount = totals[index]?.data?.totalCostNanoUsd;
        return (
          <li key={each}>
            <button
              type="button"
              aria-pressed={each === period}
              onClick={() => onPeriodChange(each)}
              className={clsx(
                "focus-ring -mx-2 flex w-[calc(100%+1rem)] justify-between gap-3 rounded-md px-2 py-1.5 text-sm leading-5 transition-colors hover:bg-muted",
                each === period ? "font-medium" : "text-muted-foreground hover:text-foreground",
              )}
            >
              <span>{t(`total.${each}`)}</span>
              {amount === undefined ? <span>–</span> : <Amount nanoUsd={amount} />}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
