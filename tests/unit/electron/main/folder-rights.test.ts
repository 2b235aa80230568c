import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { closeToOthers, folderRights } from "../../../../electron/main/folder-rights.ts";
import { makeTemporaryFolder, type TemporaryFolder } from "../../../support/ledger/temporary-ledger.ts";

let temporary: TemporaryFolder;
let folder: string;

beforeEach(() => {
  temporary = makeTemporaryFolder();
  folder = join(temporary.path, "data");
  mkdirSync(folder);
});
afterEach(() => temporary.remove());

describe.skipIf(process.platform === "win32")("where folders have modes", () => {
  test.each([0o755, 0o770, 0o701])("a folder that others may enter or read (%o) is closed to them", (mode) => {
    chmodSync(folder, mode);
    expect(folderRights(folder, { home: temporary.path })).toBe("others");
    closeToOthers(folder);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(folderRights(folder, { home: temporary.path })).toBe("owner");
  });

  test("one that is closed stays as it is, stricter ones too", () => {
    chmodSync(folder, 0o500);
    closeToOthers(folder);
    expect(statSync(folder).mode & 0o777).toBe(0o500);
    chmodSync(folder, 0o700);
  });
});

test.each([
  ["home/AppData/Roaming/decompte", "as the profile"],
  ["home", "as its place"],
  ["home-of-another/decompte", "as its place"],
  ["elsewhere", "as its place"],
])("on Windows, %s has rights %s", (name, rights) => {
  const home = join(temporary.path, "home");
  expect(folderRights(join(temporary.path, name), { home, platform: "win32" })).toBe(rights);
});

/** Everyone, the computer's users, whoever has signed in, and guests, as Windows writes lists of rights. */
const OTHERS_ON_WINDOWS = /;;;(?:WD|BU|AU|BG|AN|IU)\)/;

// Elsewhere nobody can ask it, and a test that is skipped counts as failed.
if (process.platform === "win32") {
  test("Windows lets nobody else into a new folder of the profile", () => {
    const inProfile = mkdtempSync(join(process.env["APPDATA"] ?? homedir(), "decompte-test-"));
    try {
      const command = `(Get-Acl -LiteralPath '${inProfile}').Sddl`;
      const sddl = execFileSync("powershell.exe", ["-NoProfile", "-Command", command], { encoding: "utf8" });
      expect(sddl).toMatch(/D:.*\(A;/);
      expect(sddl).not.toMatch(OTHERS_ON_WINDOWS);
    } finally {
      rmSync(inProfile, { recursive: true });
    }
  });
}
