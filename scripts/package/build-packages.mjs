import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { builderConfiguration } from "../../electron-builder.config.mjs";
import { projectFolder } from "../setup/folders.mjs";
import { drawIcons } from "./icons.mjs";
import { stageApp } from "./stage-app.mjs";

/**
 * Packs the built application, for the system that this runs on.
 *
 * @param {object} wanted
 * @param {import("./build-kind.mjs").BuildKind} wanted.kind
 * @param {readonly string[]} wanted.targets as electron-builder names them
 * @param {string} wanted.output a folder
 * @param {import("../setup/electron-runtime.mjs").ElectronRuntime | undefined} wanted.runtime for tests; else the
 *   official one is fetched
 * @returns {Promise<readonly string[]>} the files and folders that were made
 */
export async function buildPackages({ kind, targets, output, runtime }) {
  const platform = process.platform;
  if (platform !== "linux" && platform !== "darwin" && platform !== "win32")
    throw new Error(`No packages for ${platform}`);
  const { build, Platform } = await import("electron-builder");
  const folder = await mkdtemp(path.join(os.tmpdir(), "decompte-package-"));
  const stage = path.join(folder, "app");
  const icons = path.join(folder, "icons");
  if (runtime) process.env["CUSTOM_FPM_PATH"] = fileURLToPath(new URL("fpm-for-tests.mjs", import.meta.url));
  try {
    await stageApp(stage, kind, platform);
    await drawIcons(icons);
    const made = await build({
      projectDir: projectFolder,
      targets: Platform.fromString(platform).createTarget([...targets]),
      publish: "never",
      config: builderConfiguration({
        kind,
        platform,
        stage,
        icons,
        output,
        runtime: runtime && { folder: path.dirname(runtime.executablePath), version: runtime.version },
      }),
    });
    return targets.includes("dir") ? [...made, unpackedFolder(output)] : made;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Where electron-builder leaves the application without a package around it.
 *
 * @param {string} output
 * @param {NodeJS.Platform} [platform]
 */
function unpackedFolder(output, platform = process.platform) {
  const names = { linux: "linux-unpacked", win32: "win-unpacked", darwin: "mac-universal" };
  return path.join(output, names[/** @type {keyof typeof names} */ (platform)]);
}
