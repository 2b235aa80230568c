import type { Breakdown, BreakdownQuery } from "../../../shared/api/breakdown.ts";
import { usdFromNanoUsd } from "../../../shared/domain/money.ts";
import { type GroupSums, type Ledger, NO_TOTALS, type Totals } from "../../ledger/ledger.ts";
import { runFilter } from "../runs/run-filter.ts";
import { previousAnswer, previousSpan } from "./previous-span.ts";
import { totalsAnswer } from "./totals-answer.ts";

/** @throws AppError `invalid_request` when `from` lies after `to`. */
export async function readBreakdown(
  { ledger, now }: { readonly ledger: Ledger; readonly now: () => number },
  { userId, query }: { readonly userId: string; readonly query: BreakdownQuery },
): Promise<Breakdown> {
  const { by, limit } = query;
  const filter = runFilter(query);
  const previous = previousSpan(filter, now(), query.tz);
  const { groups, rest } = await ledger.breakdown(userId, { by, filter, previous, limit });
  const all: readonly GroupSums[] = rest === null ? groups : [...groups, rest];
  const sums = (group: GroupSums) => ({
    ...sumsAnswer(group.totals),
    previous: previous && sumsAnswer(group.previous),
  });
  return {
    by,
    groups: groups.map((group) => ({
      key: group.key,
      label: group.actor?.title ?? group.actor?.name ?? group.key,
      actor: group.actor && { ...group.actor },
      ...sums(group),
    })),
    rest: rest && { groups: rest.groups, ...sums(rest) },
    ...totalsAnswer(total(all.map(({ totals }) => totals))),
    previous: previous && previousAnswer(previous, total(all.map((group) => group.previous))),
  };
}

const sumsAnswer = ({ costNanoUsd, runs, runsWithoutCost }: Totals) => ({
  costUsd: usdFromNanoUsd(costNanoUsd),
  costNanoUsd: String(costNanoUsd),
  runs,
  runsWithoutCost,
});

function total(parts: readonly Totals[]): Totals {
  return parts.reduce(
    (sum, part) => ({
      costNanoUsd: sum.costNanoUsd + part.costNanoUsd,
      runs: sum.runs + part.runs,
      runsWithoutCost: sum.runsWithoutCost + part.runsWithoutCost,
    }),
    NO_TOTALS,
  );
}
