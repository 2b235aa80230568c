import type { NanoUsd } from "../money.ts";
import { NEAR_PERCENT, type BudgetLevel } from "./budget.ts";

/** Whether so much was spent that the threshold, in percent of the amount, is reached: exactly, on whole nano-dollars. */
export const isReached = (amount: NanoUsd, spent: NanoUsd, threshold: number): boolean =>
  spent * 100n >= amount * BigInt(threshold);

/** `over` begins above the amount: what is spent exactly is reached, not exceeded. */
export function levelOf(amount: NanoUsd, spent: NanoUsd): BudgetLevel {
  if (spent > amount) return "over";
  return isReached(amount, spent, NEAR_PERCENT) ? "near" : "normal";
}

/** Whole percents, rounded down so that 100 is never shown before it is reached; not clamped above. */
export const percentOf = (amount: NanoUsd, spent: NanoUsd): number => Number((spent * 100n) / amount);
