import { divideRounding, type NanoUsd } from "./money.ts";

/** From here on it is told how many times as much was spent: `+4,900 %` says less than `50 times`. */
const TIMES_FROM = 10n;
/** Beyond that, a figure says no more: nearly nothing was spent before. */
const MOST_TIMES = 1_000n;

/** How an amount compares to the one before it. Percents and times are whole. */
export type Change =
  | { readonly kind: "more" | "less"; readonly percent: number }
  | { readonly kind: "times"; readonly times: number }
  | { readonly kind: "many-times"; readonly moreThan: number }
  | { readonly kind: "same" }
  | { readonly kind: "from-nothing" };

/** Of amounts that are not negative; null where nothing was spent either time. Rounding never makes a rest of it vanish. */
export function changeOf(now: NanoUsd, before: NanoUsd): Change | null {
  if (before <= 0n) return now <= 0n ? null : { kind: "from-nothing" };
  if (now > before * MOST_TIMES) return { kind: "many-times", moreThan: Number(MOST_TIMES) };
  if (now >= before * TIMES_FROM) return { kind: "times", times: Number(divideRounding(now, before)) };
  if (now >= before) {
    const percent = Number(divideRounding((now - before) * 100n, before));
    return percent === 0 ? { kind: "same" } : { kind: "more", percent };
  }
  const percent = Number(divideRounding((before - now) * 100n, before));
  if (percent === 0) return { kind: "same" };
  return { kind: "less", percent: percent === 100 && now > 0n ? 99 : percent };
}
