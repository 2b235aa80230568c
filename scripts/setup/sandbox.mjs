import { readFileSync } from "node:fs";

/**
 * Chromium refuses its sandbox to root, and makes it out of user namespaces, which some systems deny.
 *
 * @param {{ platform: NodeJS.Platform, isRoot: boolean, hasUserNamespaces: boolean }} [system]
 * @returns {readonly string[]}
 */
export function sandboxArguments(system = currentSystem()) {
  const isSandboxPossible = system.platform !== "linux" || (!system.isRoot && system.hasUserNamespaces);
  return isSandboxPossible ? [] : ["--no-sandbox"];
}

function currentSystem() {
  return {
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
    hasUserNamespaces:
      readKernelSetting("kernel/unprivileged_userns_clone") !== "0" &&
      readKernelSetting("kernel/apparmor_restrict_unprivileged_userns") !== "1",
  };
}

/** @param {string} name */
function readKernelSetting(name) {
  try {
    return readFileSync(`/proc/sys/${name}`, "utf8").trim();
  } catch {
    return undefined;
  }
}
