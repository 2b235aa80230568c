import fc from "fast-check";
import { expect, test } from "vitest";
import { shownGroups } from "../../../../../renderer/features/breakdown/shown-groups.ts";
import type { Breakdown } from "../../../../../shared/api/breakdown.ts";
import { sampleBreakdown } from "../../../../support/desktop-bridge/sample-breakdown.ts";

const sums = (nanoUsd: bigint, runs: number) => ({
  costUsd: 0,
  costNanoUsd: String(nanoUsd),
  runs,
  runsWithoutCost: runs % 2,
  previous: { costUsd: 0, costNanoUsd: String(nanoUsd * 2n), runs, runsWithoutCost: 0 },
});

function breakdownOf(costs: readonly bigint[], rest: bigint | null): Breakdown {
  const groups = costs.map((cost, index) => ({
    key: `k${index}`,
    label: `k${index}`,
    actor: null,
    ...sums(cost, index),
  }));
  return { ...sampleBreakdown("actor"), groups, rest: rest === null ? null : { groups: 900, ...sums(rest, 7) } };
}

const total = (parts: readonly { readonly costNanoUsd: string; readonly runs: number }[]) => ({
  nanoUsd: parts.reduce((sum, { costNanoUsd }) => sum + BigInt(costNanoUsd), 0n),
  runs: parts.reduce((sum, { runs }) => sum + runs, 0),
});

const anyCost = fc.bigInt({ min: 0n, max: 10n ** 24n });

test("what is shown and the others are the breakdown, to the last digit", () => {
  fc.assert(
    fc.property(
      fc.array(anyCost, { maxLength: 100 }),
      fc.option(anyCost),
      fc.boolean(),
      fc.integer({ min: 0, max: 120 }),
      (costs, rest, isWhole, chosen) => {
        const breakdown = breakdownOf(costs, rest);
        const { groups, others, hidden } = shownGroups(breakdown, isWhole, `k${chosen}`);
        const all = [...breakdown.groups, ...(breakdown.rest === null ? [] : [breakdown.rest])];
        expect(total(others === null ? groups : [...groups, others])).toEqual(total(all));
        expect(groups.length + hidden).toBe(costs.length);
        expect(groups.some(({ key }) => key === `k${chosen}`)).toBe(chosen < costs.length);
        expect(isWhole ? hidden : 0).toBe(0);
      },
    ),
  );
});

test("a few groups are shown whole; of many the six dearest", () => {
  const shownOf = (count: number) => shownGroups(breakdownOf(Array(count).fill(1n), null), false, undefined);
  expect([shownOf(7).groups.length, shownOf(7).others]).toEqual([7, null]);
  expect(shownOf(1_000)).toMatchObject({
    hidden: 994,
    others: { groups: 994, costNanoUsd: "994", costNanoUsdBefore: "1988" },
  });
  expect(shownOf(1_000).groups).toHaveLength(6);
});
