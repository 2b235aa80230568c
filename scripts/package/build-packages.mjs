import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { builderConfiguration } from "../../electron-builder.config.mjs";
import { projectFolder } from "../setup/folders.mjs";
import { SetupError } from "../setup/setup-error.mjs";
import { drawIcons } from "./icons.mjs";
import { stageApp } from "./stage-app.mjs";

const ELSEWHERE =
  "Packaging fetches Electron and its tools from their release hosts. Where these can't be reached, " +
  "npm run package -- --for-tests packs the runtime for tests.";

/**
 * Packs the built application.
 *
 * @param {object} wanted
 * @param {import("./build-kind.mjs").BuildKind} wanted.kind
 * @param {import("./targets.mjs").PackagedPlatform} wanted.platform the one that this runs on
 * @param {readonly string[]} wanted.targets
 * @param {string} wanted.output a folder
 * @param {import("../setup/electron-runtime.mjs").ElectronRuntime | undefined} wanted.runtime for tests; else the
 *   official one is fetched
 * @returns {Promise<readonly string[]>} the files and folders that were made
 */
export async function buildPackages({ kind, platform, targets, output, runtime }) {
  const { Arch, build, Platform } = await import("electron-builder");
  const arch = platform === "darwin" ? Arch.universal : Arch.x64;
  const folder = await mkdtemp(path.join(os.tmpdir(), "decompte-package-"));
  const stage = path.join(folder, "app");
  const icons = path.join(folder, "icons");
  if (runtime) process.env["CUSTOM_FPM_PATH"] = fileURLToPath(new URL("fpm-for-tests.mjs", import.meta.url));
  try {
    await stageApp(stage, kind, platform);
    await drawIcons(icons);
    const made = await build({
      projectDir: projectFolder,
      targets: Platform.fromString(platform).createTarget([...targets], arch),
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
    return targets.includes("dir") ? [...made, path.join(output, UNPACKED[platform])] : made;
  } catch (cause) {
    if (cause instanceof SetupError || runtime !== undefined) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new SetupError(`${reason}\n${ELSEWHERE}`, { cause });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Where electron-builder leaves the application without a package around it. */
const UNPACKED = { linux: "linux-unpacked", win32: "win-unpacked", darwin: "mac-universal" };
