import { clipboard } from "electron";
import type { Environment } from "../../shared/ipc/environment.ts";
import type { Preferences } from "../../shared/ipc/preferences.ts";
import type { RememberedScreen } from "../../shared/ipc/remembered-screen.ts";
import type { AboutHandlers } from "./about.ts";
import type { AccountHandlers } from "./account-handlers.ts";
import type { AlertHandlers } from "./alerts/alert-handlers.ts";
import { figureHandlers } from "./figure-handlers.ts";
import type { DiagnosticsHandlers } from "./diagnostics/diagnostics.ts";
import type { RunExports } from "./export/run-exports.ts";
import { consolePageOf } from "./apify-console.ts";
import type { CallHandlers } from "./ipc-binder.ts";
import { copyImage } from "./copy-image.ts";
import type { LoginLaunchControl } from "./launch/login-launch.ts";
import { openInBrowser } from "./open-in-browser.ts";
import type { PreferenceStore } from "./preference-store.ts";
import type { SessionController } from "./session-controller.ts";
import type { TeamServers } from "./team-servers.ts";
import type { Updates } from "./updates/updates.ts";

const APIFY_TOKEN_PAGE = "https://console.apify.com/settings/integrations";

export interface IpcHandlerOptions {
  readonly controller: SessionController;
  readonly teamServers: TeamServers;
  /** Settles once the session of the last time is there; the window may ask before, and again after a failure. */
  readonly started: () => Promise<void>;
  readonly preferences: PreferenceStore;
  readonly environment: () => Environment;
  readonly timeZone: () => string;
  readonly now: () => number;
  readonly onPreferences: (changes: Partial<Preferences>) => void;
  readonly onPainted: () => void;
  readonly onScreen: (screen: RememberedScreen) => void;
  readonly accounts: AccountHandlers;
  readonly loginLaunch: LoginLaunchControl;
  readonly ledger: LedgerHandlers;
  readonly about: AboutHandlers;
  readonly diagnostics: DiagnosticsHandlers;
  readonly alerts: AlertHandlers;
  readonly exports: RunExports["handlers"];
  readonly updates: Updates["handlers"];
}

/** The calls about the ledger's file, which are answered also where it can't be opened. */
export type LedgerHandlers = Pick<
  CallHandlers,
  | "getLedgerHealth"
  | "showLedgerFile"
  | "replaceLedger"
  | "backUpLedger"
  | "getUpdateCopies"
  | "chooseLedgerToRestore"
  | "cancelRestore"
  | "restoreLedger"
>;

/** What main answers to each call of the window. */
export function ipcHandlers(options: IpcHandlerOptions): CallHandlers {
  const { controller, teamServers, started, preferences } = options;
  const figures = async () => {
    await started();
    return controller.figures();
  };
  return {
    getEnvironment: () => options.environment(),
    async getSession() {
      await started();
      return controller.session();
    },
    signInWithApify: ({ token }) => controller.signIn(token),
    retryKeychain: () => controller.retryKeychain(),
    openSampleData: () => controller.openSample(),
    signInToServer: ({ address }) => teamServers.signIn(address),
    cancelServerSignIn: () => teamServers.cancelSignIn(),
    getServerCode: () => teamServers.code(),
    async copyServerCode() {
      const code = teamServers.code();
      if (code !== null) await clipboard.writeText(code.userCode);
    },
    openServerPage: () => teamServers.openPage(),
    copyText: ({ text }) => clipboard.writeText(text),
    copyImage: ({ png }) => copyImage(png),
    signOut: () => controller.signOut(),
    async getAccounts() {
      await started();
      return controller.accounts();
    },
    ...options.accounts,
    switchAccount: ({ accountId }) => controller.switchAccount(accountId),
    openApifyTokenPage: () => openInBrowser(APIFY_TOKEN_PAGE),
    ...figureHandlers({ figures, timeZone: options.timeZone, now: options.now }),
    openRunInConsole: async ({ runId }) => openInBrowser(consolePageOf(await (await figures()).run(runId))),
    ...options.exports,
    getImportStatus: async () => (await figures()).importStatus(),
    refresh: () => controller.refresh(),
    importHistory: ({ days, isReset }) => controller.importHistory(days, isReset),
    cancelImport: () => controller.cancelImport(),
    async getConnection() {
      await started();
      return controller.connectionStatus();
    },
    async getApifyConnection() {
      await started();
      return controller.apifyConnection();
    },
    connectServerToApify: ({ token }) => controller.connectServerToApify(token),
    disconnectServerFromApify: () => controller.disconnectServerFromApify(),
    getReconciliation: async () => (await figures()).reconciliation(),
    getPreferences: () => preferences.read(),
    setPreferences(changes) {
      const changed = preferences.change(changes);
      options.onPreferences(changes);
      return changed;
    },
    getLoginLaunch: () => options.loginLaunch.read(),
    setLoginLaunch: ({ isOn }) => options.loginLaunch.change(isOn),
    ...options.ledger,
    ...options.about,
    ...options.diagnostics,
    ...options.alerts,
    ...options.updates,
    // Its first word was heard in `index.ts`; what reloads the page says it again.
    pageOpened: () => undefined,
    rememberScreen: (screen) => options.onScreen(screen),
    figuresPainted: () => options.onPainted(),
  };
}
