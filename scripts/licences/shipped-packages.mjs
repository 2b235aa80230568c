import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { NATIVE_SCRIPTS } from "../package/native-packages.mjs";
import { projectFolder } from "../setup/folders.mjs";
import { textFor } from "./missing-texts.mjs";

/**
 * A package of which something is in what people install.
 *
 * @typedef {object} ShippedPackage
 * @property {string} name
 * @property {string} version
 * @property {string} licence as its manifest says, an SPDX identifier or expression
 * @property {string} text
 */

/** What Vite writes of each bundle (`build.license`): the packages that modules of it come from. */
export const BUNDLED = [
  "out/main/licences.json",
  "out/main/thread-licences.json",
  "out/preload/licences.json",
  "out/renderer/licences.json",
];

/** Part of what is built without being a module of a bundle: the style sheet's first rules, and what all of it runs on. */
const BESIDE = ["tailwindcss", "electron"];

/** @returns {readonly ShippedPackage[]} by name */
export function readShippedPackages() {
  const found = [
    ...BUNDLED.flatMap(readBundled),
    ...NATIVE_SCRIPTS.map(({ name }) => readInstalled(name)),
    ...BESIDE.map(readInstalled),
  ];
  const packages = new Map(found.map((entry) => [`${entry.name}@${entry.version}`, entry]));
  return [...packages.keys()].toSorted().flatMap((key) => packages.get(key) ?? []);
}

/** @param {string} file */
function readBundled(file) {
  /** @type {readonly { name: string, version: string, identifier?: string, text?: string }[]} */
  const entries = JSON.parse(readFileSync(path.join(projectFolder, file), "utf8"));
  return entries.map(({ name, version, identifier = "", text = "" }) => shipped(name, version, identifier, text));
}

/** @param {string} folderName */
function readInstalled(folderName) {
  const folder = path.join(projectFolder, "node_modules", folderName);
  /** @type {{ name: string, version: string, license?: string }} */
  const { name, version, license = "" } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((found) => /^licen[cs]e/iu.test(found));
  return shipped(name, version, license, file === undefined ? "" : readFileSync(path.join(folder, file), "utf8"));
}

/** @type {(name: string, version: string, licence: string, text: string) => ShippedPackage} */
const shipped = (name, version, licence, text) => ({ name, version, licence, text: text.trim() || textFor(name) });
