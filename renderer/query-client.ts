import { QueryClient } from "@tanstack/react-query";
import type { Session } from "../shared/ipc/session.ts";
import {
  onAlertOpened,
  onBudgetsChanged,
  onConnectionChanged,
  onEnvironmentChanged,
  onFiguresChanged,
  onLedgerHealthChanged,
  onImportStatusChanged,
  onPreferencesChanged,
  onServerCodeChanged,
  onSessionChanged,
} from "./desktop.ts";
import {
  accountOf,
  accountsQuery,
  BUDGETS_KEY,
  connectionQuery,
  environmentQuery,
  FIGURES_KEY,
  importStatusQuery,
  ledgerHealthQuery,
  openedAlertQuery,
  preferencesQuery,
  RECONCILIATION,
  serverCodeQuery,
  sessionQuery,
} from "./queries.ts";
import { setDisplay } from "./i18n/display.ts";
import { speakLanguage } from "./i18n/speak-language.ts";

/** Main is always reachable and says when something changed: nothing is read again on a guess. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: "always",
        staleTime: Number.POSITIVE_INFINITY,
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
}

/** Keeps the cache equal to what main pushes; the answer ends that. */
export function followDesktop(client: QueryClient): () => void {
  const endings = [
    onSessionChanged((session) => adoptSession(client, session)),
    onServerCodeChanged((code) => client.setQueryData(serverCodeQuery.queryKey, code)),
    onImportStatusChanged((status) => client.setQueryData(importStatusQuery.queryKey, status)),
    onConnectionChanged((status) => client.setQueryData(connectionQuery.queryKey, status)),
    onPreferencesChanged((preferences) => client.setQueryData(preferencesQuery.queryKey, preferences)),
    onEnvironmentChanged((environment) => {
      client.setQueryData(environmentQuery.queryKey, environment);
      setDisplay(environment);
      void speakLanguage(environment.language);
    }),
    onLedgerHealthChanged((health) => client.setQueryData(ledgerHealthQuery.queryKey, health)),
    onFiguresChanged(() => readFiguresAgain(client)),
    onAlertOpened((opened) => client.setQueryData(openedAlertQuery.queryKey, opened)),
    onBudgetsChanged(() => void client.invalidateQueries({ queryKey: BUDGETS_KEY })),
  ];
  return () => {
    for (const end of endings) end();
  };
}

/** An import changes the figures twice a second: the many sums of the billing cycle wait for its end, which is told too. */
function readFiguresAgain(client: QueryClient): void {
  const isImporting = client.getQueryData(importStatusQuery.queryKey)?.state === "running";
  void client.invalidateQueries({
    queryKey: FIGURES_KEY,
    predicate: ({ queryKey }) => !(isImporting && queryKey.includes(RECONCILIATION)),
  });
}

/** Makes `session` the current one. Another account starts with no figure of the former one. */
export function adoptSession(client: QueryClient, session: Session): void {
  const former = client.getQueryData(sessionQuery.queryKey);
  const isOtherAccount = former !== undefined && accountOf(former) !== accountOf(session);
  if (isOtherAccount) {
    client.removeQueries({ queryKey: FIGURES_KEY });
    client.removeQueries({ queryKey: BUDGETS_KEY });
    client.setQueryData(openedAlertQuery.queryKey, null);
  }
  client.setQueryData(sessionQuery.queryKey, session);
  if (isOtherAccount) void client.invalidateQueries({ queryKey: importStatusQuery.queryKey });
  void client.invalidateQueries({ queryKey: connectionQuery.queryKey });
  void client.invalidateQueries({ queryKey: accountsQuery.queryKey });
}
