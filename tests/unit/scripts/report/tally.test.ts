import { expect, test } from "vitest";
import { tallyChecks, tallyTests } from "../../../../scripts/report/tally.mjs";

const file = (status: string, ...statuses: string[]) => ({
  name: "a.test.ts",
  status,
  assertionResults: statuses.map((each) => ({ status: each, fullName: "a test" })),
});

test("tests are counted one by one", () => {
  const testResults = [file("failed", "passed", "failed"), file("passed", "passed")];
  expect(tallyTests({ success: false, testResults }, 1)).toEqual({ passed: 2, failed: 1 });
});

test("a file that broke before its tests could run is one failure", () => {
  const testResults = [file("failed"), file("passed", "passed")];
  expect(tallyTests({ success: false, testResults }, 1)).toEqual({ passed: 1, failed: 1 });
});

test("a run that fails with every test green is one failure", () => {
  expect(tallyTests({ success: true, testResults: [file("passed", "passed")] }, 1)).toEqual({ passed: 1, failed: 1 });
});

test("a run without a report is one failure, whatever its exit code", () => {
  expect(tallyTests(undefined, 1)).toEqual({ passed: 0, failed: 1 });
  expect(tallyTests(undefined, 0)).toEqual({ passed: 0, failed: 1 });
  expect(tallyChecks(undefined, 0)).toEqual({ passed: 0, failed: 1 });
});

test("each check counts once", () => {
  expect(
    tallyChecks(
      [
        { name: "lint", problem: undefined },
        { name: "types", problem: "no" },
      ],
      1,
    ),
  ).toEqual({
    passed: 1,
    failed: 1,
  });
});
