import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it, test } from "vitest";
import { licenceProblems } from "../../../../scripts/licences/licence-problems.mjs";
import { textFor, WITHOUT_TEXT } from "../../../../scripts/licences/missing-texts.mjs";
import { projectFolder } from "../../../../scripts/setup/folders.mjs";

const fine = { name: "fine", version: "1.0.0", licence: "MIT", text: "Permission is granted" };

it("finds nothing wrong with packages whose licence is allowed and there to read", () => {
  expect(licenceProblems([fine, { ...fine, licence: "MIT AND ISC" }])).toEqual([]);
});

it("finds a build without any package wrong", () => {
  expect(licenceProblems([])).toHaveLength(1);
});

test.each([
  [{ ...fine, licence: "GPL-3.0-only" }, /"GPL-3.0-only", which is not allowed/],
  [{ ...fine, licence: "MIT OR GPL-2.0" }, /not allowed/],
  [{ ...fine, licence: "" }, /not allowed/],
  [{ ...fine, text: "" }, /no text/],
])("%o can't be shipped", (shipped, problem) => {
  expect(licenceProblems([fine, shipped])).toEqual([expect.stringMatching(problem)]);
});

test.each(Object.keys(WITHOUT_TEXT))("%s has still no text of its own, and the one that stands in is whole", (name) => {
  const files = readdirSync(join(projectFolder, "node_modules", name));
  expect(files.filter((file) => /^(?:licen[cs]e|copying)/i.test(file))).toEqual([]);
  expect(textFor(name)).toMatch(/^Copyright \(c\) .+\n\n[^]{900}/);
});

it("makes up no text for a package that nobody has looked at", () => {
  expect(textFor("unheard-of")).toBe("");
});
