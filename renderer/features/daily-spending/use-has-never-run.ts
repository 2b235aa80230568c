import { useQuery } from "@tanstack/react-query";
import type { SpendingChart } from "../../../shared/api/spending-chart.ts";
import { summaryQuery } from "../../queries.ts";

/** Whether the ledger holds no run at all. It is asked only when the days on screen are empty. */
export function useHasNeverRun(account: string, days: SpendingChart | undefined): boolean {
  const isRangeEmpty = days?.every((day) => day.runs === 0) ?? false;
  const { data } = useQuery({ ...summaryQuery(account, "all"), enabled: isRangeEmpty });
  return isRangeEmpty && data?.totalRuns === 0;
}
