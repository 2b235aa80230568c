import { keepPreviousData, queryOptions, skipToken } from "@tanstack/react-query";
import type { Grouping } from "../shared/domain/breakdown.ts";
import type { Period, ShownPeriod, TimeRange } from "../shared/domain/period.ts";
import { NO_FILTER, type RunFilter } from "../shared/domain/run-filter.ts";
import type { PushPayload } from "../shared/ipc/contract.ts";
import type { RunsAsked } from "../shared/ipc/figures.ts";
import type { Session } from "../shared/ipc/session.ts";
import { desktop } from "./desktop.ts";

/** Every figure's key starts with this, so that all can be read again at once. */
export const FIGURES_KEY = ["figures"] as const;

/** The same of budgets and alerts, which main tells of by themselves. */
export const BUDGETS_KEY = ["budgets"] as const;

export const environmentQuery = queryOptions({
  queryKey: ["environment"],
  queryFn: () => desktop.getEnvironment(),
});

export const sessionQuery = queryOptions({ queryKey: ["session"], queryFn: () => desktop.getSession() });

export const accountsQuery = queryOptions({ queryKey: ["accounts"], queryFn: () => desktop.getAccounts() });

export const allAccountsQuery = (period: Period, timeRange: TimeRange) =>
  queryOptions({
    queryKey: [...FIGURES_KEY, "all-accounts", { period, timeRange }],
    queryFn: () => desktop.readAccounts({ period, timeRange }),
    placeholderData: keepPreviousData,
  });

export const serverCodeQuery = queryOptions({
  queryKey: ["server-code"],
  queryFn: () => desktop.getServerCode(),
});

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

export const loginLaunchQuery = queryOptions({
  queryKey: ["login-launch"],
  queryFn: () => desktop.getLoginLaunch(),
  // Changed by the system's own settings too.
  staleTime: 0,
});

export const aboutQuery = queryOptions({ queryKey: ["about"], queryFn: () => desktop.getAbout() });
export const licencesQuery = queryOptions({ queryKey: ["licences"], queryFn: () => desktop.getLicences() });

export const diagnosticsQuery = queryOptions({
  queryKey: ["diagnostics"],
  queryFn: () => desktop.getDiagnostics(),
  // As it is when it is looked at.
  staleTime: 0,
  gcTime: 0,
});

export const updateCopiesQuery = queryOptions({
  queryKey: ["update-copies"],
  queryFn: () => desktop.getUpdateCopies(),
});

export const crashCountQuery = queryOptions({
  queryKey: ["crash-count"],
  queryFn: () => desktop.getCrashCount(),
  staleTime: 0,
  gcTime: 0,
});

export const ledgerHealthQuery = queryOptions({
  queryKey: ["ledger-health"],
  queryFn: () => desktop.getLedgerHealth(),
});

export const summaryQuery = (account: string, period: ShownPeriod, filter: RunFilter = NO_FILTER) =>
  queryOptions({
    queryKey: [...FIGURES_KEY, account, "summary", { period, filter }],
    queryFn: () => desktop.getSummary({ period, filter }),
    placeholderData: keepPreviousData,
  });

export const spendingChartQuery = (account: string, timeRange: TimeRange, filter: RunFilter = NO_FILTER) =>
  queryOptions({
    queryKey: [...FIGURES_KEY, account, "spending-chart", { timeRange, filter }],
    queryFn: () => desktop.getSpendingChart({ timeRange, filter }),
    placeholderData: keepPreviousData,
  });

export const breakdownQuery = (
  account: string,
  asked: { readonly by: Grouping; readonly period: ShownPeriod; readonly filter: RunFilter },
) =>
  queryOptions({
    queryKey: [...FIGURES_KEY, account, "breakdown", asked],
    queryFn: () => desktop.getBreakdown(asked),
    placeholderData: keepPreviousData,
  });

/** So many runs are read at a time. */
export const PAGE_RUNS = 200;
/** Pages out of view are kept for as long: who scrolls back finds them, and memory does not grow with the list. */
const PAGES_KEPT_MS = 30_000;

export const runsPageQuery = (account: string, asked: Omit<RunsAsked, "limit" | "offset">, page: number) =>
  queryOptions({
    queryKey: [...FIGURES_KEY, account, "runs", asked, page],
    queryFn: () => desktop.getRuns({ ...asked, limit: PAGE_RUNS, offset: page * PAGE_RUNS }),
    gcTime: PAGES_KEPT_MS,
  });

export const runQuery = (account: string, runId: string) =>
  queryOptions({
    queryKey: [...FIGURES_KEY, account, "run", runId],
    queryFn: () => desktop.getRun({ runId }),
    gcTime: PAGES_KEPT_MS,
  });

export const apifyConnectionQuery = (account: string) =>
  queryOptions({
    queryKey: [...FIGURES_KEY, account, "apify-connection"],
    queryFn: () => desktop.getApifyConnection(),
  });

export const RECONCILIATION = "reconciliation";

export const reconciliationQuery = (account: string) =>
  queryOptions({
    queryKey: [...FIGURES_KEY, account, RECONCILIATION],
    queryFn: () => desktop.getReconciliation(),
  });

export const budgetsQuery = (account: string) =>
  queryOptions({
    queryKey: [...BUDGETS_KEY, account, "list"],
    queryFn: () => desktop.getBudgets(),
  });

export const alertsQuery = (account: string) =>
  queryOptions({
    queryKey: [...BUDGETS_KEY, account, "alerts"],
    queryFn: () => desktop.getAlerts(),
  });

export const scrapersQuery = (account: string) =>
  queryOptions({
    queryKey: [...BUDGETS_KEY, account, "scrapers"],
    queryFn: () => desktop.getScrapers(),
  });

/** What a clicked notification asks to be shown, until it is. */
export const openedAlertQuery = queryOptions({
  queryKey: ["opened-alert"],
  queryFn: skipToken,
  initialData: (): PushPayload<"alertOpened"> | null => null,
});

/** Names the ledger that a session reads, so that the figures of two accounts never share a cache entry. */
export function accountOf(session: Session): string {
  if (session.kind === "apify") return `apify:${session.username}`;
  return session.kind === "server" ? `server:${session.address} ${session.email}` : session.kind;
}
