import type { Breakdown, GroupSums } from "./ledger.ts";

/** One group of a breakdown, in the order of the answer; the last, without a key, is the rest. */
export interface GroupRow {
  readonly key: string | null;
  readonly name: string | null;
  readonly title: string | null;
  /** How many groups it holds. */
  readonly groups: number;
  readonly cost: bigint;
  readonly runs: number;
  readonly withoutCost: number;
  readonly costBefore: bigint;
  readonly runsBefore: number;
  readonly withoutCostBefore: number;
}

export function breakdownFromRows(rows: readonly GroupRow[]): Breakdown {
  const rest = rows.find(({ key }) => key === null);
  return {
    groups: rows.flatMap((row) =>
      row.key === null
        ? []
        : [{ key: row.key, actor: row.name === null ? null : { name: row.name, title: row.title }, ...sumsOf(row) }],
    ),
    rest: rest === undefined ? null : { groups: rest.groups, ...sumsOf(rest) },
  };
}

const sumsOf = (row: GroupRow): GroupSums => ({
  totals: { costNanoUsd: row.cost, runs: row.runs, runsWithoutCost: row.withoutCost },
  previous: { costNanoUsd: row.costBefore, runs: row.runsBefore, runsWithoutCost: row.withoutCostBefore },
});
