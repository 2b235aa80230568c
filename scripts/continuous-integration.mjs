import { clearCheckReport, readCheckReport } from "./report/check-report.mjs";
import { tallyChecks, tallyTests } from "./report/tally.mjs";
import { clearTestReport, readTestReport } from "./report/test-report.mjs";
import { runNpm } from "./setup/command.mjs";
import { projectFolder } from "./setup/folders.mjs";
import { runToExit } from "./setup/setup-error.mjs";

await runToExit(async () => {
  clearTestReport();
  clearCheckReport();
  const testRun = await runNpm(["test"], { cwd: projectFolder });
  const verification = await runNpm(["run", "verify", "--", "--without-tests"], { cwd: projectFolder });

  const tests = tallyTests(readTestReport(), testRun.code);
  const checks = tallyChecks(readCheckReport(), verification.code);
  const failed = tests.failed + checks.failed;
  console.log(`\n${tests.passed + checks.passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
