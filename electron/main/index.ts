import { homedir } from "node:os";
import { join } from "node:path";
import type { Language } from "../../shared/domain/money.ts";
import { app, nativeTheme, session, Menu } from "electron";
import { registerPageScheme, servePage } from "./app-protocol.ts";
import { readBuildMark } from "./build-mark.ts";
import { type CommandLine, commandIn, parseCommandLine } from "./command-line.ts";
import { createCrashNotes } from "./crashes/crash-notes.ts";
import { watchCrashes } from "./crashes/watch-crashes.ts";
import { watchMain } from "./crashes/watch-main.ts";
import { closeToOthers } from "./folder-rights.ts";
import { guardContents, guardSession } from "./content-guard.ts";
import { isWritable, refuseFolder } from "./data-folder.ts";
import { type EarlyPreferences, readEarlyPreferences } from "./early-preferences.ts";
import { dateIn, systemTimeZone } from "./time-zone.ts";
import { agedContent } from "./first-screen/aged-content.ts";
import { buildOf, type Circumstances, recallScreen } from "./first-screen/recall-screen.ts";
import { screenMarkup } from "./first-screen/screen-markup.ts";
import { awaitPage } from "./ipc-binder.ts";
import { log } from "./log.ts";
import { runCommand } from "./run-command.ts";
import { languageOf } from "./texts.ts";
import { readPlace } from "./window-place.ts";
import { openMainWindow } from "./window.ts";

const SYSTEMS: Partial<Record<NodeJS.Platform, string>> = { linux: "Linux", darwin: "macOS", win32: "Windows" };

/** A page that says nothing by then is broken, or its window is kept from drawing. */
const PAGE_DEADLINE_MS = 2_000;

/** `EX_USAGE` of sysexits.h. */
const WRONG_USAGE = 64;

const DEBUGGER_SWITCHES = ["remote-debugging-port", "remote-debugging-pipe"];

// What is written is its owner's alone, in a folder that others may read too.
process.umask(0o077);
const dataFolder = process.env["DECOMPTE_DATA_DIR"] || join(app.getPath("appData"), "decompte");
endWithCommand();
refuseDebugger();
const commandLine = readCommandLine();
app.setPath("userData", dataFolder);
// Chromium refuses to sandbox a process of root, which then has to ask for none (containers, continuous integration).
if (!app.commandLine.hasSwitch("no-sandbox")) app.enableSandbox();
// The default one holds the product's name, whose accent is no legal header text for the page's own requests.
// A team server tells the person by it which computer asks to sign in.
app.userAgentFallback = `decompte/${app.getVersion()} (${SYSTEMS[process.platform] ?? process.platform})`;
// A card and a curve need no graphics card, and the window is there sooner without one.
app.disableHardwareAcceleration();
// Windows shows notifications of no program that it can't name.
if (process.platform === "win32") app.setAppUserModelId("fr.decompte.desktop");
// On Linux and macOS the package says so.
if (process.platform === "win32" && app.isPackaged) app.setAsDefaultProtocolClient("decompte");
registerPageScheme();
guardContents();
const crashes = createCrashNotes({ folder: dataFolder, version: app.getVersion(), home: homedir(), now: Date.now });
watchMain(crashes, spokenLanguage, commandLine.isAfterFailure);

if (!isWritable(dataFolder)) void refuseFolder(dataFolder);
else if (app.requestSingleInstanceLock()) {
  // One that the person has named keeps the rights that it was given.
  if (!process.env["DECOMPTE_DATA_DIR"]) closeToOthers(dataFolder);
  app
    .whenReady()
    .then(start)
    .catch((error: unknown) => {
      process.stderr.write(`Décompte can't start: ${error instanceof Error ? error.message : "unexpected failure"}\n`);
      app.exit(1);
    });
} else leaveToRunning();

/** The application that runs already shows its window; a picture of this start's own can't be had beside it. */
function leaveToRunning(): void {
  const isPictureWanted = commandLine.screenshotFile !== null;
  const told = isPictureWanted
    ? "Décompte runs already, so no picture was taken: quit it first, or name another folder in DECOMPTE_DATA_DIR."
    : "Décompte runs already: its window is shown.";
  process.stderr.write(`${told}\n`);
  app.exit(isPictureWanted ? 1 : 0);
}

/** A command is answered before anything of a window is begun, and ends the process. */
function endWithCommand(): void {
  const words = commandIn(process.argv.slice(1), process.defaultApp);
  if (words === null) return;
  // What the command does of it elsewhere, only Electron can do here.
  if (words[0] === "remove-data" && words.includes("--yes") && process.platform !== "linux")
    app.setLoginItemSettings({ openAtLogin: false, args: ["--at-login"] });
  const chosen = readEarlyPreferences(dataFolder);
  const language = languageOf(systemLocale(), chosen.language);
  const timeZone = chosen.timeZone ?? systemTimeZone();
  const version = app.getVersion();
  process.exit(runCommand({ words, appPath: app.getAppPath(), dataFolder, version, language, timeZone }));
}

/** The fuses close Node's inspector in packages; by Chromium's own, a page would be as open to whoever starts it. */
function refuseDebugger(): void {
  const isAsked = DEBUGGER_SWITCHES.some((name) => app.commandLine.hasSwitch(name));
  if (!isAsked || !app.isPackaged || readBuildMark(app.getAppPath()) === "test") return;
  process.stderr.write("Décompte takes no debugger.\n");
  process.exit(WRONG_USAGE);
}

function readCommandLine(): CommandLine {
  const parsed = parseCommandLine(process.argv.slice(1));
  if (!("problem" in parsed)) return parsed;
  process.stderr.write(`${parsed.problem}\n`);
  process.exit(WRONG_USAGE);
}

/**
 * The window comes first, with the remembered screen, if there is one. The rest of the application is loaded once the
 * page says that it is in the picture: until then main's thread has to be free for Chromium's own work.
 */
async function start(): Promise<void> {
  const appPath = app.getAppPath();
  const pageFolder = join(appPath, "out", "renderer");
  const build = buildOf(app.getVersion(), join(pageFolder, "index.html"));
  const preferences = readEarlyPreferences(dataFolder);
  nativeTheme.themeSource = preferences.theme;
  const circumstances = (chosen: EarlyPreferences): Circumstances => {
    const timeZone = chosen.timeZone ?? systemTimeZone();
    const language = languageOf(systemLocale(), chosen.language);
    return {
      build,
      language,
      timeZone,
      areAmountsHidden: chosen.areAmountsHidden,
      today: dateIn(timeZone, Date.now()),
    };
  };
  // A picture that was asked for is of the live screen.
  const isOfLast = !commandLine.isSample && commandLine.screenshotFile === null;
  const recalled = isOfLast ? recallScreen(dataFolder, circumstances(preferences)) : null;
  // Ours comes with the application; Electron's own would reload the page.
  Menu.setApplicationMenu(null);
  guardSession(session.defaultSession);
  servePage(pageFolder, recalled && screenMarkup({ ...recalled, content: agedContent(recalled, Date.now()) }));
  const isHidden = isAtLogin() && preferences.isStartedHidden && commandLine.screenshotFile === null;
  const opened = awaitPage(PAGE_DEADLINE_MS);
  const window = openMainWindow({
    preloadFile: join(appPath, "out", "preload", "index.cjs"),
    iconFile: join(appPath, "resources", "icon.png"),
    place: readPlace(join(dataFolder, "window.json")),
    isHidden,
    recoveredFrom: commandLine.isAfterFailure ? "failure" : null,
  });
  watchCrashes(window, crashes, spokenLanguage);
  const isScreenRemembered = (await opened) === true && !isHidden;
  if (isScreenRemembered) log("figures painted", { sinceStartMs: Math.round(performance.now()) });
  const { startApplication } = await import("./application.ts");
  startApplication({
    commandLine,
    window,
    crashes,
    appPath,
    dataFolder,
    recalled,
    circumstances,
    isScreenRemembered,
    isHidden,
  });
}

function spokenLanguage(): Language {
  return languageOf(systemLocale(), readEarlyPreferences(dataFolder).language);
}

function systemLocale(): string {
  return app.getPreferredSystemLanguages()[0] ?? "";
}

function isAtLogin(): boolean {
  return commandLine.isAtLogin || (process.platform === "darwin" && app.getLoginItemSettings().wasOpenedAtLogin);
}
