import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, it, onTestFinished } from "vitest";
import { isInUse, removeData, type SearchedKeychain } from "../../../../electron/commands/remove-data.ts";
import { updateDownloads } from "../../../../electron/commands/update-downloads.ts";
import { makeTemporaryFolder } from "../../../support/ledger/temporary-ledger.ts";

const ACCOUNT = { kind: "apify", id: "a1", username: "marie", isTokenKept: true, createdAt: "2026-11-23T10:00:00Z" };

let home: string;
let dataFolder: string;
let autostart: string;
let downloads: string;

beforeEach(() => {
  const folder = makeTemporaryFolder();
  onTestFinished(() => folder.remove());
  home = folder.path;
  dataFolder = join(home, "decompte");
  autostart = join(home, "autostart/decompte.desktop");
  downloads = join(home, "decompte-updater");
  for (const path of [dataFolder, downloads, join(home, "autostart")]) mkdirSync(path, { recursive: true });
  writeFileSync(join(dataFolder, "accounts.json"), JSON.stringify({ accounts: [ACCOUNT], currentId: "a1" }));
  writeFileSync(autostart, "[Desktop Entry]");
});

function keychainWith(...accounts: readonly string[]) {
  const entries = new Set(accounts);
  const keychain: SearchedKeychain = {
    findCredentials: async (service) => (service === "decompte" ? [...entries].map((account) => ({ account })) : []),
    deletePassword: async (_, account) => entries.delete(account),
  };
  return { entries, loadKeychain: async () => keychain };
}

const remove = (loadKeychain: () => Promise<SearchedKeychain>, isFolderChosen = false) =>
  removeData({
    dataFolder,
    isFolderChosen,
    variables: { XDG_CONFIG_HOME: home },
    downloads: [downloads],
    loadKeychain,
  });

it("leaves no secret, no folder, no downloaded version and no start at login", async () => {
  const { entries, loadKeychain } = keychainWith("a1", "webhook:a1:b1");
  expect(await remove(loadKeychain)).toEqual({ isKeychainDoubtful: false, isFolderLeft: false });
  expect([...entries]).toEqual([]);
  expect([dataFolder, downloads, autostart].filter(existsSync)).toEqual([]);
});

it("leaves a folder that the person chose, since it may hold more than ours", async () => {
  expect(await remove(keychainWith("a1").loadKeychain, true)).toMatchObject({ isFolderLeft: true });
  expect(existsSync(join(dataFolder, "accounts.json"))).toBe(true);
});

it.each([
  ["does not answer", () => Promise.reject(new Error("no bus"))],
  ["shows nothing of what was kept, as a locked one does", keychainWith().loadKeychain],
])("says that a secret may be left when the keychain %s", async (_, loadKeychain) => {
  expect(await remove(loadKeychain)).toMatchObject({ isKeychainDoubtful: true });
  // The next time nothing tells of a secret any more, and there may well be no keychain.
  expect(await remove(loadKeychain)).toMatchObject({ isKeychainDoubtful: false });
});

it.skipIf(process.platform === "win32")(
  "tells whether the application runs by the process that holds the folder",
  () => {
    const lock = (pid: number) => symlinkSync(`some-host-${pid}`, join(dataFolder, "SingletonLock"));
    expect(isInUse(dataFolder)).toBe(false);
    lock(process.pid);
    expect(isInUse(dataFolder)).toBe(true);
  },
);

it.skipIf(process.platform === "win32")("does not wait for a process that is gone", () => {
  symlinkSync("some-host-4194305", join(dataFolder, "SingletonLock"));
  expect(isInUse(dataFolder)).toBe(false);
});

it.each([
  ["linux", {}, ["/home/marie/.cache/decompte-updater"]],
  ["linux", { XDG_CACHE_HOME: "/cache" }, ["/cache/decompte-updater"]],
  ["win32", { LOCALAPPDATA: "/local" }, ["/local/decompte-updater"]],
  [
    "darwin",
    {},
    ["/home/marie/Library/Caches/decompte-updater", "/home/marie/Library/Caches/fr.decompte.desktop.ShipIt"],
  ],
] as const)("knows where %s keeps downloaded versions with %j", (platform, variables, folders) => {
  const found = updateDownloads({ platform, variables, name: "decompte", home: "/home/marie" });
  expect(found.map((folder) => folder.replaceAll("\\", "/"))).toEqual(folders);
});
