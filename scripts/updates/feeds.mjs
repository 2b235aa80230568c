import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { prerelease } from "semver";
import { parse } from "yaml";
import { SetupError } from "../setup/setup-error.mjs";
import { readReleaseNotes } from "./release-notes.mjs";

/** @typedef {import("./envelope.mjs").Feed} Feed */
/** @typedef {Omit<Feed, "signedAt" | "expiresAt">} UndatedFeed */

/** electron-builder's channel files: `latest.yml` (Windows), `latest-mac.yml`, `latest-linux-arm64.yml`. */
const CHANNEL_FILE = /^latest(-mac|-linux(?:-[a-z0-9]+)?)?\.yml$/u;

/**
 * @typedef {object} ReleaseOptions
 * @property {string} page where a person finds the packages
 * @property {number} rolloutPercent to how many of a hundred computers it is offered without being asked for
 * @property {string} [filesAt] the folder of the packages, where they do not lie beside the feeds; ends with `/`
 * @property {string} notesFolder holds `VERSION.fr.md` and `VERSION.en.md`
 */

/**
 * The feeds that electron-builder's channel files in a folder stand for. A stable release is one of the beta channel too.
 *
 * @param {string} folder
 * @param {ReleaseOptions} options
 * @returns {UndatedFeed[]}
 */
export function readFeeds(folder, { page, rolloutPercent, filesAt = "", notesFolder }) {
  if (!URL.canParse(page) || new URL(page).protocol !== "https:")
    throw new SetupError(`The page of the packages has to be an address of https, which ${page} is not.`);
  const feeds = readdirSync(folder).flatMap((fileName) => {
    const found = CHANNEL_FILE.exec(fileName);
    if (found === null) return [];
    /** @type {{ version: string, releaseDate: string, files: { url: string, sha512: string, size: number, blockMapSize?: number }[] }} */
    const { version, releaseDate, files } = parse(readFileSync(path.join(folder, fileName), "utf8"));
    const feed = {
      version,
      releasedAt: new Date(releaseDate).toISOString(),
      notes: { fr: readReleaseNotes(notesFolder, version, "fr"), en: readReleaseNotes(notesFolder, version, "en") },
      page,
      rolloutPercent,
      files: files.map(({ url, sha512, size, blockMapSize }) => ({
        url: filesAt + url,
        sha512,
        size,
        ...(blockMapSize !== undefined && { blockMapSize }),
      })),
    };
    const channels = prerelease(version) === null ? ["stable", "beta"] : ["beta"];
    return channels.map((channel) => ({ name: `${channel}${found[1] ?? "-windows"}`, ...feed }));
  });
  if (feeds.length === 0)
    throw new SetupError(`${folder} holds no channel file of electron-builder, such as latest.yml.`);
  return feeds;
}
