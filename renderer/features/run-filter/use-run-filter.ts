import { NO_FILTER, type RunFilter } from "../../../shared/domain/run-filter.ts";

export function useRunFilter() {
  return { filter: NO_FILTER, setFilter: (_change: RunFilter) => {}, clearFilter: () => {}, isFiltered: false };
}
