import { infiniteQueryOptions, keepPreviousData, queryOptions, skipToken } from "@tanstack/react-query";
import type { ScraperRun } from "../shared/api/scraper-runs.ts";
import type { ShownPeriod, TimeRange } from "../shared/domain/period.ts";
import { NO_FILTER, type RunFilter } from "../shared/domain/run-filter.ts";
import type { PushPayload, Session } from "../shared/ipc/contract.ts";
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

const RUNS_PAGE = 10;

const NEWEST_RUNS = { period: "all", filter: NO_FILTER, q: null, sort: "createdAt", order: "desc" } as const;

/** The newest runs, page by page. When the figures change, every page that was read is read again. */
export const runsQuery = (account: string) =>
  infiniteQueryOptions({
    queryKey: [...FIGURES_KEY, account, "runs"],
    queryFn: ({ pageParam }) => desktop.getRuns({ ...NEWEST_RUNS, limit: RUNS_PAGE, offset: pageParam }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const shown = pages.reduce((count, page) => count + page.runs.length, 0);
      return last.runs.length > 0 && shown < last.totalRuns ? shown : undefined;
    },
    select: ({ pages }) => ({
      runs: withoutRepeated(pages.flatMap((page) => page.runs)),
      totalRuns: pages.at(-1)?.totalRuns ?? 0,
    }),
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

/** A run that arrives between two pages moves the others down: the last of one is then the first of the next. */
function withoutRepeated(runs: readonly ScraperRun[]): readonly ScraperRun[] {
  return [...new Map(runs.map((run) => [run.runId, run])).values()];
}
