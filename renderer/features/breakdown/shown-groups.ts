import type { Breakdown } from "../../../shared/api/breakdown.ts";

export type Group = Breakdown["groups"][number];

/** What the groups that are not shown have together. */
export interface OtherGroups extends Pick<Group, "costNanoUsd" | "runs" | "runsWithoutCost"> {
  readonly groups: number;
  readonly costNanoUsdBefore: string | null;
}

export interface ShownGroups {
  readonly groups: readonly Group[];
  /** Null: every group is shown. */
  readonly others: OtherGroups | null;
  /** How many more could be shown. */
  readonly hidden: number;
}

const FEW = 6;

/**
 * The dearest groups, the chosen one in any case, and the others as one: together they are the breakdown, to the last
 * digit.
 */
export function shownGroups({ groups, rest }: Breakdown, isWhole: boolean, chosen: string | undefined): ShownGroups {
  // One row for a single other group would take as much room as the group itself.
  const few = isWhole || groups.length <= FEW + 1 ? groups.length : FEW;
  const isShown = (group: Group, place: number) => place < few || group.key === chosen;
  const shown = groups.filter(isShown);
  const hidden = groups.filter((group, place) => !isShown(group, place));
  const parts = [...hidden.map((group) => ({ ...group, groups: 1 })), ...(rest === null ? [] : [rest])];
  const sum = (part: (group: (typeof parts)[number]) => number) =>
    parts.reduce((total, group) => total + part(group), 0);
  const costs = (part: (group: (typeof parts)[number]) => string) =>
    String(parts.reduce((total, group) => total + BigInt(part(group)), 0n));
  return {
    groups: shown,
    hidden: hidden.length,
    others:
      parts.length === 0
        ? null
        : {
            groups: sum((group) => group.groups),
            costNanoUsd: costs((group) => group.costNanoUsd),
            runs: sum((group) => group.runs),
            runsWithoutCost: sum((group) => group.runsWithoutCost),
            costNanoUsdBefore: parts.every(({ previous }) => previous !== null)
              ? costs((group) => group.previous?.costNanoUsd ?? "0")
              : null,
          },
  };
}
