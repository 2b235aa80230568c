import { once } from "node:events";
import { join } from "node:path";
import { app, session } from "electron";
import { registerPageScheme, servePage } from "./app-protocol.ts";
import { type CommandLine, parseCommandLine } from "./command-line.ts";
import { guardContents, guardSession } from "./content-guard.ts";
import { isWritable, refuseFolder } from "./data-folder.ts";
import { openMainWindow, setApplicationMenu } from "./window.ts";

const SYSTEMS: Partial<Record<NodeJS.Platform, string>> = { linux: "Linux", darwin: "macOS", win32: "Windows" };

const commandLine = readCommandLine();
app.setPath("userData", process.env["DECOMPTE_DATA_DIR"] || join(app.getPath("appData"), "decompte"));
// Chromium refuses to sandbox a process of root, which then has to ask for none (containers, continuous integration).
if (!app.commandLine.hasSwitch("no-sandbox")) app.enableSandbox();
// The default one holds the product's name, whose accent is no legal header text for the page's own requests.
// A team server tells the person by it which computer asks to sign in.
app.userAgentFallback = `decompte/${app.getVersion()} (${SYSTEMS[process.platform] ?? process.platform})`;
// A card and a curve need no graphics card, and the window is there sooner without one.
app.disableHardwareAcceleration();
// Windows shows notifications of no program that it can't name.
if (process.platform === "win32") app.setAppUserModelId("fr.decompte.desktop");
registerPageScheme();
guardContents();

const dataFolder = app.getPath("userData");

if (!isWritable(dataFolder)) void refuseFolder(dataFolder);
else if (app.requestSingleInstanceLock()) {
  app
    .whenReady()
    .then(start)
    .catch((error: unknown) => {
      process.stderr.write(`Décompte can't start: ${error instanceof Error ? error.message : "unexpected failure"}\n`);
      app.exit(1);
    });
} else app.quit();

function readCommandLine(): CommandLine {
  const parsed = parseCommandLine(process.argv.slice(1));
  if (!("problem" in parsed)) return parsed;
  process.stderr.write(`${parsed.problem}\n`);
  process.exit(2);
}

/**
 * The window comes first and the rest of the application is loaded once its page is on the way, so that main's work
 * falls into the time that the window's process needs to start.
 */
async function start(): Promise<void> {
  const appPath = app.getAppPath();
  setApplicationMenu();
  guardSession(session.defaultSession);
  servePage(join(appPath, "out", "renderer"));
  const window = openMainWindow({
    preloadFile: join(appPath, "out", "preload", "index.cjs"),
    iconFile: join(appPath, "resources", "icon.png"),
  });
  await once(window.contents, "did-navigate");
  const { startApplication } = await import("./application.ts");
  startApplication({ commandLine, window, appPath, dataFolder });
}
