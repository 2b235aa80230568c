import { useQueries } from "@tanstack/react-query";
import { PERIODS } from "../../../shared/domain/period.ts";
import { NO_FILTER } from "../../../shared/domain/run-filter.ts";
import { summaryQuery } from "../../queries.ts";
import { useIsWide } from "../../ui/use-is-wide.ts";

/** The totals of all periods and runs, in the periods' order; none where the window has no room for them. */
export function usePeriodTotals(account: string) {
  const shown = useIsWide() ? PERIODS : [];
  return useQueries({ queries: shown.map((period) => summaryQuery(account, period, NO_FILTER)) });
}
