import { HIGHEST_THRESHOLD, MOST_THRESHOLDS } from "../../../shared/domain/budget/budget.ts";

export type AddedThreshold =
  | { readonly kind: "thresholds"; readonly thresholds: readonly number[] }
  | { readonly kind: "thresholdWrong" | "tooManyThresholds" };

/** The thresholds with the one that was typed, such as `90` or `90 %`; as they are where nothing was. */
export function withTyped(thresholds: readonly number[], typed: string): AddedThreshold {
  if (typed.trim() === "") return { kind: "thresholds", thresholds };
  const digits = typed.replaceAll(/[\s%]/g, "");
  const threshold = /^\d+$/.test(digits) ? Number(digits) : 0;
  if (threshold < 1 || threshold > HIGHEST_THRESHOLD) return { kind: "thresholdWrong" };
  const all = [...new Set([...thresholds, threshold])].toSorted((one, other) => one - other);
  return all.length > MOST_THRESHOLDS ? { kind: "tooManyThresholds" } : { kind: "thresholds", thresholds: all };
}
