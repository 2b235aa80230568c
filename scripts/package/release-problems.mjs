import { readFileSync } from "node:fs";
import path from "node:path";
import { SetupError } from "../setup/setup-error.mjs";
import { isPublicKey } from "../updates/envelope.mjs";
import { readReleaseNotes } from "../updates/release-notes.mjs";

/** The present one, and the one that is to follow. */
const MOST_KEYS = 2;

/**
 * Why a tag can't be released as it is; nothing when it can.
 *
 * @param {string} tag such as `v1.2.0`
 * @param {string} root the project's folder
 * @returns {readonly string[]}
 */
export function releaseProblems(tag, root) {
  /** @type {(file: string) => string} */
  const read = (file) => readFileSync(path.join(root, file), "utf8");
  /** @type {{ version: string }} */
  const { version } = JSON.parse(read("package.json"));
  /** @type {readonly unknown[]} */
  const keys = JSON.parse(read("resources/update-keys.json"));
  /** @type {readonly (readonly [boolean, string])[]} */
  const checks = [
    [tag === `v${version}`, `The tag is ${tag}, and package.json has version ${version}.`],
    [read("CHANGELOG.md").includes(`\n## [${version}]`), `CHANGELOG.md has no section of version ${version}.`],
    [keys.length > 0, "resources/update-keys.json holds no key."],
    [keys.length <= MOST_KEYS, `resources/update-keys.json holds more than ${MOST_KEYS} keys.`],
    [keys.every(isPublicKey), "resources/update-keys.json holds what is no key of scripts/make-update-key.mjs."],
  ];
  const notesFolder = path.join(root, "docs/release-notes");
  return [
    ...checks.flatMap(([isFine, problem]) => (isFine ? [] : [problem])),
    ...notesProblem(notesFolder, version, "fr"),
    ...notesProblem(notesFolder, version, "en"),
  ];
}

/**
 * @param {Parameters<typeof readReleaseNotes>} notes
 * @returns {readonly string[]}
 */
function notesProblem(...notes) {
  try {
    readReleaseNotes(...notes);
    return [];
  } catch (error) {
    if (error instanceof SetupError) return [error.message];
    throw error;
  }
}
