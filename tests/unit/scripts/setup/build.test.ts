import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { hashSources } from "../../../../scripts/setup/build.mjs";

let root = "";

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), "decompte-test-"));
  mkdirSync(path.join(root, "shared/domain"), { recursive: true });
  write("shared/domain/money.ts", "1");
  write("package.json", "{}");
});

afterEach(() => rmSync(root, { recursive: true }));

const write = (name: string, content: string) => writeFileSync(path.join(root, name), content);
const hash = () => hashSources(root, ["shared", "package.json", "not-there.ts"]);

test("the same sources have the same digest, also when they are written again", () => {
  const before = hash();
  write("shared/domain/money.ts", "1");
  expect(hash()).toBe(before);
});

test("a file outside the sources changes nothing", () => {
  const before = hash();
  write("README.md", "more");
  expect(hash()).toBe(before);
});

test.each([
  ["changed content", () => write("shared/domain/money.ts", "2")],
  ["another file", () => write("shared/domain/day.ts", "")],
  ["a removed file", () => rmSync(path.join(root, "shared/domain/money.ts"))],
  ["a renamed file", () => renameSync(path.join(root, "shared/domain"), path.join(root, "shared/rules"))],
  ["changed settings", () => write("package.json", '{"main":"x"}')],
])("%s makes another digest", (_, change) => {
  const before = hash();
  change();
  expect(hash()).not.toBe(before);
});
