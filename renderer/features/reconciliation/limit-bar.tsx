import { useWords } from "../../i18n/use-words.ts";
import { Bar } from "../../ui/bar.tsx";

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
    <Bar
      kind="meter"
      label={label}
      share={share}
      text={percent}
      title={label}
      isWarning={share >= NEAR_LIMIT}
      className="my-2.5"
    />
  );
}
