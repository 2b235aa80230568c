import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeEach, expect, it, onTestFinished } from "vitest";
import { releaseProblems } from "../../../../scripts/package/release-problems.mjs";
import { makeKeyPair } from "../../../../scripts/updates/envelope.mjs";
import { makeTemporaryFolder } from "../../../support/ledger/temporary-ledger.ts";
import { KEYS } from "../../../support/updates/sample-feed.ts";

let root: string;

beforeEach(() => {
  const folder = makeTemporaryFolder();
  onTestFinished(() => folder.remove());
  root = folder.path;
  write("package.json", JSON.stringify({ version: "1.2.0" }));
  write("CHANGELOG.md", "# Changelog\n\n## [1.2.0] - 2026-11-23\n");
  write("docs/release-notes/1.2.0.fr.md", "- Neuf\n");
  write("docs/release-notes/1.2.0.en.md", "- New\n");
  write("resources/update-keys.json", JSON.stringify([KEYS.publicKey]));
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
    "resources/update-keys.json holds no key.",
    `${join(root, "docs/release-notes/1.3.0.fr.md")} is missing: it tells what is new in version 1.3.0.`,
    `${join(root, "docs/release-notes/1.3.0.en.md")} is missing: it tells what is new in version 1.3.0.`,
  ]);
});

it("lets none go of whose notes no feed could be signed", () => {
  write("docs/release-notes/1.2.0.fr.md", "Neuf\n");
  write("docs/release-notes/1.2.0.en.md", `- ${"x".repeat(501)}\n`);
  expect(releaseProblems("v1.2.0", root)).toEqual([
    expect.stringContaining('1.2.0.fr.md holds no line that begins with "- "'),
    expect.stringContaining("1.2.0.en.md has an empty point, or one of more than 500 characters"),
  ]);
});

it("lets none go with a key that would keep a build from its updates", () => {
  const { publicKey, privateKey } = makeKeyPair();
  const problemsOf = (...keys: readonly string[]) => {
    write("resources/update-keys.json", JSON.stringify(keys));
    return releaseProblems("v1.2.0", root);
  };
  expect(problemsOf(KEYS.publicKey, publicKey)).toEqual([]);
  for (const key of [privateKey, `${publicKey} `, publicKey.slice(0, -4), ""])
    expect(problemsOf(KEYS.publicKey, key)).toEqual([expect.stringContaining("no key of scripts/make-update-key.mjs")]);
  expect(problemsOf(KEYS.publicKey, publicKey, publicKey)).toEqual([expect.stringContaining("more than 2 keys")]);
});
