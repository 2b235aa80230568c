import type { ScraperRun } from "../../../shared/api/scraper-runs.ts";
import { formatExactUsd } from "../../../shared/domain/money.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Amount } from "../../ui/amount.tsx";
import { isProvisional } from "./is-provisional.ts";

/** What the run cost, and how sure that is. An unknown cost is no zero. */
export function RunCost({ run }: { readonly run: ScraperRun }) {
  const { t, language } = useWords();
  const { costNanoUsd, repriced } = run;
  return (
    <div className="flex max-w-32 flex-col items-end text-right sm:max-w-none">
      {costNanoUsd === null ? (
        <p className="text-[0.8125rem] leading-5 text-muted-foreground" title={t("runs.unknownCostText")}>
          {t("runs.unknownCost")}
        </p>
      ) : (
        <Amount nanoUsd={costNanoUsd} className="text-sm leading-5 font-medium" />
      )}
      {isProvisional(run) && (
        <p className="text-xs leading-4.5 text-warning" title={t("runs.provisionalText")}>
          {t("runs.provisional")}
        </p>
      )}
      {repriced !== null && (
        <p className="text-xs leading-4.5 text-balance text-muted-foreground" title={t("runs.repricedText")}>
          {t("runs.repriced", { cost: formatExactUsd(BigInt(repriced.costNanoUsd), language) })}
        </p>
      )}
    </div>
  );
}
