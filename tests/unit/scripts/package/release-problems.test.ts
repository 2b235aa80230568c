import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeEach, expect, it, onTestFinished } from "vitest";
import { releaseProblems } from "../../../../scripts/package/release-problems.mjs";
import { makeTemporaryFolder } from "../../../support/ledger/temporary-ledger.ts";

let root: string;

beforeEach(() => {
  const folder = makeTemporaryFolder();
  onTestFinished(() => folder.remove());
  root = folder.path;
  write("package.json", JSON.stringify({ version: "1.2.0" }));
  write("CHANGELOG.md", "# Changelog\n\n## [1.2.0] - 2026-11-23\n");
  write("docs/release-notes/1.2.0.fr.md", "- Neuf\n");
  write("docs/release-notes/1.2.0.en.md", "- New\n");
  write("resources/update-keys.json", JSON.stringify(["key"]));
});

function write(name: string, content: string): void {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), content);
}

it("lets a version go that is told of in both languages", () => {
  expect(releaseProblems("v1.2.0", root)).toEqual([]);
});

it("names all that is not ready", () => {
  write("package.json", JSON.stringify({ version: "1.3.0" }));
  write("resources/update-keys.json", "[]");
  expect(releaseProblems("v1.2.0", root)).toEqual([
    "The tag is v1.2.0, and package.json has version 1.3.0.",
    "CHANGELOG.md has no section of version 1.3.0.",
    "docs/release-notes/1.3.0.fr.md is missing: it tells what is new.",
    "docs/release-notes/1.3.0.en.md is missing: it tells what is new.",
    "resources/update-keys.json holds no key.",
  ]);
});
