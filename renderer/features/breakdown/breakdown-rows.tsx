import { useQuery } from "@tanstack/react-query";
import { CircleX } from "lucide-react";
import { useState } from "react";
import type { Breakdown } from "../../../shared/api/breakdown.ts";
import { formatUsd } from "../../i18n/money.ts";
import { useWords } from "../../i18n/use-words.ts";
import { importStatusQuery } from "../../queries.ts";
import { Button } from "../../ui/button.tsx";
import { ATTRIBUTE_OF, useGroupWords } from "../run-filter/group-words.ts";
import { useRunFilter } from "../run-filter/use-run-filter.ts";
import { GroupRow } from "./group-row.tsx";
import { shareOf, useShareText } from "./share.ts";
import { type Group, shownGroups } from "./shown-groups.ts";

interface BreakdownRowsProps {
  readonly breakdown: Breakdown;
  /** The group that the page is filtered by. */
  readonly chosen: string | undefined;
}

export function BreakdownRows({ breakdown, chosen }: BreakdownRowsProps) {
  const { t } = useWords();
  const { setFilter } = useRunFilter();
  const wordsOf = useGroupWords();
  const [isWhole, setIsWhole] = useState(false);
  const isBeforeKnown = useIsBeforeKnown(breakdown);
  const { by, groups, totalCostNanoUsd: totalNanoUsd } = breakdown;
  if (groups.length === 0) return <p className="mt-3 text-sm text-muted-foreground">{t("breakdown.empty")}</p>;

  const attribute = ATTRIBUTE_OF[by];
  const { groups: shown, others, hidden } = shownGroups(breakdown, isWhole, chosen);
  return (
    <>
      {by === "status" && <FailedNote breakdown={breakdown} />}
      <ul className="mt-2">
        {shown.map((group) => (
          <GroupRow
            key={group.key}
            label={by === "actor" ? group.label : wordsOf(by, group.key)}
            {...figuresOf(group, isBeforeKnown)}
            totalNanoUsd={totalNanoUsd}
            choice={{
              isChosen: group.key === chosen,
              onChange: () => setFilter({ [attribute]: group.key === chosen ? null : group.key }),
            }}
          />
        ))}
        {others !== null && (
          <GroupRow
            label={t("breakdown.others", { count: others.groups })}
            {...others}
            costNanoUsdBefore={isBeforeKnown ? others.costNanoUsdBefore : null}
            totalNanoUsd={totalNanoUsd}
          />
        )}
      </ul>
      {(hidden > 0 || isWhole) && (
        <Button look="ghost" aria-expanded={isWhole} className="mt-1 -ml-2.5" onClick={() => setIsWhole(!isWhole)}>
          {isWhole ? t("breakdown.showFewer") : t("breakdown.showMore", { count: hidden })}
        </Button>
      )}
    </>
  );
}

function figuresOf({ costNanoUsd, runs, runsWithoutCost, previous }: Group, isBeforeKnown: boolean) {
  // Runs whose cost is unknown may have cost anything.
  const isKnown =
    isBeforeKnown && previous !== null && (previous.costNanoUsd !== "0" || previous.runsWithoutCost === 0);
  return { costNanoUsd, runs, runsWithoutCost, costNanoUsdBefore: isKnown ? previous.costNanoUsd : null };
}

/** Whether the ledger holds the whole period before. */
function useIsBeforeKnown({ previous }: Breakdown): boolean {
  const completeFrom = useQuery(importStatusQuery).data?.completeFrom ?? null;
  return previous !== null && completeFrom !== null && Date.parse(completeFrom) <= Date.parse(previous.from);
}

const FAILED = ["FAILED", "TIMED-OUT"];

/** What runs cost that ended without their result. */
function FailedNote({ breakdown }: { readonly breakdown: Breakdown }) {
  const { t, language } = useWords();
  const shareText = useShareText();
  const failed = breakdown.groups.filter(({ key, runs }) => FAILED.includes(key) && runs > 0);
  if (failed.length === 0) return null;
  const count = failed.reduce((total, { runs }) => total + runs, 0);
  const cost = failed.reduce((total, { costNanoUsd }) => total + BigInt(costNanoUsd), 0n);
  const share = shareText(shareOf(String(cost), breakdown.totalCostNanoUsd));
  return (
    <p className="mt-3 flex items-start gap-2 text-note leading-5 text-pretty">
      <CircleX aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
      <span>{t("breakdown.failed", { count, amount: formatUsd(cost, language), share })}</span>
    </p>
  );
}
