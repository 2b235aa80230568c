import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { projectFolder } from "../setup/folders.mjs";

/** @typedef {{ name: string, problem: string | undefined }} CheckOutcome */

const checkReportFile = path.join(projectFolder, "test-results/checks.json");

/** Removes the last report, so that it can't pass for the next one. */
export function clearCheckReport() {
  rmSync(checkReportFile, { force: true });
}

/** @param {readonly CheckOutcome[]} outcomes */
export function writeCheckReport(outcomes) {
  mkdirSync(path.dirname(checkReportFile), { recursive: true });
  writeFileSync(checkReportFile, JSON.stringify(outcomes, undefined, 2));
}

/** @returns {CheckOutcome[] | undefined} */
export function readCheckReport() {
  return existsSync(checkReportFile) ? JSON.parse(readFileSync(checkReportFile, "utf8")) : undefined;
}
