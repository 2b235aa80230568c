import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Period, TimeRange } from "../shared/domain/period.ts";
import type { Session } from "../shared/ipc/contract.ts";
import { desktop } from "./desktop.ts";

/** Every figure's key starts with this, so that all can be read again at once. */
export const FIGURES_KEY = ["figures"] as const;

export const environmentQuery = queryOptions({
  queryKey: ["environment"],
  queryFn: () => desktop.getEnvironment(),
});

export const sessionQuery = queryOptions({ queryKey: ["session"], queryFn: () => desktop.getSession() });

export const preferencesQuery = queryOptions({
  queryKey: ["preferences"],
  queryFn: () => desktop.getPreferences(),
});

export const importStatusQuery = queryOptions({
  queryKey: ["import-status"],
  queryFn: () => desktop.getImportStatus(),
});

export const connectionQuery = queryOptions({
  queryKey: ["connection"],
  queryFn: () => desktop.getConnection(),
});

export const summaryQuery = (account: string, period: Period) =>
  queryOptions({
    queryKey: [...FIGURES_KEY, account, "summary", period],
    queryFn: () => desktop.getSummary({ period }),
    placeholderData: keepPreviousData,
  });

export const spendingChartQuery = (account: string, timeRange: TimeRange) =>
  queryOptions({
    queryKey: [...FIGURES_KEY, account, "spending-chart", timeRange],
    queryFn: () => desktop.getSpendingChart({ timeRange }),
    placeholderData: keepPreviousData,
  });

/** The newest `limit` runs. More of them are read with the former ones, so that runs that arrive meanwhile shift nothing. */
export const runsQuery = (account: string, limit: number) =>
  queryOptions({
    queryKey: [...FIGURES_KEY, account, "runs", limit],
    queryFn: () => desktop.getRuns({ limit, offset: 0 }),
    placeholderData: keepPreviousData,
  });

export const reconciliationQuery = (account: string) =>
  queryOptions({
    queryKey: [...FIGURES_KEY, account, "reconciliation"],
    queryFn: () => desktop.getReconciliation(),
  });

/** Names the ledger that a session reads, so that the figures of two accounts never share a cache entry. */
export function accountOf(session: Session): string {
  return session.kind === "apify" ? `apify:${session.username}` : session.kind;
}
