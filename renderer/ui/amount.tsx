import { clsx } from "clsx";
import { formatExactUsd, formatUsd, type Language, type NanoUsd } from "../../shared/domain/money.ts";
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

/** `+1.23 $`, `-0.45 $`; what rounds to nothing keeps its side: `> -0.01 $`. */
export function formatSignedUsd(amount: NanoUsd, language: Language): string {
  const text = formatUsd(amount, language);
  const isTiny = text.startsWith("<");
  if (amount < 0n && isTiny) return `> ${formatUsd(-CENT, language)}`;
  return amount > 0n && !isTiny ? `+${text}` : text;
}

const CENT: NanoUsd = 10_000_000n;
