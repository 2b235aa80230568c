import * as money from "../../shared/domain/money.ts";
import type { Language, NanoUsd } from "../../shared/domain/money.ts";
import { displayNow } from "./display.ts";

// Every amount of the window is written here, so that each can be hidden while somebody else looks on.

export const formatUsd = (amount: NanoUsd, language: Language): string =>
  shown(() => money.formatUsd(amount, language));

export const formatExactUsd = (amount: NanoUsd, language: Language): string =>
  shown(() => money.formatExactUsd(amount, language));

export function formatUsdApart(one: NanoUsd, other: NanoUsd, language: Language): readonly [string, string] {
  const { HIDDEN_AMOUNT } = money;
  return displayNow().areAmountsHidden ? [HIDDEN_AMOUNT, HIDDEN_AMOUNT] : money.formatUsdApart(one, other, language);
}

/** `+1.23 $`, `−0.45 $`; what rounds to nothing keeps its side: `+0.00 $`. */
export function formatSignedUsd(amount: NanoUsd, language: Language): string {
  return shown(() => {
    const text = money.formatUsd(money.roundsToZero(amount) ? 0n : money.magnitudeOf(amount), language);
    if (amount === 0n) return text;
    return `${amount < 0n ? money.MINUS : "+"}${text}`;
  });
}

const shown = (write: () => string): string => (displayNow().areAmountsHidden ? money.HIDDEN_AMOUNT : write());
