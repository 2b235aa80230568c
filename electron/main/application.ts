import { join } from "node:path";
import { app, nativeTheme, session as electronSession, shell } from "electron";
import { toAppError } from "../../shared/errors.ts";
import type { Environment } from "../../shared/ipc/contract.ts";
import type { CommandId } from "../../shared/ipc/commands.ts";
import type { Preferences } from "../../shared/ipc/preferences.ts";
import { accountHandlers } from "./account-handlers.ts";
import { createAccountStore } from "./account-store.ts";
import { createAlerts } from "./alerts/alerts.ts";
import { setApplicationMenu } from "./application-menu.ts";
import { createBackoffStore } from "./backoff-store.ts";
import { createChromiumFetch, createChromiumStream } from "./chromium-fetch.ts";
import type { CommandLine } from "./command-line.ts";
import { watchDayTurn } from "./day-turn.ts";
import { diagnosticsHandlers } from "./diagnostics/diagnostics.ts";
import { type EarlyPreferences, preferencesFile } from "./early-preferences.ts";
import { createEmbeddedWorkspaces } from "./embedded-workspaces.ts";
import type { Circumstances } from "./first-screen/recall-screen.ts";
import type { KeptScreen } from "./first-screen/screen-file.ts";
import { createScreenMemory } from "./first-screen/screen-memory.ts";
import { chooseFile } from "./export/choose-file.ts";
import { createRunExports } from "./export/run-exports.ts";
import { bindCalls, pushTo } from "./ipc-binder.ts";
import { ipcHandlers } from "./ipc-handlers.ts";
import { ipcInputs } from "./ipc-inputs.ts";
import { createLoginLaunch } from "./launch/login-launch.ts";
import { askTrayHost, hasTrayHost } from "./launch/tray-host.ts";
import { openLocalLedger } from "./local-ledger.ts";
import { log } from "./log.ts";
import { watchPower } from "./power.ts";
import { createPreferenceStore } from "./preference-store.ts";
import { restartable } from "./restartable.ts";
import { schedule } from "./schedule.ts";
import { createSecretVault, type Keychain } from "./secret-vault.ts";
import { createSessionController } from "./session-controller.ts";
import { systemTimeZone } from "./time-zone.ts";
import type { NetworkFetch } from "./team-server/ask-server.ts";
import { createTeamServers } from "./team-servers.ts";
import { languageOf } from "./texts.ts";
import { createTrayPresenter } from "./tray/tray-presenter.ts";
import { keepPlace } from "./window-place.ts";
import type { MainWindow } from "./window.ts";

const KEYCHAIN_DEADLINE_MS = 5_000;
const TRAY_DELAY_MS = 1_000;

export interface ApplicationOptions {
  readonly commandLine: CommandLine;
  readonly window: MainWindow;
  readonly appPath: string;
  readonly dataFolder: string;
  readonly circumstances: (preferences: EarlyPreferences) => Circumstances;
  /** The remembered first screen that was served, if one was. */
  readonly recalled: KeptScreen | null;
  /** Whether it came into the picture. */
  readonly isScreenRemembered: boolean;
  /** Whether the window waits to be asked for. */
  readonly isHidden: boolean;
}

/** Builds the parts and joins them. */
export function startApplication(options: ApplicationOptions): void {
  const { commandLine, window, appPath, dataFolder } = options;
  const preferences = createPreferenceStore(preferencesFile(dataFolder));
  const language = () => languageOf(app.getPreferredSystemLanguages()[0] ?? "", preferences.read().language);
  const timeZone = () => preferences.read().timeZone ?? systemTimeZone();
  const environment = (): Environment => ({
    language: language(),
    timeZone: timeZone(),
    systemTimeZone: systemTimeZone(),
    areAmountsHidden: preferences.read().areAmountsHidden,
    version: app.getVersion(),
  });
  const vault = createSecretVault({ loadKeychain, deadlineMs: KEYCHAIN_DEADLINE_MS, log });
  const accounts = createAccountStore(join(dataFolder, "accounts.json"));
  const migrationsFolder = join(appPath, "resources", "migrations", "sqlite");
  const ledger = openLocalLedger({
    dataFolder,
    checkScript: join(appPath, "out", "main", "ledger-check.cjs"),
    migrationsFolder,
    window: () => window.window,
    accounts: () => accounts.all(),
    timeZone,
    onChange: showHealth,
    onRestore: () => firstScreen.forget(),
    log,
  });
  /** The figures of a team's server and of the sample are none of this file's. */
  const isLedgerDamaged = () =>
    ledger.watch.damagedSince() !== null && !["server", "sample"].includes(controller.session().kind);
  // Nothing but what the person asks for is written into a damaged file.
  const refreshMinutes = () => (isLedgerDamaged() ? 0 : preferences.read().refreshMinutes);
  // The system's proxy and certificates hold for these; each session is its own, and keeps no cookie and no cache.
  const sessionOf = (name: string) => electronSession.fromPartition(name, { cache: false });
  const networkOf =
    (name: string): NetworkFetch =>
    (url, init) =>
      createChromiumFetch(sessionOf(name))(url, init);
  const embedded = createEmbeddedWorkspaces({
    ledger,
    migrationsFolder,
    readingScript: join(appPath, "out", "main", "ledger-reading.cjs"),
    fetch: networkOf("apify"),
    timeZone,
    log,
  });
  const teamServers = createTeamServers({
    dataFolder,
    fetch: networkOf("team-server"),
    stream: (url, init) => createChromiumStream(sessionOf("team-server"))(url, init),
    refreshMinutes,
    timeZone,
    openBudgets: (accountId) => embedded.openBudgets(accountId),
    onCode: (code) => pushTo(window.contents, "serverCodeChanged", code),
    enter: (identity, token) => controller.signInToServer(identity, token),
    openPage: (url) => void shell.openExternal(url).catch(logFailure("page not opened")),
    log,
  });
  const firstScreen = createScreenMemory({
    dataFolder,
    recalled: options.recalled,
    circumstances: () => options.circumstances(preferences.read()),
    accounts: () => controller.accounts(),
    isLedgerDamaged,
    log,
  });
  const carried = embedded.carryBudgets();
  const started = restartable(() => carried.then(() => controller.start(commandLine)));
  const alerts = createAlerts({
    dataFolder,
    iconFile: join(appPath, "resources", "icon.png"),
    language,
    vault,
    fetch: networkOf("webhooks"),
    areAmountsHidden: () => preferences.read().areAmountsHidden,
    timeZone,
    controller: () => controller,
    started,
    refreshMinutes: () => preferences.read().refreshMinutes,
    isLedgerDamaged: () => ledger.watch.damagedSince() !== null,
    onOpen: openAlert,
    onChange() {
      pushTo(window.contents, "budgetsChanged", undefined);
      tray.update();
    },
    log,
  });
  const controller = createSessionController({
    accounts,
    backoffs: createBackoffStore(join(dataFolder, "backoff.json"), log),
    vault,
    opener: {
      openAccount: (account) =>
        account.kind === "apify" ? embedded.openAccount(account.id) : teamServers.openWorkspace(account),
      openSample: () => embedded.openSample(),
      checkToken: (token) => embedded.checkToken(token),
    },
    onSession(session) {
      if (session.kind === "signed-out") firstScreen.forget();
      pushTo(window.contents, "sessionChanged", session);
      tray.update();
    },
    onWorkspace({ account, budgets, figures }) {
      firstScreen.keepOnlyOf(account?.id ?? null);
      pushTo(window.contents, "figuresChanged", undefined);
      alerts.open({ accountId: account?.id ?? null, book: budgets, figures });
    },
    onClose() {
      alerts.close();
      void runExports.stop();
    },
    onSignedOut: (accountId) => alerts.forget(accountId),
    onStatus(status) {
      firstScreen.setImporting(status.state === "running");
      pushTo(window.contents, "importStatusChanged", status);
    },
    onConnection(status) {
      pushTo(window.contents, "connectionChanged", status);
      tray.setConnection(status);
    },
    onFigures: showFigures,
    schedule,
    now: Date.now,
    random: Math.random,
    refreshMinutes,
    isWindowVisible: () => window.isVisible(),
  });
  const tray = createTrayPresenter({
    language,
    timeZone,
    controller,
    preferences,
    isLedgerDamaged,
    alerts: () => alerts.state(),
    schedule,
    now: Date.now,
    log,
    actions: {
      onOpen: () => window.show(),
      onOpenAlert: openAlert,
      onRefresh: () => void controller.refresh().catch(logFailure("refresh failed")),
      onQuit: () => app.quit(),
      onChoosePeriod: (trayPeriod) => choose({ trayPeriod, trayShows: "figure" }),
      onChooseBudget: () => choose({ trayShows: "budget" }),
      onSnooze: (choice) => void snooze(alerts.handlers.snoozeAlerts({ budgetId: null, choice })),
      onEndSnooze: () => void snooze(alerts.handlers.endSnooze({ budgetId: null })),
    },
  });
  const runExports = createRunExports({
    async figures() {
      await started();
      return controller.figures();
    },
    chooseFile: (name, format) => chooseFile(window.window, name, format),
    showFile: (file) => shell.showItemInFolder(file),
    onProgress: (progress) => pushTo(window.contents, "exportProgressed", progress),
    timeZone,
    now: Date.now,
  });
  function openAlert(budgetId: string | null): void {
    window.show();
    pushTo(window.contents, "alertOpened", { budgetId });
  }
  async function snooze(change: void | Promise<void>): Promise<void> {
    await Promise.resolve(change).catch(logFailure("snooze failed"));
  }
  function choose(change: Partial<Preferences>): void {
    pushTo(window.contents, "preferencesChanged", preferences.change(change));
    tray.update();
  }
  function showFigures(): void {
    pushTo(window.contents, "figuresChanged", undefined);
    tray.update();
    alerts.evaluate();
  }
  function showHealth(): void {
    if (isLedgerDamaged()) firstScreen.forget();
    pushTo(window.contents, "ledgerHealthChanged", ledger.health());
    tray.update();
    alerts.evaluate();
    controller.replanRefreshing();
  }

  started().then(() => {
    if (commandLine.screenshotFile === null || controller.session().kind !== "signed-out") return;
    process.stderr.write("There are no figures to take a picture of: sign in first, or add --sample\n");
    app.exit(1);
  }, logFailure("start failed"));
  const handlers = ipcHandlers({
    controller,
    teamServers,
    started,
    preferences,
    environment,
    timeZone,
    now: Date.now,
    onPreferences,
    onPainted,
    onScreen: (screen) => firstScreen.remember(screen),
    accounts: accountHandlers({
      accounts,
      openLedger: (apifyId) => embedded.openToRead(apifyId),
      remembered: (accountId) => teamServers.remembered(accountId),
      timeZone,
      now: Date.now,
    }),
    loginLaunch: createLoginLaunch(join(appPath, "resources", "icon.png")),
    ledger: ledger.handlers,
    diagnostics: diagnosticsHandlers({
      accounts: () => controller.accounts(),
      connection: () => controller.connectionStatus(),
      runs: async () => (await controller.figures().summary("all"))?.totalRuns ?? null,
      budgets: async () => (await alerts.handlers.getBudgets(undefined)).length,
      health: () => ledger.health(),
      preferences: () => preferences.read(),
      timeZone,
      language,
    }),
    alerts: alerts.handlers,
    exports: runExports.handlers,
  });
  bindCalls(ipcInputs, handlers, log);
  window.onVisibility(() => controller.replanRefreshing());
  keepPlace(window.window, join(dataFolder, "window.json"), log);
  // The tray would hold up the window's first picture: it waits for that, or a second at most.
  const cancelWait = schedule(finishStart, TRAY_DELAY_MS);
  let isStartFinished = false;
  let dayTurn: ReturnType<typeof watchDayTurn> | null = null;
  function finishStart(): void {
    if (isStartFinished) return;
    isStartFinished = true;
    cancelWait();
    showMenu();
    tray.appear();
    alerts.begin();
    watchTime();
    if (options.isHidden) beHidden();
  }
  function showMenu(): void {
    const onCommand = (id: CommandId) => {
      window.show();
      pushTo(window.contents, "commandChosen", id);
    };
    setApplicationMenu({ language: language(), isMac: process.platform === "darwin", onCommand });
  }
  function onPreferences({ areAmountsHidden }: Partial<Preferences>): void {
    // Not on the disk for longer than on the screen.
    if (areAmountsHidden !== undefined) firstScreen.forget();
    nativeTheme.themeSource = preferences.read().theme;
    showMenu();
    pushTo(window.contents, "environmentChanged", environment());
    controller.replanRefreshing();
    dayTurn?.check();
    tray.update();
  }
  /** The icon alone is there: as long as somebody shows it. */
  function beHidden(): void {
    // No figures are painted, which it waits for otherwise.
    ledger.watch.start();
    void hasTrayHost({ platform: process.platform, ask: askTrayHost, schedule }).then((isShown) => {
      if (!isShown) window.show();
    });
  }
  function onPainted(): void {
    const sinceStartMs = Math.round(performance.now());
    if (!options.isScreenRemembered) log("figures painted", { sinceStartMs });
    log("figures live", { sinceStartMs });
    finishStart();
    ledger.watch.start();
    if (commandLine.screenshotFile === null) return;
    window.writePicture(commandLine.screenshotFile).then(
      () => app.quit(),
      (error: unknown) => {
        log("picture not written", { cause: error });
        app.exit(1);
      },
    );
  }

  function watchTime(): void {
    const turn = watchDayTurn(() => {
      pushTo(window.contents, "environmentChanged", environment());
      showFigures();
      controller.turnDay();
    }, timeZone);
    dayTurn = turn;
    window.window.on("show", () => turn.check());
    watchPower({
      onPause: () => controller.pauseRefreshing(),
      onResume() {
        turn.check();
        alerts.wake();
        controller.resumeRefreshing();
      },
    });
    app.on("will-quit", () => turn.stop());
  }

  app.on("second-instance", () => window.show());
  app.on("activate", () => window.show());
  app.on("before-quit", () => window.letClose());
  app.on("window-all-closed", () => undefined);
  app.on("will-quit", (event) => {
    event.preventDefault();
    tray.destroy();
    ledger.watch.stop();
    teamServers.cancelSignIn();
    const closed = runExports.stop().then(() => controller.stop());
    closed.then(
      () => app.exit(0),
      () => app.exit(1),
    );
  });
  // All is closed by now. A thread that waits on the keychain's prompt would hold the process for as long as it stands.
  app.on("quit", () => vault.isWaiting() && process.kill(process.pid, "SIGKILL"));
}

/** Loaded when it is first needed, since it fails where the system has no secret library. */
async function loadKeychain(): Promise<Keychain> {
  const loaded: { default?: Keychain } & Keychain = await import("keytar");
  return loaded.default ?? loaded;
}

function logFailure(event: string): (error: unknown) => void {
  return (error) => log(event, { code: toAppError(error).code });
}
