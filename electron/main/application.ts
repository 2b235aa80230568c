import { basename, join } from "node:path";
import { app, nativeTheme, shell } from "electron";
import type { Preferences } from "../../shared/ipc/preferences.ts";
import { aboutHandlers } from "./about.ts";
import { accountHandlers } from "./account-handlers.ts";
import { createAccountStore } from "./account-store.ts";
import { afterFirstPicture } from "./after-first-picture.ts";
import { createAlerts } from "./alerts/alerts.ts";
import { sendCommand, showApplicationMenu } from "./application-menu.ts";
import { createBackoffStore } from "./backoff-store.ts";
import { chromiumNetwork } from "./chromium-network.ts";
import type { CommandLine } from "./command-line.ts";
import type { CrashNotes } from "./crashes/crash-notes.ts";
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
import { startAnew } from "./launch/start-anew.ts";
import { askTrayHost, hasTrayHost } from "./launch/tray-host.ts";
import { leaveInOrder } from "./leaving.ts";
import { loadKeychain } from "./load-keychain.ts";
import { openInBrowser } from "./open-in-browser.ts";
import { openLocalLedger } from "./local-ledger.ts";
import { log, logFailure } from "./log.ts";
import { createPreferenceStore } from "./preference-store.ts";
import { restartable } from "./restartable.ts";
import { schedule } from "./schedule.ts";
import { createSecretVault } from "./secret-vault.ts";
import { createSessionController } from "./session-controller.ts";
import { createSessionListener } from "./session-listener.ts";
import { createMemorySparing } from "./spare-memory.ts";
import { watchTime } from "./time-watch.ts";
import { createTeamServers } from "./team-servers.ts";
import { createViewer } from "./viewer.ts";
import { createTrayActions } from "./tray/tray-actions.ts";
import { createTrayPresenter } from "./tray/tray-presenter.ts";
import { openUpdates } from "./updates/open-updates.ts";
import { refuseWantedPicture, takeWantedPicture } from "./wanted-picture.ts";
import { keepPlace } from "./window-place.ts";
import type { MainWindow } from "./window.ts";

const KEYCHAIN_DEADLINE_MS = 5_000;

export interface ApplicationOptions {
  readonly commandLine: CommandLine;
  readonly window: MainWindow;
  readonly crashes: CrashNotes;
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
  const { commandLine, window, crashes, appPath, dataFolder } = options;
  const preferences = createPreferenceStore(preferencesFile(dataFolder));
  const { language, timeZone, environment } = createViewer(preferences);
  const vault = createSecretVault({ loadKeychain, deadlineMs: KEYCHAIN_DEADLINE_MS, log });
  const accounts = createAccountStore(join(dataFolder, "accounts.json"));
  const migrationsFolder = join(appPath, "resources", "migrations", "sqlite");
  let isToStartAnew = false;
  const ledger = openLocalLedger({
    dataFolder,
    version: app.getVersion(),
    checkScript: join(appPath, "out", "main", "ledger-check.cjs"),
    migrationsFolder,
    window: () => window.window,
    accounts: () => accounts.all(),
    timeZone,
    onChange: showHealth,
    onRestore: () => firstScreen.forget(),
    startAnew() {
      isToStartAnew = true;
      app.quit();
    },
    log,
  });
  /** The figures of a team's server and of the sample are none of this file's. */
  const isLedgerDamaged = () =>
    ledger.watch.damagedSince() !== null && !["server", "sample"].includes(controller.session().kind);
  // Nothing but what the person asks for is written into a damaged file.
  const refreshMinutes = () => (isLedgerDamaged() ? 0 : preferences.read().refreshMinutes);
  const embedded = createEmbeddedWorkspaces({
    ledger,
    migrationsFolder,
    readingScript: join(appPath, "out", "main", "ledger-reading.cjs"),
    fetch: chromiumNetwork("apify").fetch,
    timeZone,
    log,
  });
  const teamServers = createTeamServers({
    dataFolder,
    ...chromiumNetwork("team-server"),
    refreshMinutes,
    timeZone,
    openBudgets: (accountId) => embedded.openBudgets(accountId),
    onCode: (code) => pushTo(window.contents, "serverCodeChanged", code),
    enter: (identity, token) => controller.signInToServer(identity, token),
    openPage: (url) => void openInBrowser(url).catch(logFailure("page not opened")),
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
  const carried = ledger.prepare().then(() => embedded.carryBudgets());
  const started = restartable(() => carried.then(() => controller.start(commandLine)));
  const alerts = createAlerts({
    dataFolder,
    iconFile: join(appPath, "resources", "icon.png"),
    language,
    vault,
    fetch: chromiumNetwork("webhooks").fetch,
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
    ...createSessionListener({ window, firstScreen, parts: () => ({ alerts, tray, runExports, updates }) }),
    onFigures: showFigures,
    schedule,
    now: Date.now,
    random: Math.random,
    refreshMinutes,
    isWindowVisible: () => window.isVisible(),
  });
  const updates = openUpdates({
    appPath,
    dataFolder,
    window,
    preferences,
    onOtherState() {
      tray.update();
      showMenu();
    },
  });
  const tray = createTrayPresenter({
    language,
    timeZone,
    controller,
    preferences,
    isLedgerDamaged,
    alerts: () => alerts.state(),
    update: () => updates.status().state,
    schedule,
    now: Date.now,
    log,
    actions: createTrayActions({
      onOpen: () => window.show(),
      onOpenAlert: openAlert,
      controller,
      alerts: alerts.handlers,
      updates: updates.handlers,
      onOpenUpdate: () => sendCommand(window, "check-updates"),
      choose,
    }),
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

  const pictureFile = commandLine.screenshotFile;
  started().then(() => {
    if (pictureFile !== null && controller.session().kind === "signed-out") refuseWantedPicture();
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
    // Of a package, desktops know the icon by its name; the file is inside the archive.
    loginLaunch: createLoginLaunch(
      app.isPackaged ? basename(process.execPath) : join(appPath, "resources", "icon.png"),
    ),
    ledger: ledger.handlers,
    about: aboutHandlers(appPath),
    diagnostics: diagnosticsHandlers({
      accounts: () => controller.accounts(),
      connection: () => controller.connectionStatus(),
      runs: async () => (await controller.figures().summary("all"))?.totalRuns ?? null,
      budgets: async () => (await alerts.handlers.getBudgets(undefined)).length,
      health: () => ledger.health(),
      preferences: () => preferences.read(),
      timeZone,
      language,
      crashes,
    }),
    alerts: alerts.handlers,
    exports: runExports.handlers,
    updates: updates.handlers,
  });
  bindCalls(ipcInputs, handlers, log);
  window.onVisibility(() => controller.replanRefreshing());
  const spareMemory = createMemorySparing(window.contents, schedule, () => embedded.rest());
  window.window.on("hide", spareMemory);
  keepPlace(window.window, join(dataFolder, "window.json"), schedule, log);
  const showMenu = () => showApplicationMenu(window, language(), updates);
  let time: ReturnType<typeof watchTime> | null = null;
  const finishStart = afterFirstPicture(() => {
    showMenu();
    tray.appear();
    alerts.begin();
    updates.start();
    time = watchTime(window.window, timeZone, {
      onTurn() {
        pushTo(window.contents, "environmentChanged", environment());
        showFigures();
        controller.turnDay();
      },
      onPause: () => controller.pauseRefreshing(),
      onResume() {
        alerts.wake();
        updates.checkIfDue();
        controller.resumeRefreshing();
      },
    });
    if (options.isHidden) beHidden();
  });
  function onPreferences({ areAmountsHidden, updateChannel }: Partial<Preferences>): void {
    if (updateChannel !== undefined) updates.checkIfDue(true);
    // Not on the disk for longer than on the screen.
    if (areAmountsHidden !== undefined) firstScreen.forget();
    nativeTheme.themeSource = preferences.read().theme;
    showMenu();
    pushTo(window.contents, "environmentChanged", environment());
    controller.replanRefreshing();
    time?.check();
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
    spareMemory();
    if (pictureFile !== null) takeWantedPicture(window, pictureFile);
  }

  leaveInOrder({
    window,
    async close() {
      tray.destroy();
      ledger.watch.stop();
      updates.stop();
      teamServers.cancelSignIn();
      await runExports.stop();
      await controller.stop();
    },
    onClosed() {
      if (updates.leave(isToStartAnew)) startAnew();
    },
    isHeldUp: () => vault.isWaiting(),
  });
}
