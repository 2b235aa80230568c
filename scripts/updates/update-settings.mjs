import { readFileSync } from "node:fs";
import path from "node:path";
import { projectFolder } from "../setup/folders.mjs";

/**
 * What a package's manifest says of its updates; `electron/main/updates/update-settings.ts` reads it. Nothing where no feed
 * is named, or no key is known. A package for tests knows the key that its test signs with, and no other.
 *
 * @param {import("../package/build-kind.mjs").BuildMark} mark
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {{ updates?: { feed: string, keys: readonly string[] } }}
 */
export function updateSettings(mark, env = process.env) {
  const feed = env["DECOMPTE_FEED_URL"];
  const testKey = env["DECOMPTE_TEST_UPDATE_KEY"];
  const keys = mark === "test" && testKey ? [testKey] : readUpdateKeys();
  return feed && keys.length > 0 ? { updates: { feed, keys } } : {};
}

/** @returns {readonly string[]} */
export function readUpdateKeys() {
  return JSON.parse(readFileSync(path.join(projectFolder, "resources", "update-keys.json"), "utf8"));
}
