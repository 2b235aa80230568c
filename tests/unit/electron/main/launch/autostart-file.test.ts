import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createAutostartFile } from "../../../../../electron/main/launch/autostart-file.ts";
import { makeTemporaryFolder, type TemporaryFolder } from "../../../../support/ledger/temporary-ledger.ts";

let folder: TemporaryFolder;

beforeEach(() => {
  folder = makeTemporaryFolder();
});
afterEach(() => folder.remove());

test("lies where the system looks, and is its owner's alone", () => {
  const file = createAutostartFile({ XDG_CONFIG_HOME: folder.path });
  expect(file.isOn()).toBe(false);
  file.write("[Desktop Entry]\n");
  const path = join(folder.path, "autostart", "decompte.desktop");
  expect(readFileSync(path, "utf8")).toBe("[Desktop Entry]\n");
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(file.isOn()).toBe(true);
  file.remove();
  file.remove();
  expect([existsSync(path), file.isOn()]).toEqual([false, false]);
});

test.each([undefined, "", "relative/folder"])("lies in .config where XDG_CONFIG_HOME is %j", (configured) => {
  const file = createAutostartFile({ XDG_CONFIG_HOME: configured }, folder.path);
  file.write("");
  expect(existsSync(join(folder.path, ".config", "autostart", "decompte.desktop"))).toBe(true);
});

test("switched off by another program, it counts as off", () => {
  mkdirSync(join(folder.path, "autostart"));
  writeFileSync(join(folder.path, "autostart", "decompte.desktop"), "[Desktop Entry]\nHidden=true\n");
  expect(createAutostartFile({ XDG_CONFIG_HOME: folder.path }).isOn()).toBe(false);
});
