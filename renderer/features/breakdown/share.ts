import { useWords } from "../../i18n/use-words.ts";
import { percentText } from "../budgets/budget-words.ts";

const EXACT = 1_000_000n;

/** From 0 to 1; nothing of nothing is 0. */
export function shareOf(partNanoUsd: string, totalNanoUsd: string): number {
  const total = BigInt(totalNanoUsd);
  return total <= 0n ? 0 : Number((BigInt(partNanoUsd) * EXACT) / total) / Number(EXACT);
}

/** "53 %". What is there never reads as nothing, nor as all of it where there is more. */
export function useShareText(): (share: number) => string {
  const { language } = useWords();
  return (share) => {
    if (share > 0 && share < 0.01) return `<\u202f${percentText(1, language)}`;
    if (share < 1 && share > 0.99) return `>\u202f${percentText(99, language)}`;
    return percentText(Math.round(share * 100), language);
  };
}
