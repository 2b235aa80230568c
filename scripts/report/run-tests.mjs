import { toolPath } from "../setup/command.mjs";
import { projectFolder } from "../setup/folders.mjs";
import { runInForeground } from "../setup/long-running.mjs";
import { clearTestReport, findGaps, readTestReport, testReportFile } from "./test-report.mjs";

/**
 * Runs vitest and holds it to its report. A run of everything has to run everything.
 *
 * @param {readonly string[]} filters passed on to vitest
 * @returns {Promise<number>} the exit code
 */
export async function runTests(filters) {
  clearTestReport();
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${testReportFile}`];
  const code = await runInForeground(process.execPath, [toolPath("vitest"), "run", ...reporters, ...filters], {
    cwd: projectFolder,
    env: process.env,
  });
  const report = readTestReport();
  if (!report) {
    console.error("The tests ended without a report.");
    return code || 1;
  }
  const gaps = filters.length === 0 ? findGaps(report, projectFolder) : [];
  for (const gap of gaps) console.error(gap);
  return code || (gaps.length === 0 ? 0 : 1);
}
