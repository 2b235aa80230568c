import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { writeFileWhole } from "../../../../electron/main/file-written-whole.ts";
import { makeTemporaryFolder } from "../../../support/ledger/temporary-ledger.ts";

let folder: string;
let file: string;

beforeEach(() => {
  const temporary = makeTemporaryFolder();
  onTestFinished(() => temporary.remove());
  folder = temporary.path;
  file = join(folder, "runs.csv");
});

async function* parts(...texts: readonly (string | Error)[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) {
    if (text instanceof Error) throw text;
    yield Buffer.from(text);
  }
}

test("a file is written whole, for its owner alone, in the former one's place", async () => {
  writeFileSync(file, "former", { mode: 0o644 });
  await writeFileWhole(file, parts("one\n", "two\n"));
  expect(readFileSync(file, "utf8")).toBe("one\ntwo\n");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(["runs.csv"]);
});

test("what fails half-way leaves the former file and nothing else", async () => {
  writeFileSync(file, "former");
  await expect(writeFileWhole(file, parts("one\n", new Error("cut off")))).rejects.toThrow("cut off");
  expect(readFileSync(file, "utf8")).toBe("former");
  expect(readdirSync(folder)).toEqual(["runs.csv"]);
});

test("a link's own file is written, and the link stays", async () => {
  const target = join(folder, "target.csv");
  writeFileSync(target, "former");
  symlinkSync(target, file);
  await writeFileWhole(file, parts("new"));
  expect(readFileSync(target, "utf8")).toBe("new");
});

test("a folder, a device and a folder that is not there are refused", async () => {
  mkdirSync(file);
  const missing = join(folder, "none", "runs.csv");
  await expect(writeFileWhole(file, parts("new"))).rejects.toMatchObject({ code: "EEXIST" });
  await expect(writeFileWhole("/dev/null", parts("new"))).rejects.toMatchObject({ code: "EEXIST" });
  await expect(writeFileWhole(missing, parts("new"))).rejects.toMatchObject({ code: "ENOENT" });
});
