import type { ScraperRun } from "../../../shared/api/scraper-runs.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Amount } from "../../ui/amount.tsx";
import { isProvisional } from "./is-provisional.ts";

/** What the run cost, and how sure that is. An unknown cost is no zero. */
export function LineCost({ run }: { readonly run: ScraperRun }) {
  const { t } = useWords();
  const { costNanoUsd, repriced } = run;
  return (
    <div className="flex items-baseline justify-end gap-x-2 text-right @2xl/runs:flex-col @2xl/runs:items-end">
      {costNanoUsd === null ? (
        <p className="text-note leading-5 text-muted-foreground" title={t("runs.unknownCostText")}>
          {t("runs.unknownCost")}
        </p>
      ) : (
        <Amount nanoUsd={costNanoUsd} className="order-2 text-sm leading-5 font-medium @2xl/runs:order-none" />
      )}
      {isProvisional(run) ? (
        <p className="text-xs leading-4.5 text-warning" title={t("runs.provisionalText")}>
          {t("runs.provisional")}
        </p>
      ) : (
        repriced !== null && (
          <p className="text-xs leading-4.5 text-muted-foreground" title={t("runs.repricedText")}>
            {t("runs.repricedShort")}
          </p>
        )
      )}
    </div>
  );
}
