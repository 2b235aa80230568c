import { z } from "zod";

/** The middle one of an odd count of measurements: one slow outlier does not move it. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error("There is nothing to take the median of");
  return middle;
}

export async function elapsedMs(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

export const comparisonSchema = z.object({
  baseline: z.number(),
  ours: z.number(),
  unit: z.enum(["ms", "MB"]),
  ratio: z.number(),
  rounds: z.number(),
});

export type Comparison = z.infer<typeof comparisonSchema>;

/** Measures both in turn, round by round, so that what else the machine does falls on both alike. */
export async function compare(
  rounds: number,
  unit: Comparison["unit"],
  measure: { readonly baseline: () => Promise<number>; readonly ours: () => Promise<number> },
): Promise<Comparison> {
  const baseline: number[] = [];
  const ours: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    baseline.push(await measure.baseline());
    ours.push(await measure.ours());
  }
  return comparison(unit, baseline, ours);
}

export function comparison(unit: Comparison["unit"], baseline: readonly number[], ours: readonly number[]): Comparison {
  const [baselineMedian, oursMedian] = [median(baseline), median(ours)];
  return {
    baseline: rounded(baselineMedian),
    ours: rounded(oursMedian),
    unit,
    ratio: rounded(oursMedian / baselineMedian),
    rounds: ours.length,
  };
}

const rounded = (value: number): number => Number(value.toPrecision(3));
