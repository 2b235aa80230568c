import { cp, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { projectFolder } from "../setup/folders.mjs";
import { updateSettings } from "../updates/update-settings.mjs";
import { AUTHORS, readManifest } from "./build-kind.mjs";
import { NATIVE_TARGETS, copyNativePackages } from "./native-packages.mjs";

/** What the application reads when it runs; nothing else is packaged. */
const CONTENT = [
  "out/main",
  "out/preload",
  "out/renderer",
  "out/licences.json",
  "resources/icon.png",
  "resources/migrations/sqlite",
  "LICENSE",
];

/**
 * Lays out what goes into `app.asar`.
 *
 * @param {string} folder
 * @param {import("./build-kind.mjs").BuildKind} kind
 * @param {keyof typeof NATIVE_TARGETS} platform
 */
export async function stageApp(folder, kind, platform) {
  await mkdir(folder, { recursive: true });
  for (const name of CONTENT) await cp(path.join(projectFolder, name), path.join(folder, name), { recursive: true });
  await copyNativePackages(path.join(folder, "node_modules"), NATIVE_TARGETS[platform]);
  await writeFile(path.join(folder, "package.json"), JSON.stringify(packagedManifest(kind), null, 2));
}

/** @param {import("./build-kind.mjs").BuildKind} kind */
export function packagedManifest({ mark, version, packageName, displayName }) {
  const { description, license, main } = readManifest();
  return {
    name: packageName,
    productName: displayName,
    version,
    description,
    license,
    author: { name: AUTHORS, email: process.env["DECOMPTE_CONTACT"] || "contact@decompte.invalid" },
    homepage: process.env["DECOMPTE_HOMEPAGE"] || "https://decompte.invalid",
    main,
    // By this, desktops know whose windows the application's are.
    desktopName: `${packageName}.desktop`,
    buildMark: mark,
    ...updateSettings(mark),
  };
}
