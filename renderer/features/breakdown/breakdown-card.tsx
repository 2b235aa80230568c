import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { Tabs } from "radix-ui";
import { useState } from "react";
import { type Grouping, GROUPINGS } from "../../../shared/domain/breakdown.ts";
import type { ShownPeriod } from "../../../shared/domain/period.ts";
import { RUN_ATTRIBUTES, type RunAttribute, type RunFilter } from "../../../shared/domain/run-filter.ts";
import { useWords } from "../../i18n/use-words.ts";
import { breakdownQuery } from "../../queries.ts";
import { Card } from "../../ui/card.tsx";
import { LoadFailure, OutdatedNote } from "../../ui/load-failure.tsx";
import { ATTRIBUTE_OF } from "../run-filter/group-words.ts";
import { useRunFilter } from "../run-filter/use-run-filter.ts";
import { BreakdownRows } from "./breakdown-rows.tsx";
import { LoadingBreakdown } from "./loading-breakdown.tsx";

interface BreakdownCardProps {
  readonly account: string;
  /** The total's. */
  readonly period: ShownPeriod;
}

/** What the total is made of, by what the runs have in common. */
export function BreakdownCard({ account, period }: BreakdownCardProps) {
  const { t } = useWords();
  const [by, setBy] = useState<Grouping>("actor");
  const choose = (value: string) => setBy(GROUPINGS.find((grouping) => grouping === value) ?? "actor");
  return (
    <Card label={t("breakdown.title")}>
      <Tabs.Root value={by} onValueChange={choose}>
        <div className="flex min-h-9 flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <h2 className="text-title font-semibold tracking-tight">{t("breakdown.title")}</h2>
          <Tabs.List aria-label={t("breakdown.by")} className="flex max-w-full rounded-lg bg-muted p-0.5 text-sm">
            {GROUPINGS.map((grouping) => (
              <Tabs.Trigger
                key={grouping}
                value={grouping}
                className="focus-ring h-8 rounded-md px-2.5 text-muted-foreground transition-colors hover:text-foreground data-[state=active]:bg-card data-[state=active]:font-medium data-[state=active]:text-foreground data-[state=active]:shadow-xs sm:px-3"
              >
                {t(`breakdown.${grouping}`)}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
        </div>
        <Tabs.Content value={by} className="focus-ring rounded-md">
          <Groups key={by} account={account} period={period} by={by} />
        </Tabs.Content>
      </Tabs.Root>
    </Card>
  );
}

function Groups({ account, period, by }: BreakdownCardProps & { readonly by: Grouping }) {
  const { t } = useWords();
  const { filter } = useRunFilter();
  const attribute = ATTRIBUTE_OF[by];
  // The chosen group stands among the others, so that another can be chosen.
  const answer = useQuery(breakdownQuery(account, { by, period, filter: without(filter, attribute) }));
  const retry = () => void answer.refetch();
  const { data } = answer;
  // Of a tab that was open before nothing is kept in the place of this one's.
  const breakdown = data?.by === by ? data : undefined;
  if (breakdown === undefined && answer.isError)
    return <LoadFailure title={t("breakdown.loadFailed")} error={answer.error} onRetry={retry} />;
  if (breakdown === undefined) return <LoadingBreakdown />;
  return (
    <div
      aria-busy={answer.isPlaceholderData}
      className={clsx("transition-opacity duration-150", answer.isPlaceholderData && "opacity-50")}
    >
      <BreakdownRows breakdown={breakdown} chosen={filter[attribute]} />
      {answer.isError && <OutdatedNote text={t("breakdown.outdated")} onRetry={retry} />}
    </div>
  );
}

function without(filter: RunFilter, attribute: RunAttribute): RunFilter {
  return Object.fromEntries(
    RUN_ATTRIBUTES.flatMap((name) => (name === attribute || filter[name] === undefined ? [] : [[name, filter[name]]])),
  );
}
