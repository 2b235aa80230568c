import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { appImageFile } from "../../../../../electron/main/launch/app-image.ts";
import { makeTemporaryFolder } from "../../../../support/ledger/temporary-ledger.ts";

const FILE = "/home/marie/Decompte.AppImage";

function mount(): string {
  const folder = makeTemporaryFolder();
  onTestFinished(() => folder.remove());
  mkdirSync(join(folder.path, "mount"));
  symlinkSync("mount", join(folder.path, "link"));
  return folder.path;
}

it("is the file whose content the program is of", () => {
  const folder = mount();
  const program = join(folder, "mount/decompte");
  expect(appImageFile({ APPIMAGE: FILE, APPDIR: join(folder, "mount") }, program)).toBe(FILE);
  expect(appImageFile({ APPIMAGE: FILE, APPDIR: join(folder, "link") }, program)).toBe(FILE);
});

it("is none for an installed program that another AppImage has started, such as a terminal or an editor", () => {
  const folder = mount();
  const variables = { APPIMAGE: "/home/marie/Editor.AppImage", APPDIR: join(folder, "mount") };
  expect(appImageFile(variables, "/opt/decompte/decompte")).toBeNull();
  expect(appImageFile(variables, join(folder, "mount-2/decompte"))).toBeNull();
  expect(appImageFile({ ...variables, APPDIR: join(folder, "gone") }, join(folder, "gone/decompte"))).toBeNull();
});

it("is none where nothing tells of one", () => {
  expect(appImageFile({}, "/opt/decompte/decompte")).toBeNull();
  expect(appImageFile({ APPIMAGE: FILE }, "/opt/decompte/decompte")).toBeNull();
});
