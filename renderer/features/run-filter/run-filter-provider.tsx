import { type ReactNode, useMemo, useState } from "react";
import { isFiltered, NO_FILTER, RUN_ATTRIBUTES, type RunFilter } from "../../../shared/domain/run-filter.ts";
import { type FilterChange, RunFilterContext } from "./use-run-filter.ts";

/** Holds the filter of one account's page; it is kept nowhere. */
export function RunFilterProvider({ children }: { readonly children: ReactNode }) {
  const [filter, replace] = useState(NO_FILTER);
  const state = useMemo(
    () => ({
      filter,
      isFiltered: isFiltered(filter),
      setFilter: (change: FilterChange) => replace((former) => changed(former, change)),
      clearFilter: () => replace(NO_FILTER),
    }),
    [filter],
  );
  return <RunFilterContext value={state}>{children}</RunFilterContext>;
}

function changed(former: RunFilter, change: FilterChange): RunFilter {
  const next = { ...former, ...change };
  return Object.fromEntries(
    RUN_ATTRIBUTES.flatMap((attribute) => {
      const value = next[attribute];
      return typeof value === "string" ? [[attribute, value]] : [];
    }),
  );
}
