import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readBuildMark } from "../../../../electron/main/build-mark.ts";
import { makeTemporaryFolder } from "../../../support/ledger/temporary-ledger.ts";

test.each([
  ["a package for tests", { buildMark: "test" }, "test"],
  ["an unsigned package", { buildMark: "unsigned" }, "unsigned"],
  ["a development checkout", {}, "none"],
  ["a manifest that nobody packed", { buildMark: "official" }, "none"],
])("%s", (_, manifest, mark) => {
  const folder = makeTemporaryFolder();
  onTestFinished(() => folder.remove());
  writeFileSync(join(folder.path, "package.json"), JSON.stringify(manifest));
  expect(readBuildMark(folder.path)).toBe(mark);
});
