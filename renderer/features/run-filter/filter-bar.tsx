import { useQuery } from "@tanstack/react-query";
import { ListFilter, X } from "lucide-react";
import { type MouseEvent, useRef } from "react";
import { GROUPINGS } from "../../../shared/domain/breakdown.ts";
import { NO_FILTER } from "../../../shared/domain/run-filter.ts";
import { useWords } from "../../i18n/use-words.ts";
import { breakdownQuery } from "../../queries.ts";
import { Button } from "../../ui/button.tsx";
import { ATTRIBUTE_OF, useGroupWords } from "./group-words.ts";
import { useRunFilter } from "./use-run-filter.ts";

/** By what the page is filtered; it stays in sight, since every figure below is of those runs alone. */
export function FilterBar({ account }: { readonly account: string }) {
  const { t } = useWords();
  const { filter, setFilter, clearFilter } = useRunFilter();
  const wordsOf = useGroupWords();
  const actorName = useActorName(account, filter.scraperId);
  const clearing = useRef<HTMLButtonElement>(null);

  const chips = GROUPINGS.flatMap((by) => {
    const attribute = ATTRIBUTE_OF[by];
    const key = filter[attribute];
    if (key === undefined) return [];
    return [{ by, attribute, label: (by === "actor" ? actorName : undefined) ?? wordsOf(by, key) }];
  });
  const clear = () => {
    clearFilter();
    focusPeriod();
  };
  const remove = (event: MouseEvent, attribute: (typeof chips)[number]["attribute"]) => {
    setFilter({ [attribute]: null });
    // Of a mouse that takes one after the other away, the focus is nobody's matter.
    if (event.detail > 0) return;
    if (chips.length > 1) clearing.current?.focus();
    else focusPeriod();
  };
  return (
    <div
      role="group"
      aria-label={t("filter.title")}
      className="sticky top-0 z-20 -mx-2 flex flex-wrap items-center gap-2 rounded-b-xl bg-background/92 px-2 py-2 text-note backdrop-blur-sm"
    >
      <span className="flex items-center gap-1.5 text-muted-foreground">
        <ListFilter aria-hidden className="size-4 shrink-0" />
        <span className="max-sm:sr-only">{t("filter.filtered")}</span>
      </span>
      {chips.map(({ by, attribute, label }) => (
        <button
          key={by}
          type="button"
          title={t("filter.remove", { label })}
          onClick={(event) => remove(event, attribute)}
          className="focus-ring flex h-8 max-w-full min-w-0 items-center gap-1.5 rounded-full border border-info-border bg-info-surface pr-2 pl-3 font-medium hover:bg-muted"
        >
          <span className="shrink-0 font-normal text-muted-foreground">{t(`breakdown.${by}`)}</span>
          <span dir="auto" className="truncate">
            {label}
          </span>
          <X aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
          <span className="sr-only">{t("filter.removes")}</span>
        </button>
      ))}
      <Button ref={clearing} look="link" className="ml-1 text-note" onClick={clear}>
        {t("filter.clear")}
      </Button>
    </div>
  );
}

/** As the breakdown calls it. */
function useActorName(account: string, scraperId: string | undefined): string | undefined {
  const filter = scraperId === undefined ? NO_FILTER : { scraperId };
  const { data } = useQuery({
    ...breakdownQuery(account, { by: "actor", period: "all", filter }),
    enabled: scraperId !== undefined,
  });
  return data?.groups.find(({ key }) => key === scraperId)?.label;
}

/** Where what had the focus goes away with the bar, the page's first choice has it. */
function focusPeriod(): void {
  document.querySelector<HTMLElement>("main [role=combobox]")?.focus();
}
