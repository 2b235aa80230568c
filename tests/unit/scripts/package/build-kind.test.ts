import { expect, it } from "vitest";
import { buildKind, readManifest } from "../../../../scripts/package/build-kind.mjs";
import { packagedManifest } from "../../../../scripts/package/stage-app.mjs";

const { version } = readManifest();

it("names a build for tests so that nobody takes it for another", () => {
  expect(buildKind({ isForTests: true })).toEqual({
    mark: "test",
    version,
    packageName: "decompte-test",
    displayName: "Décompte (test)",
  });
});

it.each([
  ["linux", "DECOMPTE_ATTESTED"],
  ["darwin", "CSC_LINK"],
  ["win32", "WIN_CSC_LINK"],
] as const)("calls a build of %s signed when there is what signs it, and unsigned else", (platform, variable) => {
  expect(buildKind({ isForTests: false, platform, env: { [variable]: "secret" } }).mark).toBe("signed");
  expect(buildKind({ isForTests: false, platform, env: { [variable]: "" } }).mark).toBe("unsigned");
});

it("packs the mark and the version that was asked for, and none of the project's scripts and dependencies", () => {
  const manifest = packagedManifest(buildKind({ isForTests: true, version: "9.9.9" }));
  expect(manifest).toMatchObject({ name: "decompte-test", version: "9.9.9", buildMark: "test" });
  expect(Object.keys(manifest)).not.toEqual(expect.arrayContaining([expect.stringMatching(/scripts|dependencies/i)]));
});
