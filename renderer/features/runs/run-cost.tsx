import type { ScraperRun } from "../../../shared/api/scraper-runs.ts";
import { formatExactUsd, formatUsd } from "../../i18n/money.ts";
import { isProvisional } from "./is-provisional.ts";
import type { RunFormats } from "./run-formats.ts";

/** What the run cost, and how sure that is. An unknown cost is no zero. */
export function LineCost({ run, formats }: { readonly run: ScraperRun; readonly formats: RunFormats }) {
  const { t, language } = formats;
  const { costNanoUsd, repriced } = run;
  return (
    <div className="flex items-baseline justify-end gap-x-2 text-right @2xl/runs:flex-col @2xl/runs:items-end">
      {costNanoUsd === null ? (
        <p className="text-note leading-5 text-muted-foreground" title={t("runs.unknownCostText")}>
          {t("runs.unknownCost")}
        </p>
      ) : (
        <p
          title={formatExactUsd(BigInt(costNanoUsd), language)}
          className="order-2 text-sm leading-5 font-medium whitespace-nowrap tabular-nums @2xl/runs:order-none"
        >
          {formatUsd(BigInt(costNanoUsd), language)}
        </p>
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
