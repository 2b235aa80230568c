import { clsx } from "clsx";
import { useWords } from "../../i18n/use-words.ts";

/** From this share on, the account is close to being stopped by Apify. */
const NEAR_LIMIT = 0.9;

interface LimitBarProps {
  readonly usageUsd: number;
  readonly limitUsd: number;
}

/** How much of the account's monthly limit is used. */
export function LimitBar({ usageUsd, limitUsd }: LimitBarProps) {
  const { t, language } = useWords();
  if (limitUsd <= 0) return null;
  const share = Math.max(0, usageUsd / limitUsd);
  const percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 }).format(share);
  const label = t("reconciliation.limitShare", { share: percent });
  return (
    <div
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.min(100, Math.round(share * 100))}
      aria-valuetext={percent}
      title={label}
      className="my-2.5 h-1.5 overflow-hidden rounded-full bg-muted"
    >
      <div
        className={clsx("h-full rounded-full", share >= NEAR_LIMIT ? "bg-warning" : "bg-chart")}
        style={{ width: `${Math.min(100, share * 100)}%` }}
      />
    </div>
  );
}
