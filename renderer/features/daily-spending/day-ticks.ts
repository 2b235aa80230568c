/** A short date with air around it. */
const LABEL_WIDTH = 66;
const ROUND_STEPS = [1, 2, 3, 5, 7, 10, 14, 15, 30, 45] as const;

/**
 * Which of `dayCount` days carry a label on an axis of `width` pixels: today always does, the others at an even step from
 * it. Today is the last day unless some are to come.
 */
export function dayTicks(dayCount: number, width: number, today = dayCount - 1): readonly number[] {
  const dayWidth = width / Math.max(1, dayCount - 1);
  const step = ROUND_STEPS.find((candidate) => candidate * dayWidth >= LABEL_WIDTH) ?? dayCount;
  const first = today % step;
  const labelCount = Math.floor((dayCount - 1 - first) / step) + 1;
  return Array.from({ length: labelCount }, (_, index) => first + index * step);
}
