import type { NanoUsd } from "../../../shared/domain/money.ts";

/** At most four signs, rounded down so that the icon never shows more than was spent: `0.4`, `42`, `1.2k`. */
export function compactFigure(amount: NanoUsd): string {
  const tenths = amount / 100_000_000n;
  const dollars = tenths / 10n;
  if (dollars < 10n) return tenths === 0n ? "0" : `${dollars}.${tenths % 10n}`;
  if (dollars < 1_000n) return String(dollars);
  const [unit, divisor] = dollars < 1_000_000n ? (["k", 1_000n] as const) : (["M", 1_000_000n] as const);
  const whole = dollars / divisor;
  return whole < 10n ? `${whole}.${((dollars * 10n) / divisor) % 10n}${unit}` : `${whole}${unit}`;
}

const MOST_TIMES = 999;

/** At most four signs: `87%`, `130%`; from ten times the budget on `12×`, rounded down. */
export function compactPercent(percent: number): string {
  return percent < 1_000 ? `${percent}%` : `${Math.min(MOST_TIMES, Math.floor(percent / 100))}×`;
}
