import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { feedName } from "../../../../../electron/main/updates/feed-name.ts";
import { readUpdateSettings } from "../../../../../electron/main/updates/update-settings.ts";
import { updateWay } from "../../../../../electron/main/updates/update-way.ts";
import { KEYS } from "../../../../support/updates/sample-feed.ts";

const folder = realpathSync(mkdtempSync(join(tmpdir(), "decompte-way-")));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const appImage = join(folder, "Decompte.AppImage");
writeFileSync(appImage, "");
const gone = { APPIMAGE: `${appImage}-2` };

test.each([
  ["an installer of Windows", { platform: "win32", variables: {}, isSigned: false }, "installs"],
  ["a signed application of macOS", { platform: "darwin", variables: {}, isSigned: true }, "installs"],
  ["an unsigned one", { platform: "darwin", variables: {}, isSigned: false }, "tells"],
  [
    "an AppImage",
    { platform: "linux", variables: { APPIMAGE: appImage, APPDIR: folder }, isSigned: false },
    "installs",
  ],
  ["one that is gone", { platform: "linux", variables: { ...gone, APPDIR: folder }, isSigned: false }, "tells"],
  ["deb started by an AppImage", { platform: "linux", variables: { APPIMAGE: appImage }, isSigned: true }, "tells"],
  ["deb and rpm", { platform: "linux", variables: {}, isSigned: true }, "tells"],
] as const)("%s: %j %s", (_, surroundings, way) => {
  expect(updateWay({ ...surroundings, program: join(folder, "decompte") })).toBe(way);
});

test.each([
  ["stable", "linux", "x64", "stable-linux"],
  ["beta", "linux", "arm64", "beta-linux-arm64"],
  ["stable", "darwin", "arm64", "stable-mac"],
  ["stable", "win32", "x64", "stable-windows"],
] as const)("the %s channel of %s on %s is called %s", (channel, platform, arch, name) => {
  expect(feedName(channel, platform, arch)).toBe(name);
});

test.each([
  ["signed", "https://decompte.example/feeds", "https://decompte.example/feeds/"],
  ["signed", "http://decompte.example/feeds", null],
  ["signed", "file:///tmp/feeds", null],
  ["signed", "http://127.0.0.1:8080/", null],
  ["unsigned", "http://127.0.0.1:8080/", null],
  ["test", "http://127.0.0.1:8080/", "http://127.0.0.1:8080/"],
  ["test", "http://decompte.example/feeds", null],
])("a %s build that was packaged with the feed %s reads %s", (buildMark, feed, read) => {
  const manifest = { version: "0.1.0", buildMark, updates: { feed, keys: [KEYS.publicKey] } };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  const isSigned = buildMark === "signed";
  expect(readUpdateSettings(folder)).toEqual(read && { feed: read, keys: [KEYS.publicKey], isSigned });
});

test("a build without a feed or a key gets no updates", () => {
  for (const updates of [undefined, { keys: [KEYS.publicKey] }, { feed: "https://decompte.example/", keys: [] }]) {
    writeFileSync(join(folder, "package.json"), JSON.stringify({ version: "0.1.0", updates }));
    expect(readUpdateSettings(folder)).toBeNull();
  }
});
