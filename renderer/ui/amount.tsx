import { clsx } from "clsx";
import { formatExactUsd, formatSignedUsd, formatUsd } from "../i18n/money.ts";
import { useWords } from "../i18n/use-words.ts";

interface AmountProps {
  readonly nanoUsd: string;
  /** Shows on which side of zero a difference lies. */
  readonly isSigned?: boolean;
  readonly className?: string;
}

/** An amount to the cent, and exact for who points at it. */
export function Amount({ nanoUsd, isSigned = false, className }: AmountProps) {
  const { language } = useWords();
  const amount = BigInt(nanoUsd);
  return (
    <span title={formatExactUsd(amount, language)} className={clsx("whitespace-nowrap tabular-nums", className)}>
      {isSigned ? formatSignedUsd(amount, language) : formatUsd(amount, language)}
    </span>
  );
}
