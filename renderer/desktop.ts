import { AppError, toAppError } from "../shared/errors.ts";
import type {
  CallInput,
  CallName,
  CallOutput,
  DesktopBridge,
  PushName,
  PushPayload,
  Result,
} from "../shared/ipc/contract.ts";

declare global {
  interface Window {
    readonly desktop: DesktopBridge;
  }
}

type DesktopCalls = { readonly [Name in CallName]: (input: CallInput<Name>) => Promise<CallOutput<Name>> };
type Listen<Name extends PushName> = (listener: (payload: PushPayload<Name>) => void) => () => void;

/** The main process, as the window sees it: every call answers its value or throws an `AppError`. */
export const desktop: DesktopCalls = {
  getEnvironment: () => unwrap(window.desktop.getEnvironment()),
  getSession: () => unwrap(window.desktop.getSession()),
  signInWithApify: (input) => unwrap(window.desktop.signInWithApify(input)),
  retryKeychain: () => unwrap(window.desktop.retryKeychain()),
  signInToServer: (input) => unwrap(window.desktop.signInToServer(input)),
  cancelServerSignIn: () => unwrap(window.desktop.cancelServerSignIn()),
  getServerCode: () => unwrap(window.desktop.getServerCode()),
  copyServerCode: () => unwrap(window.desktop.copyServerCode()),
  openServerPage: () => unwrap(window.desktop.openServerPage()),
  openSampleData: () => unwrap(window.desktop.openSampleData()),
  signOut: () => unwrap(window.desktop.signOut()),
  getAccounts: () => unwrap(window.desktop.getAccounts()),
  setAccountColour: (input) => unwrap(window.desktop.setAccountColour(input)),
  readAccounts: (input) => unwrap(window.desktop.readAccounts(input)),
  switchAccount: (input) => unwrap(window.desktop.switchAccount(input)),
  openApifyTokenPage: () => unwrap(window.desktop.openApifyTokenPage()),
  getSummary: (input) => unwrap(window.desktop.getSummary(input)),
  getSpendingChart: (input) => unwrap(window.desktop.getSpendingChart(input)),
  getBreakdown: (input) => unwrap(window.desktop.getBreakdown(input)),
  getImportStatus: () => unwrap(window.desktop.getImportStatus()),
  refresh: () => unwrap(window.desktop.refresh()),
  importHistory: (input) => unwrap(window.desktop.importHistory(input)),
  cancelImport: () => unwrap(window.desktop.cancelImport()),
  getConnection: () => unwrap(window.desktop.getConnection()),
  getApifyConnection: () => unwrap(window.desktop.getApifyConnection()),
  connectServerToApify: (input) => unwrap(window.desktop.connectServerToApify(input)),
  disconnectServerFromApify: () => unwrap(window.desktop.disconnectServerFromApify()),
  getRuns: (input) => unwrap(window.desktop.getRuns(input)),
  getRun: (input) => unwrap(window.desktop.getRun(input)),
  openRunInConsole: (input) => unwrap(window.desktop.openRunInConsole(input)),
  exportRuns: (input) => unwrap(window.desktop.exportRuns(input)),
  cancelExport: () => unwrap(window.desktop.cancelExport()),
  showExportedFile: () => unwrap(window.desktop.showExportedFile()),
  getReconciliation: () => unwrap(window.desktop.getReconciliation()),
  getBudgets: () => unwrap(window.desktop.getBudgets()),
  createBudget: (input) => unwrap(window.desktop.createBudget(input)),
  changeBudget: (input) => unwrap(window.desktop.changeBudget(input)),
  deleteBudget: (input) => unwrap(window.desktop.deleteBudget(input)),
  restoreBudget: (input) => unwrap(window.desktop.restoreBudget(input)),
  getScrapers: () => unwrap(window.desktop.getScrapers()),
  setWebhook: (input) => unwrap(window.desktop.setWebhook(input)),
  sendTestWebhook: (input) => unwrap(window.desktop.sendTestWebhook(input)),
  copyImage: (input) => unwrap(window.desktop.copyImage(input)),
  copyText: (input) => unwrap(window.desktop.copyText(input)),
  getAlerts: () => unwrap(window.desktop.getAlerts()),
  acknowledgeAlerts: (input) => unwrap(window.desktop.acknowledgeAlerts(input)),
  snoozeAlerts: (input) => unwrap(window.desktop.snoozeAlerts(input)),
  endSnooze: (input) => unwrap(window.desktop.endSnooze(input)),
  setAlertSettings: (input) => unwrap(window.desktop.setAlertSettings(input)),
  sendTestNotification: () => unwrap(window.desktop.sendTestNotification()),
  getPreferences: () => unwrap(window.desktop.getPreferences()),
  setPreferences: (input) => unwrap(window.desktop.setPreferences(input)),
  getLoginLaunch: () => unwrap(window.desktop.getLoginLaunch()),
  setLoginLaunch: (input) => unwrap(window.desktop.setLoginLaunch(input)),
  getLedgerHealth: () => unwrap(window.desktop.getLedgerHealth()),
  showLedgerFile: () => unwrap(window.desktop.showLedgerFile()),
  replaceLedger: () => unwrap(window.desktop.replaceLedger()),
  backUpLedger: () => unwrap(window.desktop.backUpLedger()),
  getUpdateCopies: () => unwrap(window.desktop.getUpdateCopies()),
  chooseLedgerToRestore: (input) => unwrap(window.desktop.chooseLedgerToRestore(input)),
  cancelRestore: () => unwrap(window.desktop.cancelRestore()),
  restoreLedger: () => unwrap(window.desktop.restoreLedger()),
  getAbout: () => unwrap(window.desktop.getAbout()),
  getLicences: () => unwrap(window.desktop.getLicences()),
  showChromiumLicences: () => unwrap(window.desktop.showChromiumLicences()),
  getDiagnostics: () => unwrap(window.desktop.getDiagnostics()),
  copyDiagnostics: () => unwrap(window.desktop.copyDiagnostics()),
  getCrashCount: () => unwrap(window.desktop.getCrashCount()),
  showCrashNotes: () => unwrap(window.desktop.showCrashNotes()),
  forgetCrashes: () => unwrap(window.desktop.forgetCrashes()),
  getUpdateStatus: () => unwrap(window.desktop.getUpdateStatus()),
  checkForUpdates: () => unwrap(window.desktop.checkForUpdates()),
  installUpdate: () => unwrap(window.desktop.installUpdate()),
  openDownloadPage: () => unwrap(window.desktop.openDownloadPage()),
  acknowledgeUpdate: () => unwrap(window.desktop.acknowledgeUpdate()),
  pageOpened: (input) => unwrap(window.desktop.pageOpened(input)),
  rememberScreen: (input) => unwrap(window.desktop.rememberScreen(input)),
  figuresPainted: () => unwrap(window.desktop.figuresPainted()),
};

export const onSessionChanged: Listen<"sessionChanged"> = (listener) => window.desktop.onSessionChanged(listener);
export const onServerCodeChanged: Listen<"serverCodeChanged"> = (listener) =>
  window.desktop.onServerCodeChanged(listener);
export const onImportStatusChanged: Listen<"importStatusChanged"> = (listener) =>
  window.desktop.onImportStatusChanged(listener);
export const onConnectionChanged: Listen<"connectionChanged"> = (listener) =>
  window.desktop.onConnectionChanged(listener);
export const onPreferencesChanged: Listen<"preferencesChanged"> = (listener) =>
  window.desktop.onPreferencesChanged(listener);
export const onEnvironmentChanged: Listen<"environmentChanged"> = (listener) =>
  window.desktop.onEnvironmentChanged(listener);
export const onLedgerHealthChanged: Listen<"ledgerHealthChanged"> = (listener) =>
  window.desktop.onLedgerHealthChanged(listener);
export const onUpdateStatusChanged: Listen<"updateStatusChanged"> = (listener) =>
  window.desktop.onUpdateStatusChanged(listener);
export const onExportProgressed: Listen<"exportProgressed"> = (listener) => window.desktop.onExportProgressed(listener);
export const onCommandChosen: Listen<"commandChosen"> = (listener) => window.desktop.onCommandChosen(listener);
export const onFiguresChanged: Listen<"figuresChanged"> = (listener) => window.desktop.onFiguresChanged(listener);

async function unwrap<Value>(answer: Promise<Result<Value>>): Promise<Value> {
  const result = await answer.catch((cause: unknown) => {
    throw toAppError(cause);
  });
  if (result.ok) return result.value;
  const { code, message, details } = result.error;
  throw new AppError(code, message, details === undefined ? {} : { details });
}

export const onBudgetsChanged: Listen<"budgetsChanged"> = (listener) => window.desktop.onBudgetsChanged(listener);
export const onAlertOpened: Listen<"alertOpened"> = (listener) => window.desktop.onAlertOpened(listener);
