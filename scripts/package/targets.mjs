import { SetupError } from "../setup/setup-error.mjs";

/** What each system makes, as electron-builder names it; `dir` is the application without a package around it. */
const TARGETS = {
  linux: ["dir", "deb", "rpm", "AppImage"],
  darwin: ["dir", "dmg", "zip"],
  win32: ["dir", "nsis"],
};

/** @typedef {keyof typeof TARGETS} PackagedPlatform */

/** The others need tools that electron-builder downloads. */
const FOR_TESTS = ["dir", "deb"];

/**
 * @param {readonly string[]} lists each of one target or several, with commas between
 * @param {{ isForTests: boolean, platform?: NodeJS.Platform }} build
 * @returns {{ platform: PackagedPlatform, targets: readonly string[] }}
 */
export function packageTargets(lists, { isForTests, platform = process.platform }) {
  if (!isPackaged(platform)) throw new SetupError(`There are no packages for ${platform}.`);
  const possible = TARGETS[platform].filter((target) => !isForTests || FOR_TESTS.includes(target));
  const targets = lists.flatMap((list) => list.split(","));
  const unknown = targets.filter((target) => !possible.includes(target));
  if (unknown.length === 0) return { platform, targets };
  const build = isForTests ? `${platform} with --for-tests` : platform;
  throw new SetupError(`Not made: ${unknown.join(", ")}. On ${build}, --target takes ${possible.join(", ")}.`);
}

/**
 * @param {NodeJS.Platform} platform
 * @returns {platform is PackagedPlatform}
 */
function isPackaged(platform) {
  return platform in TARGETS;
}
