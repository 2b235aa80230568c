import { readdirSync } from "node:fs";
import path from "node:path";
import configuration from "../../.dependency-cruiser.mjs";
import { projectFolder } from "../setup/folders.mjs";
import { teachSwcJsx } from "./swc-with-jsx.mjs";

const FOLDERS = ["shared", "server", "electron", "renderer"];

/**
 * Checks who may import whom. Every source file has to have been seen: a parser that understands nothing finds nothing
 * wrong either.
 *
 * @returns {Promise<string[]>} a line for each thing that is wrong
 */
export async function checkDependencyRules() {
  const { forbidden = [], options } = configuration;
  teachSwcJsx();
  const { cruise } = await import("dependency-cruiser");
  const { output } = await cruise(FOLDERS, {
    ...options,
    baseDir: projectFolder,
    validate: true,
    ruleSet: { forbidden },
  });
  if (typeof output === "string") throw new TypeError("dependency-cruiser answered with a text, not with a result");

  const seen = new Set(output.modules.map((module) => module.source));
  const unseen = FOLDERS.flatMap(listSources).filter((file) => !seen.has(file));
  const violations = output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
  const edges = output.modules.reduce((count, module) => count + module.dependencies.length, 0);
  return [
    ...violations,
    ...unseen.map((file) => `Not seen by dependency-cruiser: ${file}`),
    ...(edges === 0 ? ["dependency-cruiser found no import at all"] : []),
  ];
}

/** @param {string} folder */
function listSources(folder) {
  return readdirSync(path.join(projectFolder, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/u.test(name))
    .map((name) => `${folder}/${name.split(path.sep).join("/")}`);
}
