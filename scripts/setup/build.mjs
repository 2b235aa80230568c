import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { runTool } from "./command.mjs";
import { projectFolder } from "./folders.mjs";
import { SetupError } from "./setup-error.mjs";

const SOURCES = [
  "electron",
  "renderer",
  "resources",
  "server",
  "shared",
  "electron.vite.config.ts",
  "package-lock.json",
  "package.json",
  "tsconfig.base.json",
];

const STAMP = "out/.build-stamp";

/**
 * A digest of all that a build is made from, by name and content.
 *
 * @param {string} root
 * @param {readonly string[]} sources files and folders under `root`
 */
export function hashSources(root, sources) {
  const hash = createHash("sha256");
  for (const source of sources) {
    for (const file of listFiles(path.join(root, source))) {
      const content = createHash("sha256").update(readFileSync(file)).digest("hex");
      hash.update(`${path.relative(root, file)}\0${content}\n`);
    }
  }
  return hash.digest("hex");
}

/**
 * @param {string} file
 * @returns {string[]}
 */
function listFiles(file) {
  if (!existsSync(file)) return [];
  if (statSync(file).isFile()) return [file];
  return readdirSync(file)
    .toSorted()
    .flatMap((name) => listFiles(path.join(file, name)));
}

/** @param {string} digest */
function isBuilt(digest) {
  const stamp = path.join(projectFolder, STAMP);
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== digest) return false;
  return [mainEntry(), "out/preload", "out/renderer/index.html"].every((name) =>
    existsSync(path.join(projectFolder, name)),
  );
}

function mainEntry() {
  /** @type {{ main: string }} */
  const { main } = JSON.parse(readFileSync(path.join(projectFolder, "package.json"), "utf8"));
  return main;
}

/** Builds the app, unless the last build was made from the very same sources. */
export async function ensureBuild() {
  const digest = hashSources(projectFolder, SOURCES);
  if (isBuilt(digest)) return;

  console.log("Building…");
  const stamp = path.join(projectFolder, STAMP);
  rmSync(stamp, { force: true });
  const { code, output } = await runTool("electron-vite", ["build"], { quiet: true });
  if (code !== 0) throw new SetupError(`${output.trim()}\nThe build failed.`);
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, digest);
  if (!isBuilt(digest)) throw new SetupError(`The build ended without making ${mainEntry()} and the window's page.`);
}
