import type { ScraperRun } from "../../../shared/api/scraper-runs.ts";
import { useWords } from "../../i18n/use-words.ts";
import { isProvisional } from "./is-provisional.ts";
import { formatExactUsd } from "../../i18n/money.ts";

/** The cost to its last digit, and what is to be known of it. */
export function DetailedCost({ run }: { readonly run: ScraperRun }) {
  const { t, language } = useWords();
  const { costNanoUsd, repriced } = run;
  return (
    <div className="mt-4">
      {costNanoUsd === null ? (
        <p className="text-xl font-semibold text-muted-foreground">{t("runs.unknownCost")}</p>
      ) : (
        <p className="text-2xl leading-8 font-semibold tracking-tight tabular-nums select-text">
          {formatExactUsd(BigInt(costNanoUsd), language)}
        </p>
      )}
      {costNanoUsd === null && <Note text={t("runs.unknownCostText")} />}
      {isProvisional(run) && <Note text={t("runs.provisionalText")} />}
      {repriced !== null && (
        <Note
          text={`${t("runs.repriced", { cost: formatExactUsd(BigInt(repriced.costNanoUsd), language) })} ${t("runs.repricedText")}`}
        />
      )}
    </div>
  );
}

const Note = ({ text }: { readonly text: string }) => (
  <p className="mt-1 text-note leading-5 text-pretty text-muted-foreground">{text}</p>
);
