/** A short date with air around it. */
const LABEL_WIDTH = 66;
const ROUND_STEPS = [1, 2, 3, 5, 7, 10, 14, 15, 30, 45] as const;

/** Which of `dayCount` days carry a label on an axis of `width` pixels: today always does, the others at an even step. */
export function dayTicks(dayCount: number, width: number): readonly number[] {
  const lastDay = dayCount - 1;
  const dayWidth = width / Math.max(1, lastDay);
  const step = ROUND_STEPS.find((candidate) => candidate * dayWidth >= LABEL_WIDTH) ?? dayCount;
  const labelCount = Math.floor(lastDay / step) + 1;
  return Array.from({ length: labelCount }, (_, index) => lastDay - (labelCount - 1 - index) * step);
}
