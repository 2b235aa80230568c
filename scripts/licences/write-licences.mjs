import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { projectFolder } from "../setup/folders.mjs";
import { BUNDLED, readShippedPackages } from "./shipped-packages.mjs";

/** What the window shows, and the software bill of materials is made from. */
export const LICENCES = "out/licences.json";

/** Joins what Vite wrote of each bundle; to be called after each build. */
export function writeLicences() {
  writeFileSync(path.join(projectFolder, LICENCES), JSON.stringify(readShippedPackages()));
  for (const file of BUNDLED) rmSync(path.join(projectFolder, file));
}

/** @returns {readonly import("./shipped-packages.mjs").ShippedPackage[]} as of the last build */
export const readLicences = () => JSON.parse(readFileSync(path.join(projectFolder, LICENCES), "utf8"));
