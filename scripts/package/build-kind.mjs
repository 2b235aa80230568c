import { readFileSync } from "node:fs";
import path from "node:path";
import { projectFolder } from "../setup/folders.mjs";

export const AUTHORS = "The Décompte authors";

/**
 * What a build says of itself, in its name and in the About box: `test` is made from the runtime for tests and never
 * shipped, `unsigned` is nobody's word, `signed` is signed for its system (on Linux: attested by the release workflow).
 *
 * @typedef {"test" | "unsigned" | "signed"} BuildMark
 */

/**
 * @typedef {object} BuildKind
 * @property {BuildMark} mark
 * @property {string} version
 * @property {string} packageName as the system's package manager knows it; also the command's name
 * @property {string} displayName as the person reads it
 */

/**
 * @param {{ isForTests: boolean, version?: string | undefined, platform?: NodeJS.Platform, env?: NodeJS.ProcessEnv }} wanted
 * @returns {BuildKind}
 */
export function buildKind({ isForTests, version, platform = process.platform, env = process.env }) {
  const manifest = readManifest();
  const isSigned = SIGNING_VARIABLES[platform]?.some((name) => Boolean(env[name])) ?? false;
  return {
    mark: isForTests ? "test" : isSigned ? "signed" : "unsigned",
    version: version ?? manifest.version,
    packageName: isForTests ? `${manifest.name}-test` : manifest.name,
    displayName: isForTests ? `${manifest.productName} (test)` : manifest.productName,
  };
}

/** @returns {{ name: string, productName: string, version: string, main: string, description: string, license: string }} */
export function readManifest() {
  return JSON.parse(readFileSync(path.join(projectFolder, "package.json"), "utf8"));
}

/**
 * One of these set means that the build is signed.
 *
 * @type {Partial<Record<NodeJS.Platform, readonly string[]>>}
 */
const SIGNING_VARIABLES = {
  darwin: ["CSC_LINK", "CSC_NAME"],
  win32: ["WIN_CSC_LINK", "CSC_LINK", "AZURE_CLIENT_ID"],
  linux: ["DECOMPTE_ATTESTED"],
};
