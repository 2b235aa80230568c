import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { LICENCES, writeLicences } from "../licences/write-licences.mjs";
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
  "scripts/licences",
  "package-lock.json",
  "package.json",
  "tsconfig.base.json",
];

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

/**
 * Builds, unless the last build was made from the very same sources.
 *
 * @param {{ stamp: string, sources: readonly string[], outputs: readonly string[], build: () => Promise<void> }} wanted
 *   paths from the project's folder; the build is done when `outputs` are there
 */
export async function buildOnce({ stamp, sources, outputs, build }) {
  const digest = hashSources(projectFolder, sources);
  const stampFile = path.join(projectFolder, stamp);
  const missing = () => outputs.filter((name) => !existsSync(path.join(projectFolder, name)));
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === digest && missing().length === 0) return;

  // On standard error, since what is built may write its own results to standard output.
  console.error("Building…");
  rmSync(stampFile, { force: true });
  await build();
  if (missing().length > 0) throw new SetupError(`The build ended without making ${missing().join(" and ")}.`);
  mkdirSync(path.dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, digest);
}

function mainEntry() {
  /** @type {{ main: string }} */
  const { main } = JSON.parse(readFileSync(path.join(projectFolder, "package.json"), "utf8"));
  return main;
}

/** Builds the app, unless that was done. */
export async function ensureBuild() {
  await buildOnce({
    stamp: "out/.build-stamp",
    sources: SOURCES,
    outputs: [mainEntry(), "out/preload", "out/renderer/index.html", LICENCES],
    async build() {
      const { code, output } = await runTool("electron-vite", ["build"], { quiet: true });
      if (code !== 0) throw new SetupError(`${output.trim()}\nThe build failed.`);
      writeLicences();
    },
  });
}
