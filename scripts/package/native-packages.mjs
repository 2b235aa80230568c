import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { runCommand, runNpm } from "../setup/command.mjs";
import { projectFolder } from "../setup/folders.mjs";
import { SetupError } from "../setup/setup-error.mjs";

/**
 * What the packages of each system run on, as keytar names it. A macOS application is universal: it holds both.
 *
 * @type {Readonly<Record<"linux" | "darwin" | "win32", readonly string[]>>}
 */
export const NATIVE_TARGETS = {
  linux: ["linux-x64"],
  darwin: ["darwin-x64", "darwin-arm64"],
  win32: ["win32-x64"],
};

/** @type {Readonly<Record<string, string>>} */
export const LIBSQL_BINARIES = {
  "linux-x64": "@libsql/linux-x64-gnu",
  "darwin-x64": "@libsql/darwin-x64",
  "darwin-arm64": "@libsql/darwin-arm64",
  "win32-x64": "@libsql/win32-x64-msvc",
};

/** What no bundle can hold, and what it requires; the files that run, and the licence. */
export const NATIVE_SCRIPTS = [
  { name: "libsql", files: ["package.json", "index.js", "auth.js", "sqlite-error.js", "LICENSE"] },
  { name: "@neon-rs/load", files: ["package.json", "dist", "LICENSE"] },
  { name: "detect-libc", files: ["package.json", "lib", "LICENSE"] },
  { name: "keytar", files: ["package.json", "lib", "LICENSE.md"] },
];

/**
 * Copies the packages with native code, each with the binaries of these targets alone.
 *
 * @param {string} folder the `node_modules` of the application that is packaged
 * @param {readonly string[]} targets
 */
export async function copyNativePackages(folder, targets) {
  for (const { name, files } of NATIVE_SCRIPTS) for (const file of files) await copy(installed(name), name, file);
  for (const target of targets) {
    await copy(installed("keytar"), "keytar", `prebuilds/${target}/keytar.node`);
    const name = LIBSQL_BINARIES[target];
    if (name === undefined) throw new SetupError(`There is no libsql for ${target}.`);
    await withPackage(name, async (source) => {
      await copy(source, name, "package.json");
      await copy(source, name, "index.node");
    });
  }

  /** @type {(source: string, name: string, file: string) => Promise<void>} */
  async function copy(source, name, file) {
    await cp(path.join(source, file), path.join(folder, name, file), { recursive: true });
  }
}

/** @param {string} name */
const installed = (name) => path.join(projectFolder, "node_modules", name);

/**
 * npm installs the binaries of its own system; another's are fetched, and are what the lock file says.
 *
 * @param {string} name
 * @param {(source: string) => Promise<void>} use
 */
async function withPackage(name, use) {
  if (existsSync(installed(name))) return use(installed(name));
  const folder = await mkdtemp(path.join(os.tmpdir(), "decompte-native-"));
  try {
    await fetchPackage(name, folder);
    await use(path.join(folder, "package"));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} name
 * @param {string} folder
 */
async function fetchPackage(name, folder) {
  /** @type {{ packages: Record<string, { version: string, integrity: string } | undefined> }} */
  const { packages } = JSON.parse(readFileSync(path.join(projectFolder, "package-lock.json"), "utf8"));
  const locked = packages[`node_modules/${name}`];
  if (!locked) throw new SetupError(`${name} is not in package-lock.json.`);
  const specifier = `${name}@${locked.version}`;
  const args = ["pack", specifier, "--pack-destination", folder, "--loglevel=error"];
  const { code, output } = await runNpm(args, { cwd: folder, quiet: true });
  const archive = (await readdir(folder)).find((file) => file.endsWith(".tgz"));
  if (code !== 0 || !archive) throw new SetupError(`${output.trim()}\n${specifier} could not be fetched.`);
  const digest = createHash("sha512")
    .update(readFileSync(path.join(folder, archive)))
    .digest("base64");
  if (`sha512-${digest}` !== locked.integrity) throw new SetupError(`${specifier} is not what package-lock.json pins.`);
  const unpacked = await runCommand("tar", ["-xzf", archive], { cwd: folder, quiet: true });
  if (unpacked.code !== 0) throw new SetupError(`${specifier} could not be unpacked: ${unpacked.output.trim()}`);
}
