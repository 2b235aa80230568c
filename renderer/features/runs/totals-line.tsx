import { clsx } from "clsx";
import type { ScraperRunsAnswer } from "../../../shared/api/scraper-runs.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Amount } from "../../ui/amount.tsx";

interface TotalsLineProps {
  readonly answer: Pick<ScraperRunsAnswer, "totalRuns" | "totalCostNanoUsd" | "runsWithoutCost">;
  readonly isFormer: boolean;
}

/** How many runs the table holds, and what they cost together. */
export function TotalsLine({ answer, isFormer }: TotalsLineProps) {
  const { t } = useWords();
  const { totalRuns, totalCostNanoUsd, runsWithoutCost } = answer;
  return (
    <p
      role="status"
      className={clsx("text-sm text-muted-foreground tabular-nums transition-opacity", isFormer && "opacity-50")}
    >
      {t("total.runs", { count: totalRuns })}
      {totalRuns > 0 && (
        <>
          {" · "}
          <Amount nanoUsd={totalCostNanoUsd} />
        </>
      )}
      {runsWithoutCost > 0 && `, ${t("total.unknown", { count: runsWithoutCost })}`}
    </p>
  );
}
