import type { ApifyConnection } from "../../../shared/api/apify-connection.ts";
import type { ImportStatus } from "../../../shared/api/backfill.ts";
import type { AccountEntry } from "../../../shared/ipc/accounts.ts";
import type { AlertsView, BudgetView } from "../../../shared/ipc/budgets.ts";
import { assertNever, toAppError } from "../../../shared/errors.ts";
import type {
  CallInput,
  CallName,
  CallOutput,
  DesktopBridge,
  PushName,
  PushPayload,
  Result,
} from "../../../shared/ipc/contract.ts";
import type { Connection, ConnectionStatus } from "../../../shared/ipc/connection.ts";
import type { Environment } from "../../../shared/ipc/environment.ts";
import type { Session } from "../../../shared/ipc/session.ts";
import { INITIAL_PREFERENCES, type Preferences } from "../../../shared/ipc/preferences.ts";
import type { UpdateCopies, UpdateStatus } from "../../../shared/ipc/updates.ts";
import { keptAlerts } from "./sample-alerts.ts";
import { keptBudgets } from "./sample-budgets.ts";
import { sampleBreakdown } from "./sample-breakdown.ts";
import { idleStatus, sampleChart, sampleImportAnswer, sampleShownSummary } from "./sample-figures.ts";
import { sampleReconciliation } from "./sample-reconciliation.ts";
import { sampleRunDetails, sampleRuns } from "./sample-runs.ts";

type Answers = { [Name in CallName]: (input: CallInput<Name>) => CallOutput<Name> | Promise<CallOutput<Name>> };
type Listeners = { readonly [Name in PushName]: Set<(payload: PushPayload<Name>) => void> };

export interface FakeDesktopOptions {
  readonly environment?: Partial<Environment>;
  readonly session?: Session;
  readonly accounts?: readonly AccountEntry[];
  /** The team server's, where one is shown. */
  readonly apifyConnection?: ApifyConnection;
  readonly preferences?: Partial<Preferences>;
  readonly importStatus?: Partial<ImportStatus>;
  readonly budgets?: readonly BudgetView[];
  readonly alerts?: Partial<AlertsView>;
  readonly ledgerDamagedSince?: string;
  readonly updates?: Partial<UpdateStatus>;
  readonly updateCopies?: Partial<UpdateCopies>;
  /** Without one, what follows from the session's token. */
  readonly connection?: Partial<ConnectionStatus>;
}

export interface FakeDesktop {
  readonly bridge: DesktopBridge;
  /** What the window asked for, in order. */
  readonly calls: readonly { readonly name: CallName; readonly input: unknown }[];
  /** Replaces one answer; throwing an `AppError` inside makes it a failure with that code. */
  readonly answer: <Name extends CallName>(name: Name, answer: Answers[Name]) => void;
  readonly push: <Name extends PushName>(name: Name, payload: PushPayload<Name>) => void;
}

/** A main process without Electron: signed in and quiet unless told otherwise. */
export function createFakeDesktop(options: FakeDesktopOptions = {}): FakeDesktop {
  const sessionNow: SessionNow = { session: options.session ?? KEPT };
  const answers = defaultAnswers(options, sessionNow);
  const calls: { name: CallName; input: unknown }[] = [];
  const listeners: Listeners = {
    sessionChanged: new Set(),
    serverCodeChanged: new Set(),
    importStatusChanged: new Set(),
    connectionChanged: new Set(),
    preferencesChanged: new Set(),
    environmentChanged: new Set(),
    ledgerHealthChanged: new Set(),
    updateStatusChanged: new Set(),
    exportProgressed: new Set(),
    budgetsChanged: new Set(),
    alertOpened: new Set(),
    figuresChanged: new Set(),
    commandChosen: new Set(),
  };

  const call =
    <Name extends CallName>(name: Name) =>
    async (input: CallInput<Name>): Promise<Result<CallOutput<Name>>> => {
      calls.push({ name, input });
      try {
        return { ok: true, value: await answers[name](input) };
      } catch (error) {
        const { code, message, details } = toAppError(error);
        return { ok: false, error: { code, message, ...(details && { details }) } };
      }
    };
  const listen =
    <Name extends PushName>(name: Name) =>
    (listener: (payload: PushPayload<Name>) => void) => {
      listeners[name].add(listener);
      return () => void listeners[name].delete(listener);
    };

  return {
    calls,
    answer: (name, answer) => {
      answers[name] = answer;
    },
    push: (name, payload) => {
      if (name === "sessionChanged") sessionNow.session = payload as Session;
      for (const listener of listeners[name]) listener(payload);
    },
    bridge: {
      getEnvironment: call("getEnvironment"),
      getSession: call("getSession"),
      signInWithApify: call("signInWithApify"),
      retryKeychain: call("retryKeychain"),
      openSampleData: call("openSampleData"),
      signInToServer: call("signInToServer"),
      cancelServerSignIn: call("cancelServerSignIn"),
      getServerCode: call("getServerCode"),
      copyServerCode: call("copyServerCode"),
      openServerPage: call("openServerPage"),
      getApifyConnection: call("getApifyConnection"),
      connectServerToApify: call("connectServerToApify"),
      disconnectServerFromApify: call("disconnectServerFromApify"),
      signOut: call("signOut"),
      getAccounts: call("getAccounts"),
      switchAccount: call("switchAccount"),
      setAccountColour: call("setAccountColour"),
      readAccounts: call("readAccounts"),
      openApifyTokenPage: call("openApifyTokenPage"),
      getSummary: call("getSummary"),
      getSpendingChart: call("getSpendingChart"),
      getBreakdown: call("getBreakdown"),
      getImportStatus: call("getImportStatus"),
      refresh: call("refresh"),
      importHistory: call("importHistory"),
      cancelImport: call("cancelImport"),
      getConnection: call("getConnection"),
      getRuns: call("getRuns"),
      getRun: call("getRun"),
      openRunInConsole: call("openRunInConsole"),
      exportRuns: call("exportRuns"),
      cancelExport: call("cancelExport"),
      showExportedFile: call("showExportedFile"),
      getReconciliation: call("getReconciliation"),
      getBudgets: call("getBudgets"),
      createBudget: call("createBudget"),
      changeBudget: call("changeBudget"),
      deleteBudget: call("deleteBudget"),
      restoreBudget: call("restoreBudget"),
      getScrapers: call("getScrapers"),
      setWebhook: call("setWebhook"),
      sendTestWebhook: call("sendTestWebhook"),
      copyText: call("copyText"),
      copyImage: call("copyImage"),
      getAlerts: call("getAlerts"),
      acknowledgeAlerts: call("acknowledgeAlerts"),
      snoozeAlerts: call("snoozeAlerts"),
      endSnooze: call("endSnooze"),
      setAlertSettings: call("setAlertSettings"),
      sendTestNotification: call("sendTestNotification"),
      getPreferences: call("getPreferences"),
      setPreferences: call("setPreferences"),
      getLoginLaunch: call("getLoginLaunch"),
      setLoginLaunch: call("setLoginLaunch"),
      getLedgerHealth: call("getLedgerHealth"),
      showLedgerFile: call("showLedgerFile"),
      replaceLedger: call("replaceLedger"),
      backUpLedger: call("backUpLedger"),
      getUpdateCopies: call("getUpdateCopies"),
      chooseLedgerToRestore: call("chooseLedgerToRestore"),
      cancelRestore: call("cancelRestore"),
      restoreLedger: call("restoreLedger"),
      getAbout: call("getAbout"),
      getLicences: call("getLicences"),
      showChromiumLicences: call("showChromiumLicences"),
      getDiagnostics: call("getDiagnostics"),
      copyDiagnostics: call("copyDiagnostics"),
      getCrashCount: call("getCrashCount"),
      showCrashNotes: call("showCrashNotes"),
      forgetCrashes: call("forgetCrashes"),
      getUpdateStatus: call("getUpdateStatus"),
      checkForUpdates: call("checkForUpdates"),
      installUpdate: call("installUpdate"),
      openDownloadPage: call("openDownloadPage"),
      acknowledgeUpdate: call("acknowledgeUpdate"),
      pageOpened: call("pageOpened"),
      rememberScreen: call("rememberScreen"),
      figuresPainted: call("figuresPainted"),
      onSessionChanged: listen("sessionChanged"),
      onServerCodeChanged: listen("serverCodeChanged"),
      onImportStatusChanged: listen("importStatusChanged"),
      onConnectionChanged: listen("connectionChanged"),
      onPreferencesChanged: listen("preferencesChanged"),
      onEnvironmentChanged: listen("environmentChanged"),
      onLedgerHealthChanged: listen("ledgerHealthChanged"),
      onUpdateStatusChanged: listen("updateStatusChanged"),
      onExportProgressed: listen("exportProgressed"),
      onBudgetsChanged: listen("budgetsChanged"),
      onAlertOpened: listen("alertOpened"),
      onFiguresChanged: listen("figuresChanged"),
      onCommandChosen: listen("commandChosen"),
    },
  };
}

export const LEDGER_FILE = "/home/camille/.config/decompte/ledger.db";

const HOME_ZONE = new Intl.DateTimeFormat().resolvedOptions().timeZone;

export const ENVIRONMENT: Environment = {
  language: "fr",
  timeZone: HOME_ZONE,
  systemTimeZone: HOME_ZONE,
  areAmountsHidden: false,
  version: "0.1.0",
};

const KEPT: Session = { kind: "apify", username: "camille", credential: "kept" };

export const AT_SERVER: Extract<Session, { kind: "server" }> = {
  kind: "server",
  address: "https://spend.example.org",
  email: "noa@example.org",
  name: "Noa",
  credential: "kept",
};
export const NOT_CONNECTED: ApifyConnection = {
  state: "none",
  username: null,
  connectedAt: null,
  webhookCreatedAt: null,
};
export const CONNECTED: ApifyConnection = {
  ...NOT_CONNECTED,
  state: "connected",
  username: "harbour-data",
  connectedAt: "2026-11-20T09:00:00.000Z",
};

/** The session that the fake is in: calls and pushes change it. */
interface SessionNow {
  session: Session;
}

function entriesOf(session: Session): readonly AccountEntry[] {
  if (session.kind === "apify")
    return [{ kind: "apify", id: "camille-id", username: session.username, colour: 0, isShown: true }];
  if (session.kind !== "server") return [];
  const { kind, address, email, name } = session;
  return [{ kind, id: `${address} ${email}`, address, email, name, colour: 0, isShown: true }];
}

function connectionWith(session: Session): Connection {
  if (!("credential" in session)) return { kind: "fine" };
  switch (session.credential) {
    case "kept":
    case "this-session":
      return { kind: "fine" };
    case "refused":
      return { kind: "token-refused" };
    case "missing":
    case "locked":
    case "unavailable":
      return { kind: "no-token", credential: session.credential };
    default:
      return assertNever(session.credential);
  }
}

function defaultAnswers(options: FakeDesktopOptions, now: SessionNow): Answers {
  const enter = (session: Session) => (now.session = session);
  const completedAt = options.importStatus?.lastCompletedAt;
  const lastCompletedAt = completedAt === undefined ? new Date().toISOString() : completedAt;
  const updates: UpdateStatus = { state: { kind: "none" }, checkedAt: null, installed: null, ...options.updates };
  let preferences: Preferences = { ...INITIAL_PREFERENCES, ...options.preferences };
  return {
    getEnvironment: () => ({ ...ENVIRONMENT, ...options.environment }),
    getSession: () => now.session,
    signInWithApify: () => enter(KEPT),
    retryKeychain: () => enter(KEPT),
    signInToServer: () => enter(AT_SERVER),
    cancelServerSignIn: () => undefined,
    getServerCode: () => null,
    copyServerCode: () => undefined,
    openServerPage: () => undefined,
    getApifyConnection: () => options.apifyConnection ?? null,
    connectServerToApify: () => CONNECTED,
    disconnectServerFromApify: () => NOT_CONNECTED,
    openSampleData: () => enter({ kind: "sample" }),
    signOut: () => enter({ kind: "signed-out" }),
    getAccounts: () => options.accounts ?? entriesOf(now.session),
    switchAccount: () => now.session,
    setAccountColour: () => undefined,
    readAccounts: () => [],
    openApifyTokenPage: () => undefined,
    getSummary: ({ period }) => sampleShownSummary(period),
    getSpendingChart: ({ timeRange }) => sampleChart(timeRange),
    getBreakdown: ({ by }) => sampleBreakdown(by),
    getImportStatus: () => ({ ...idleStatus, lastCompletedAt, ...options.importStatus }),
    refresh: () => undefined,
    importHistory: () => sampleImportAnswer,
    cancelImport: () => undefined,
    getConnection: () =>
      "credential" in now.session
        ? { connection: connectionWith(now.session), lastCompletedAt, nextRefreshAt: null, ...options.connection }
        : null,
    getRuns: ({ limit, offset }) => sampleRuns(limit, offset),
    getRun: ({ runId }) => sampleRunDetails(runId),
    openRunInConsole: () => undefined,
    exportRuns: () => ({
      kind: "done",
      fileName: "decompte-2025-02-28.csv",
      totalRuns: 25,
      totalCostNanoUsd: "12450000000",
    }),
    cancelExport: () => undefined,
    showExportedFile: () => undefined,
    getReconciliation: () => sampleReconciliation,
    ...keptBudgets(options.budgets ?? []),
    ...keptAlerts(options.alerts ?? {}),
    copyText: () => undefined,
    copyImage: () => undefined,
    getPreferences: () => preferences,
    setPreferences: (change) => {
      preferences = { ...preferences, ...change };
      return preferences;
    },
    getLoginLaunch: () => "off",
    setLoginLaunch: ({ isOn }) => (isOn ? "on" : "off"),
    getLedgerHealth: () => ({ damagedSince: options.ledgerDamagedSince ?? null, file: LEDGER_FILE }),
    showLedgerFile: () => undefined,
    replaceLedger: () => undefined,
    backUpLedger: () => ({ name: "decompte-2026-11-23.db", bytes: 81_000_000 }),
    getUpdateCopies: () => ({ isMaking: false, openedBy: "0.1.0", copies: [], ...options.updateCopies }),
    chooseLedgerToRestore: () => null,
    cancelRestore: () => undefined,
    restoreLedger: () => undefined,
    getAbout: () => ({
      name: "Décompte",
      version: "0.1.0",
      mark: "none",
      electron: "45.4.1",
      chromium: "150.0.7871.10",
      node: "24.10.0",
    }),
    getLicences: () => [
      { name: "react", version: "19.3.1", licence: "MIT", text: "Permission is hereby granted" },
      { name: "tslib", version: "2.9.1", licence: "0BSD", text: "Permission to use" },
    ],
    showChromiumLicences: () => undefined,
    getDiagnostics: () => "Décompte: 0.1.0\nSystem: linux",
    copyDiagnostics: () => undefined,
    getCrashCount: () => 0,
    showCrashNotes: () => undefined,
    forgetCrashes: () => undefined,
    getUpdateStatus: () => updates,
    checkForUpdates: () => updates,
    installUpdate: () => undefined,
    openDownloadPage: () => undefined,
    acknowledgeUpdate: () => undefined,
    pageOpened: () => undefined,
    rememberScreen: () => undefined,
    figuresPainted: () => undefined,
  };
}
