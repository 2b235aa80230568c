import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cacheFolder } from "./folders.mjs";

const DAY_MS = 24 * 60 * 60 * 1000;

/** @typedef {{ version: string, mirror: string, failure: string, atMs: number }} DownloadFailure */

/**
 * Whether what failed lately would be tried again in vain: the same version, from the same place, within a day.
 *
 * @param {DownloadFailure} remembered
 * @param {{ version: string, mirror: string, nowMs: number }} attempt
 */
export function isStillTrue(remembered, { version, mirror, nowMs }) {
  const ageMs = nowMs - remembered.atMs;
  return remembered.version === version && remembered.mirror === mirror && ageMs >= 0 && ageMs < DAY_MS;
}

/**
 * @param {string} version
 * @param {NodeJS.ProcessEnv} env
 */
export function readDownloadFailure(version, env) {
  try {
    /** @type {DownloadFailure} */
    const remembered = JSON.parse(readFileSync(failureFile(env), "utf8"));
    return isStillTrue(remembered, { version, mirror: mirrorOf(env), nowMs: Date.now() })
      ? remembered.failure
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} version
 * @param {string} failure
 * @param {NodeJS.ProcessEnv} env
 */
export function rememberDownloadFailure(version, failure, env) {
  mkdirSync(cacheFolder(env), { recursive: true });
  /** @type {DownloadFailure} */
  const remembered = { version, mirror: mirrorOf(env), failure, atMs: Date.now() };
  writeFileSync(failureFile(env), JSON.stringify(remembered));
}

/** @param {NodeJS.ProcessEnv} env */
function failureFile(env) {
  return path.join(cacheFolder(env), "electron-download-failure.json");
}

/** @param {NodeJS.ProcessEnv} env */
function mirrorOf(env) {
  return env["ELECTRON_MIRROR"] ?? env["npm_config_electron_mirror"] ?? "";
}
