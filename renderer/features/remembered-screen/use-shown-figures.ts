import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { SpendingChart } from "../../../shared/api/spending-chart.ts";
import type { ShownSummary } from "../../../shared/ipc/figures.ts";
import {
  accountOf,
  alertsQuery,
  budgetsQuery,
  connectionQuery,
  importStatusQuery,
  preferencesQuery,
} from "../../queries.ts";
import type { OpenSession } from "../session/open-session.ts";
import { usePeriodTotals } from "../total-spent/use-period-totals.ts";
import type { WhatIsShown } from "./use-remembered-screen.ts";

interface ShownFigures {
  /** Whether all that the first screen holds has been read, budgets and alerts included. */
  readonly isWhole: boolean;
  /** What may be remembered: the whole figures of a ledger on this computer that nothing is changing. */
  readonly shown: WhatIsShown | null;
}

export function useShownFigures(
  session: OpenSession,
  summary: UseQueryResult<ShownSummary | null>,
  chart: UseQueryResult<SpendingChart>,
): ShownFigures {
  const account = accountOf(session);
  const totals = usePeriodTotals(account);
  const queries = [summary, chart, ...totals, useQuery(budgetsQuery(account)), useQuery(alertsQuery(account))];
  const status = useQuery(importStatusQuery).data;
  const connection = useQuery(connectionQuery).data;
  const refreshMinutes = useQuery(preferencesQuery).data?.refreshMinutes;
  const today = chart.data?.at(-1)?.date;
  const isWhole = queries.every(({ isPending }) => !isPending);
  const isSettled = queries.every(({ isSuccess, isFetching }) => isSuccess && !isFetching);
  const isOfNow = isSettled && status !== undefined && status.state !== "running";
  const isKnown = isOfNow && today !== undefined && refreshMinutes !== undefined && connection;
  if (session.kind !== "apify" || !isKnown) return { isWhole, shown: null };
  const { username } = session;
  const { lastCompletedAt } = connection;
  const readAtMs = Math.max(...queries.map(({ dataUpdatedAt }) => dataUpdatedAt));
  return { isWhole, shown: { username, today, lastCompletedAt, refreshMinutes, readAtMs } };
}
