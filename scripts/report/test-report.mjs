import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { projectFolder } from "../setup/folders.mjs";

/** @typedef {{ status: string, fullName: string }} TestCase */
/** @typedef {{ name: string, status: string, assertionResults: TestCase[] }} TestFile */
/** @typedef {{ success: boolean, testResults: TestFile[] }} TestReport vitest's JSON report, as far as it is used here */

const PROJECTS = Object.freeze(["unit", "integration", "faults", "end-to-end"]);

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
 * What keeps a whole run from being one: a project without a test that ran, a test that was skipped.
 *
 * @param {TestReport} report
 * @param {string} root
 * @returns {string[]} a sentence each
 */
export function findGaps(report, root) {
  const empty = PROJECTS.filter((project) => {
    const folder = path.join(root, "tests", project) + path.sep;
    const files = report.testResults.filter((file) => path.normalize(file.name).startsWith(folder));
    return !files.some((file) => file.assertionResults.some(hasRun));
  });
  const skipped = report.testResults.flatMap((file) => file.assertionResults).filter((test) => !hasRun(test));
  return [
    ...empty.map((project) => `No ${project} test ran.`),
    ...skipped.map((test) => `Skipped, which counts as a failure: ${test.fullName}`),
  ];
}

/** @param {TestCase} test */
function hasRun({ status }) {
  return status === "passed" || status === "failed";
}
