import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { _electron, type ElectronApplication, type Page } from "playwright";
import { resolveElectron } from "../../../scripts/setup/electron-runtime.mjs";
import { projectFolder } from "../../../scripts/setup/folders.mjs";

export interface DesktopAppOptions {
  /** As in `DISPLAY`. */
  readonly display: string;
  /** What the application keeps; a folder of the test's own. */
  readonly dataFolder: string;
  /** Where Apify is asked. */
  readonly apifyUrl: string;
  /** As in `DBUS_SESSION_BUS_ADDRESS`; without one, no bus answers. */
  readonly busAddress?: string;
  /** As in `LANG`; French when left out. */
  readonly locale?: string;
  readonly timeZone?: string;
  /** As in `XDG_CURRENT_DESKTOP`. */
  readonly currentDesktop?: string;
  readonly args?: readonly string[];
  /** A program that runs it, with that program's own arguments; in the order in which a shell would have them. */
  readonly within?: readonly string[];
  /** In Chromium's sandbox, also where the user is one whom Chromium refuses it. */
  readonly isSandboxed?: boolean;
  /** More of the environment. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Another application than ours, with the same around it. */
  readonly appFolder?: string;
  /** An installed one, which keeps its data where it keeps everybody's. */
  readonly program?: string;
}

/** The application, started for real. */
export interface DesktopApp {
  readonly electron: ElectronApplication;
  readonly page: Page;
  /** All that it wrote on its standard output and error so far. */
  readonly output: () => string;
  /** Whether the window can be seen, as main knows it. */
  isWindowVisible(): Promise<boolean>;
  /** Closes the window as its own button does. */
  closeWindow(): Promise<void>;
  /** Settles once the process has ended. */
  readonly ended: Promise<void>;
  /** Quits as the menu does, and waits for the end of the process. */
  quit(): Promise<void>;
  /** Ends it at once, if it has not ended by itself. */
  kill(): Promise<void>;
}

export async function startApp(options: DesktopAppOptions): Promise<DesktopApp> {
  const { executablePath, args, env } = await launchOf(options);
  const electron = await _electron.launch({ executablePath, args, env });
  electron.evaluate = askingAgain(electron.evaluate.bind(electron));
  const child = electron.process();
  const output = collectOutput(child);
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const page = await electron.firstWindow();
  return {
    electron,
    page,
    output,
    ended,
    isWindowVisible: () =>
      electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().some((window) => window.isVisible())),
    closeWindow: () => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()),
    async quit() {
      // The process may be gone before it can answer.
      await Promise.race([electron.evaluate(({ app }) => app.quit()).catch(() => undefined), ended]);
      await ended;
    },
    async kill() {
      // Chromium's helpers too: they would write into the data folder for a while yet.
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
        process.kill(-child.pid, "SIGKILL");
      await ended;
    },
  };
}

/** V8's inspector holds what it awaits weakly, so that a collection of garbage at that instant takes even a plain value. */
const COLLECTED = "Resulting promise was garbage collected";

function askingAgain<Ask extends (...args: never[]) => Promise<unknown>>(ask: Ask): Ask {
  const asked = async (...args: never[]): Promise<unknown> => {
    try {
      return await ask(...args);
    } catch (error) {
      if (error instanceof Error && error.message.includes(COLLECTED)) return asked(...args);
      throw error;
    }
  };
  return asked as Ask; // What it answers stays what it was.
}

/** Starts the application without Playwright; answers the exit code once it has ended by itself. */
export async function runApp(options: DesktopAppOptions): Promise<number | null> {
  const { child } = await spawnApp(options);
  await once(child, "exit");
  return child.exitCode;
}

export interface SpawnedApp {
  readonly child: ChildProcess;
  readonly output: () => string;
}

/** The same, while it runs. */
export async function spawnApp(options: DesktopAppOptions): Promise<SpawnedApp> {
  const { executablePath, args, env } = await launchOf(options);
  const child = spawn(executablePath, args, { env });
  return { child, output: collectOutput(child) };
}

async function launchOf(options: DesktopAppOptions) {
  const runtime = await resolveElectron();
  const home = join(options.dataFolder, "..", "home");
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const locale = options.locale ?? "fr_FR.UTF-8";
  const env = {
    PATH: process.env["PATH"] ?? "",
    HOME: home,
    TMPDIR: home,
    XDG_RUNTIME_DIR: home,
    DISPLAY: options.display,
    LANG: locale,
    LANGUAGE: locale.split(".")[0] ?? "",
    TZ: options.timeZone ?? "UTC",
    ...(options.currentDesktop !== undefined && { XDG_CURRENT_DESKTOP: options.currentDesktop }),
    DBUS_SESSION_BUS_ADDRESS: options.busAddress ?? `unix:path=${home}/no-bus`,
    ...(options.program === undefined && { DECOMPTE_DATA_DIR: options.dataFolder }),
    APIFY_API_BASE_URL: options.apifyUrl,
    ...options.variables,
  };
  const executablePath = options.program ?? runtime.executablePath;
  const app = options.program === undefined ? [options.appFolder ?? projectFolder] : [];
  return {
    executablePath: options.within ? startedBy(options.within, executablePath, home) : executablePath,
    args: [...(options.isSandboxed === true ? [] : runtime.args), ...app, ...(options.args ?? [])],
    env,
  };
}

/** A program of one file, since Playwright puts arguments of its own right behind it. */
function startedBy(command: readonly string[], executablePath: string, folder: string): string {
  const file = join(folder, "start.sh");
  const words = [...command, executablePath].map((word) => `'${word}'`);
  writeFileSync(file, `#!/bin/sh\nexec ${words.join(" ")} "$@"\n`, { mode: 0o700 });
  return file;
}

function collectOutput(child: ChildProcess): () => string {
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (text += String(chunk)));
  return () => text;
}
