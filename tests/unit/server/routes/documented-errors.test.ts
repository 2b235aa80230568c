import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { statusOf } from "../../../../server/routes/error-answer.ts";
import { ERROR_CODES } from "../../../../shared/errors.ts";

test("docs/api.md tells of every error with its status, and of no other", () => {
  const section = readFileSync("docs/api.md", "utf8")
    .split("\n## ")
    .find((each) => each.startsWith("Errors"));
  const told = [...(section ?? "").matchAll(/^\| `([a-z_]+)` +\| (\d{3}) /gm)].map(
    ([, code, status]) => `${code} ${status}`,
  );
  expect(told.toSorted()).toEqual(ERROR_CODES.map((code) => `${code} ${statusOf(code)}`).toSorted());
});
