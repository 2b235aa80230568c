import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { cacheFolder, projectFolder } from "./folders.mjs";

const PATIENCE_MS = 30_000;

const electronPackage = path.join(projectFolder, "node_modules/electron");

export function officialVersion() {
  /** @type {{ version: string }} */
  const { version } = JSON.parse(readFileSync(path.join(electronPackage, "package.json"), "utf8"));
  return version;
}

/** Where the executable is inside an Electron release, on this system. */
export function executableName() {
  if (process.platform === "darwin") return "Electron.app/Contents/MacOS/Electron";
  return process.platform === "win32" ? "electron.exe" : "electron";
}

/** The same signs of a finished installation that the `electron` package itself looks for. */
export function findOfficialElectron() {
  const executablePath = path.join(electronPackage, "dist", executableName());
  const versionFile = path.join(electronPackage, "dist/version");
  if (!existsSync(path.join(electronPackage, "path.txt")) || !existsSync(versionFile)) return undefined;
  if (readFileSync(versionFile, "utf8").trim().replace(/^v/u, "") !== officialVersion()) return undefined;
  return existsSync(executablePath) ? executablePath : undefined;
}

/**
 * Lets the `electron` package download its binary, for as long as bytes arrive.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string | undefined>} what went wrong, if anything did
 */
export async function downloadOfficialElectron(env) {
  mkdirSync(cacheFolder(env), { recursive: true });
  // The download grows in a folder of its own, so that its progress can be seen from here.
  const temporary = mkdtempSync(path.join(cacheFolder(env), "electron-download-"));
  try {
    return await runInstaller(
      { ...env, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
      () => folderSize(temporary) + folderSize(path.join(electronPackage, "dist")),
    );
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {() => number} measureProgress
 * @returns {Promise<string | undefined>}
 */
function runInstaller(env, measureProgress) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(electronPackage, "install.js")], {
      env,
      stdio: ["ignore", "ignore", "pipe"],
    });
    let errors = "";
    let lastSize = -1;
    let lastProgressMs = Date.now();
    let isStalled = false;
    const watch = setInterval(() => {
      const size = measureProgress();
      if (size !== lastSize) {
        lastSize = size;
        lastProgressMs = Date.now();
      } else if (Date.now() - lastProgressMs > PATIENCE_MS) {
        isStalled = true;
        child.kill("SIGKILL");
      }
    }, 1000);
    child.stderr.on("data", (chunk) => (errors += chunk));
    child.on("close", (code) => {
      clearInterval(watch);
      if (code === 0) resolve(undefined);
      else
        resolve(
          isStalled
            ? `its download stood still for ${PATIENCE_MS / 1000} s`
            : `its download failed: ${firstLine(errors)}`,
        );
    });
  });
}

/** @param {string} text */
function firstLine(text) {
  return (
    text
      .trim()
      .split("\n")[0]
      ?.replace(/^\w*Error: /u, "") || "no reason given"
  );
}

/**
 * @param {string} folder
 * @returns {number} bytes
 */
function folderSize(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .reduce((total, entry) => total + statSync(path.join(entry.parentPath, entry.name)).size, 0);
  } catch {
    // A file may go between the listing and the look at it: the next second tells.
    return -1;
  }
}
