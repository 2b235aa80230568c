import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { replaceWhole } from "../../../../../electron/main/updates/replace-whole.ts";
import { makeTemporaryFolder } from "../../../../support/ledger/temporary-ledger.ts";

/** In memory, on Linux: another disk than the one for temporary files, as a rule. */
const OTHER_DISK = "/dev/shm";

function makeProgram(): string {
  const folder = makeTemporaryFolder();
  onTestFinished(() => folder.remove());
  const program = join(folder.path, "Decompte.AppImage");
  writeFileSync(program, "old");
  return program;
}

const beside = (file: string) => readdirSync(join(file, ".."));

it("puts the new program in the old one's place, under its name", () => {
  const program = makeProgram();
  writeFileSync(`${program}.downloaded`, "new");
  replaceWhole(`${program}.downloaded`, program);
  expect([readFileSync(program, "utf8"), beside(program)]).toEqual(["new", ["Decompte.AppImage"]]);
});

it("leaves the old one where there is no new one", () => {
  const program = makeProgram();
  expect(() => replaceWhole(`${program}.gone`, program)).toThrow("ENOENT");
  expect([readFileSync(program, "utf8"), beside(program)]).toEqual(["old", ["Decompte.AppImage"]]);
});

it.runIf(existsSync(OTHER_DISK))("puts it there from another disk as well, ready to be started", () => {
  const program = makeProgram();
  const folder = mkdtempSync(join(OTHER_DISK, "decompte-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "downloaded"), "new");
  replaceWhole(join(folder, "downloaded"), program);
  expect([readFileSync(program, "utf8"), beside(program)]).toEqual(["new", ["Decompte.AppImage"]]);
  expect(statSync(program).mode & 0o777).toBe(0o755);
  expect(readdirSync(folder)).toEqual([]);
});
