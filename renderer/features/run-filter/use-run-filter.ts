import { createContext, useContext } from "react";
import type { RunAttribute, RunFilter } from "../../../shared/domain/run-filter.ts";

/** What becomes of some of the attributes; null takes one away. */
export type FilterChange = { readonly [Attribute in RunAttribute]?: string | null };

interface RunFilterState {
  /** Which runs everything on the page is about. */
  readonly filter: RunFilter;
  readonly isFiltered: boolean;
  readonly setFilter: (change: FilterChange) => void;
  readonly clearFilter: () => void;
}

export const RunFilterContext = createContext<RunFilterState | null>(null);

export function useRunFilter(): RunFilterState {
  const state = useContext(RunFilterContext);
  if (state === null) throw new Error("There is no filter outside of an account's page");
  return state;
}
