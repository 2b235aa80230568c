import { expect, test } from "vitest";
import { findGaps } from "../../../../scripts/report/test-report.mjs";

const file = (name: string, ...statuses: string[]) => ({
  name: `/project/tests/${name}`,
  status: "passed",
  assertionResults: statuses.map((status, index) => ({ status, fullName: `${name} ${index}` })),
});

const whole = [
  file("unit/a.test.ts", "passed"),
  file("integration/b.test.ts", "failed"),
  ...["sqlite", "pg", "neon"].map(() => file("conformance/e.test.ts", "passed")),
  ...["sqlite", "pg"].map(() => file("conformance/import/long/f.test.ts", "passed")),
  file("faults/d.test.ts", "passed"),
  file("end-to-end/c.test.ts", "passed"),
];

test("a run has no gap when every project ran a test", () => {
  expect(findGaps({ success: false, testResults: whole }, "/project")).toEqual([]);
});

test("a project without a test that ran is a gap", () => {
  const testResults = [...whole.slice(0, -1), file("end-to-end/c.test.ts")];
  expect(findGaps({ success: true, testResults }, "/project")).toEqual(["No end-to-end test ran."]);
});

test("a file that ran on two of three ledgers is a gap", () => {
  const testResults = whole.filter((_, index) => index !== 3);
  expect(findGaps({ success: true, testResults }, "/project")).toEqual([
    "Not run on every ledger: tests/conformance/e.test.ts",
  ]);
});

test("a skipped test is a gap, since a part that can't run has failed", () => {
  const testResults = [...whole, file("unit/e.test.ts", "passed", "skipped", "todo")];
  expect(findGaps({ success: true, testResults }, "/project")).toEqual([
    "Skipped, which counts as a failure: unit/e.test.ts 1",
    "Skipped, which counts as a failure: unit/e.test.ts 2",
  ]);
});
