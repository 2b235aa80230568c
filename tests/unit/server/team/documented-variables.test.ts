import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { VARIABLES } from "../../../../server/team/variables.ts";

test("docs/server.md tells of every variable, and of no other", () => {
  const table = readFileSync("docs/server.md", "utf8")
    .split("\n## ")
    .find((section) => section.startsWith("Configuration"));
  const told = [...(table ?? "").matchAll(/^\| `([A-Z_]+)` /gm)].map(([, name]) => name);
  const known: readonly string[] = Object.keys(VARIABLES);
  expect(new Set(told)).toEqual(new Set(known));
});
