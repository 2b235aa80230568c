import type { ScraperRunDetails } from "../../../shared/api/scraper-runs.ts";
import { useWords } from "../../i18n/use-words.ts";
import type { RunFormats } from "./run-formats.ts";
import { RunStatus } from "./run-status.tsx";
import { formatExactUsd } from "../../i18n/money.ts";

interface CostHistoryProps {
  readonly run: ScraperRunDetails;
  readonly formats: RunFormats;
}

/** What Apify has said of the run's cost over time. */
export function CostHistory({ run, formats }: CostHistoryProps) {
  const { t, language } = useWords();
  return (
    <section className="mt-5">
      <h3 className="text-sm font-medium">{t("runs.history")}</h3>
      {run.costReadings.length === 0 ? (
        <p className="mt-1 text-note text-muted-foreground">{t("runs.noHistory")}</p>
      ) : (
        <ol className="mt-2 divide-y divide-border rounded-lg border border-border">
          {run.costReadings.map(({ readAt, status, costNanoUsd }) => (
            <li key={readAt} className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 px-3 py-2">
              <div className="min-w-0">
                <p className="text-note leading-5 tabular-nums">
                  {formats.day(Date.parse(readAt))} {formats.time(Date.parse(readAt))}
                </p>
                <RunStatus run={{ status, isGone: false }} />
              </div>
              <p className="text-note tabular-nums select-text">
                {costNanoUsd === null ? (
                  <span className="text-muted-foreground">{t("runs.unknownCost")}</span>
                ) : (
                  formatExactUsd(BigInt(costNanoUsd), language)
                )}
              </p>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
