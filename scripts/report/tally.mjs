/** @typedef {{ passed: number, failed: number }} Tally */

/**
 * Counts the tests. A file that broke before its tests could run counts as one failure, and so does a run that failed
 * for a reason that no test shows: a crash, a part that did not run.
 *
 * @param {import("./test-report.mjs").TestReport | undefined} report
 * @param {number} exitCode
 * @returns {Tally}
 */
export function tallyTests(report, exitCode) {
  const files = report?.testResults ?? [];
  const statuses = files.flatMap((file) => file.assertionResults.map(({ status }) => status));
  const brokenFiles = files.filter(
    (file) => file.status === "failed" && file.assertionResults.every(({ status }) => status !== "failed"),
  );
  const passed = statuses.filter((status) => status === "passed").length;
  return orOneFailure(
    { passed, failed: statuses.filter((status) => status === "failed").length + brokenFiles.length },
    exitCode,
  );
}

/**
 * @param {readonly import("./check-report.mjs").CheckOutcome[] | undefined} outcomes
 * @param {number} exitCode
 * @returns {Tally}
 */
export function tallyChecks(outcomes = [], exitCode) {
  const failed = outcomes.filter(({ problem }) => problem !== undefined).length;
  return orOneFailure({ passed: outcomes.length - failed, failed }, exitCode);
}

/**
 * @param {Tally} tally
 * @param {number} exitCode
 * @returns {Tally}
 */
function orOneFailure({ passed, failed }, exitCode) {
  const hasUnexplainedFailure = failed === 0 && (exitCode !== 0 || passed === 0);
  return { passed, failed: hasUnexplainedFailure ? 1 : failed };
}
