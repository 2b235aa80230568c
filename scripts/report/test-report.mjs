import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { projectFolder } from "../setup/folders.mjs";

/** @typedef {{ status: string, fullName: string }} TestCase */
/** @typedef {{ name: string, status: string, assertionResults: TestCase[] }} TestFile */
/** @typedef {{ success: boolean, testResults: TestFile[] }} TestReport vitest's JSON report, as far as it is used here */

const FOLDERS = Object.freeze(["unit", "integration", "conformance", "faults", "end-to-end"]);
/**
 * On how many ledgers a file of `conformance` runs: on SQLite, on `pg`, and the shorter ones on Neon's driver.
 *
 * @param {string} name
 */
const ledgersOf = (name) => (name.includes(path.join("import", "long") + path.sep) ? 2 : 3);

export const testReportFile = path.join(projectFolder, "test-results/tests.json");

/** Removes the last report, so that it can't pass for the next one. */
export function clearTestReport() {
  mkdirSync(path.dirname(testReportFile), { recursive: true });
  rmSync(testReportFile, { force: true });
}

/** @returns {TestReport | undefined} */
export function readTestReport() {
  return existsSync(testReportFile) ? JSON.parse(readFileSync(testReportFile, "utf8")) : undefined;
}

/**
 * What keeps a whole run from being one: a folder without a test that ran, a file that did not run on every ledger, a
 * test that was skipped.
 *
 * @param {TestReport} report
 * @param {string} root
 * @returns {string[]} a sentence each
 */
export function findGaps(report, root) {
  /** @param {string} folder */
  const filesThatRan = (folder) =>
    report.testResults
      .filter((file) => path.normalize(file.name).startsWith(path.join(root, "tests", folder) + path.sep))
      .filter((file) => file.assertionResults.some(hasRun))
      .map(({ name }) => name);
  const empty = FOLDERS.filter((folder) => filesThatRan(folder).length === 0);
  const conforming = filesThatRan("conformance");
  const missing = [...new Set(conforming)].filter(
    (name) => conforming.filter((other) => other === name).length !== ledgersOf(name),
  );
  const skipped = report.testResults.flatMap((file) => file.assertionResults).filter((test) => !hasRun(test));
  return [
    ...empty.map((folder) => `No ${folder} test ran.`),
    ...missing.map((name) => `Not run on every ledger: ${path.relative(root, name)}`),
    ...skipped.map((test) => `Skipped, which counts as a failure: ${test.fullName}`),
  ];
}

/** @param {TestCase} test */
function hasRun({ status }) {
  return status === "passed" || status === "failed";
}
