import { readFileSync } from "node:fs";
import path from "node:path";
import { runNpm } from "./command.mjs";
import { projectFolder } from "./folders.mjs";
import { SetupError } from "./setup-error.mjs";

/** @typedef {{ packages?: Record<string, { version?: string, integrity?: string, optional?: boolean } | undefined> }} Lockfile */

/**
 * Says whether what npm wrote down as installed holds all that the project asks for. Optional packages may be absent:
 * most of them are for another system.
 *
 * @param {Lockfile} wanted `package-lock.json`
 * @param {Lockfile | undefined} installed `node_modules/.package-lock.json`, which npm writes last
 */
export function arePackagesInstalled(wanted, installed) {
  if (!wanted.packages || !installed?.packages) return false;
  const present = installed.packages;
  return Object.entries(wanted.packages).every(([folder, entry]) => {
    if (folder === "" || !entry) return true;
    const found = present[folder];
    if (!found) return entry.optional === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

/**
 * @param {string} file
 * @returns {Lockfile | undefined}
 */
function readLockfile(file) {
  try {
    return JSON.parse(readFileSync(path.join(projectFolder, file), "utf8"));
  } catch {
    return undefined;
  }
}

export async function ensurePackages() {
  const wanted = readLockfile("package-lock.json");
  if (!wanted)
    throw new SetupError("package-lock.json is missing or damaged: restore it with `git checkout package-lock.json`.");
  if (arePackagesInstalled(wanted, readLockfile("node_modules/.package-lock.json"))) return;

  console.error("Installing packages…");
  // Not `npm ci`: it refuses a lockfile without the optional packages of other systems, and some registries do not have
  // them all. `--no-save` keeps to the lockfile and leaves it alone. NODE_ENV=production would leave out what builds the app.
  const flags = ["--no-save", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  const { code } = await runNpm(["install", ...flags], { cwd: projectFolder });
  if (code !== 0)
    throw new SetupError(`Packages could not be installed: npm ended with code ${code}, see its output above.`);
}
