import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { SetupError } from "../setup/setup-error.mjs";
import { publicKeyOf, sealFeed, unsealFeed } from "./envelope.mjs";
import { readFeeds } from "./feeds.mjs";

/** Longer than a holiday of whoever renews them; no longer than a newer version should be kept from anybody. */
const DAYS_VALID = 90;
const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * Writes the signed feeds of a release beside its channel files; without a release, those that are there, as of now.
 *
 * @param {object} options
 * @param {string} options.folder
 * @param {string} options.key that signs
 * @param {readonly string[]} options.knownKeys which builds take
 * @param {import("./feeds.mjs").ReleaseOptions | null} options.release
 * @param {number} options.nowMs
 * @returns {import("./envelope.mjs").Feed[]}
 */
export function signFeeds({ folder, key, knownKeys, release, nowMs }) {
  const publicKey = publicKeyOf(key);
  if (!knownKeys.includes(publicKey)) {
    throw new SetupError("resources/update-keys.json does not hold this key: no build would take what it signs.");
  }
  const undated = release === null ? readPublished(folder, publicKey) : readFeeds(folder, release);
  const signedAt = new Date(nowMs).toISOString();
  const expiresAt = new Date(nowMs + DAYS_VALID * DAY_MS).toISOString();
  return undated.map((one) => {
    const feed = { ...one, signedAt, expiresAt };
    writeFileSync(path.join(folder, `${feed.name}.json`), sealFeed(feed, key));
    return feed;
  });
}

/**
 * @param {string} folder
 * @param {string} publicKey
 */
function readPublished(folder, publicKey) {
  const names = readdirSync(folder).filter((name) => /^(?:stable|beta)-.+\.json$/u.test(name));
  if (names.length === 0) throw new SetupError(`${folder} holds no feed, such as stable-linux.json.`);
  return names.map((name) => unsealFeed(readFileSync(path.join(folder, name), "utf8"), publicKey));
}
