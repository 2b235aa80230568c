import { clsx } from "clsx";
import {
  formatExactUsd,
  formatUsd,
  type Language,
  magnitudeOf,
  MINUS,
  type NanoUsd,
  roundsToZero,
} from "../../shared/domain/money.ts";
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

/** `+1.23 $`, `−0.45 $`; what rounds to nothing keeps its side: `+0.00 $`. */
export function formatSignedUsd(amount: NanoUsd, language: Language): string {
  const text = formatUsd(roundsToZero(amount) ? 0n : magnitudeOf(amount), language);
  if (amount === 0n) return text;
  return `${amount < 0n ? MINUS : "+"}${text}`;
}
