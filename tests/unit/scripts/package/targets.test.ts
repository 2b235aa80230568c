import { expect, it } from "vitest";
import { packageTargets } from "../../../../scripts/package/targets.mjs";

it("takes one target or several", () => {
  const build = { isForTests: false, platform: "linux" } as const;
  expect(packageTargets(["deb,AppImage", "rpm"], build)).toEqual({
    platform: "linux",
    targets: ["deb", "AppImage", "rpm"],
  });
});

it.each([
  ["dmg", "linux", false, "Not made: dmg. On linux, --target takes dir, deb, rpm, AppImage."],
  ["deb", "win32", false, "Not made: deb. On win32, --target takes dir, nsis."],
  ["deb,rpm", "linux", true, "Not made: rpm. On linux with --for-tests, --target takes dir, deb."],
  ["dir", "freebsd", false, "There are no packages for freebsd."],
] as const)("says of %s on %s what is made there", (list, platform, isForTests, message) => {
  expect(() => packageTargets([list], { isForTests, platform })).toThrow(message);
});
