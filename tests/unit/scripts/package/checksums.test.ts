import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { writeChecksums } from "../../../../scripts/package/checksums.mjs";
import { makeTemporaryFolder } from "../../../support/ledger/temporary-ledger.ts";

const temporaryFolder = () => {
  const folder = makeTemporaryFolder();
  onTestFinished(() => folder.remove());
  return folder.path;
};

it("writes what sha256sum checks, of what a person downloads", async () => {
  const folder = temporaryFolder();
  for (const name of ["decompte.deb", "decompte.AppImage", "latest-linux.yml"]) writeFileSync(join(folder, name), name);
  const lines = await writeChecksums(folder);
  expect(lines.map((line) => line.slice(66))).toEqual(["decompte.AppImage", "decompte.deb"]);
  if (process.platform !== "linux") return;
  const checked = execFileSync("sha256sum", ["--check", "SHA256SUMS"], { cwd: folder, encoding: "utf8" });
  expect(checked).toBe("decompte.AppImage: OK\ndecompte.deb: OK\n");
});

it("finds it wrong that there is nothing to download", async () => {
  await expect(writeChecksums(temporaryFolder())).rejects.toThrow(/holds no package/);
});
