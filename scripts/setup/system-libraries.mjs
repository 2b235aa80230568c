import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { runCommand } from "./command.mjs";
import { SetupError } from "./setup-error.mjs";

/**
 * Debian package names. Releases since 2024 add `t64` to some of them; either name counts.
 *
 * @typedef {{ readonly name: string, readonly renamed?: string }} DebianPackage
 */

/** @type {readonly DebianPackage[]} */
const electronNeeds = [
  { name: "libgtk-3-0", renamed: "libgtk-3-0t64" },
  { name: "libnss3" },
  { name: "libasound2", renamed: "libasound2t64" },
  { name: "libgbm1" },
  { name: "libxss1" },
  { name: "libsecret-1-0" },
  { name: "libnotify4" },
  { name: "fonts-dejavu-core" },
];

/** @type {readonly DebianPackage[]} */
const displayNeeds = [{ name: "xvfb" }];

/** @type {readonly DebianPackage[]} */
const testNeeds = [
  { name: "xauth" },
  { name: "dbus-x11" },
  { name: "gnome-keyring" },
  { name: "dunst" },
  { name: "chromium" },
  { name: "strace" },
  { name: "xdg-utils" },
  { name: "desktop-file-utils" },
];

/** @param {{ hasDisplay: boolean, forTests: boolean }} situation */
export function neededPackages({ hasDisplay, forTests }) {
  return [...electronNeeds, ...(hasDisplay && !forTests ? [] : displayNeeds), ...(forTests ? testNeeds : [])];
}

/**
 * @param {readonly DebianPackage[]} packages
 * @param {(names: readonly string[]) => ReadonlySet<string>} findInstalled which of these names are installed
 */
export function missingPackages(packages, findInstalled) {
  const installed = findInstalled(packages.flatMap(allNames));
  return packages.filter((candidate) => !allNames(candidate).some((name) => installed.has(name)));
}

/**
 * The names to install on this release: the old name of a renamed package has nothing to install any more.
 *
 * @param {readonly DebianPackage[]} packages
 * @param {(name: string) => boolean} isOffered
 */
export function namesToInstall(packages, isOffered) {
  return packages.map(({ name, renamed }) => (renamed && isOffered(renamed) ? renamed : name));
}

/** @param {readonly string[]} names */
export function installCommand(names) {
  return `sudo apt-get update && sudo apt-get install --yes --no-install-recommends ${names.join(" ")}`;
}

/**
 * @param {DebianPackage} debianPackage
 * @returns {string[]}
 */
function allNames({ name, renamed }) {
  return renamed ? [name, renamed] : [name];
}

/**
 * @param {readonly string[]} names
 * @returns {ReadonlySet<string>}
 */
function queryInstalled(names) {
  const format = "${Package} ${db:Status-Status}\n";
  const { stdout } = spawnSync("dpkg-query", ["--show", `--showformat=${format}`, ...names], { encoding: "utf8" });
  const lines = (stdout ?? "").split("\n").map((line) => line.split(" "));
  return new Set(lines.flatMap(([name, status]) => (name && status === "installed" ? [name] : [])));
}

/** @param {string} name */
function isOfferedByApt(name) {
  return spawnSync("apt-cache", ["show", "--no-all-versions", name], { stdio: "ignore" }).status === 0;
}

/**
 * Installs what Electron, and the tests, need from Debian. On other systems there is nothing to check beforehand:
 * `missingSharedLibraries` tells afterwards.
 *
 * @param {{ hasDisplay: boolean, forTests: boolean }} situation
 */
export async function ensureSystemLibraries(situation) {
  if (process.platform !== "linux" || !existsSync("/etc/debian_version")) return;
  const needed = neededPackages(situation);
  const missing = missingPackages(needed, queryInstalled);
  if (missing.length === 0) return;

  if (process.getuid?.() !== 0) {
    throw new SetupError(
      `System packages are missing. Install them, then run this again:\n  ${installCommand(namesToInstall(missing, isOfferedByApt))}`,
    );
  }
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  console.error(`Installing system packages: ${missing.map(({ name }) => name).join(" ")}…`);
  const update = await runCommand("apt-get", ["update", "--quiet"], { env, quiet: true });
  const names = namesToInstall(missing, isOfferedByApt);
  const install = await runCommand("apt-get", ["install", "--yes", "--quiet", "--no-install-recommends", ...names], {
    env,
    quiet: true,
  });
  if (install.code === 0 && missingPackages(needed, queryInstalled).length === 0) return;
  const output = `${update.code === 0 ? "" : update.output}${install.output}`.trim();
  throw new SetupError(
    `${output}\nSystem packages could not be installed. The command that should work:\n  ${installCommand(names)}`,
  );
}

/**
 * The shared libraries that the loader does not find for an executable, by `ldd`.
 *
 * @param {string} executablePath
 */
export function missingSharedLibraries(executablePath) {
  if (process.platform !== "linux") return [];
  const { stdout } = spawnSync("ldd", [executablePath], { encoding: "utf8" });
  return [...(stdout ?? "").matchAll(/^\s*(\S+) => not found$/gmu)].map(([, name]) => name ?? "");
}
