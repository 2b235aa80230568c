import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { SetupError } from "../setup/setup-error.mjs";

/** More than this no build takes: `electron/main/updates/signed-feed.ts`. */
const MOST_POINTS = 50;
const LONGEST_POINT = 500;

/**
 * What is new in a version, a line for each point, as the window shows it.
 *
 * @param {string} folder
 * @param {string} version
 * @param {"fr" | "en"} language
 */
export function readReleaseNotes(folder, version, language) {
  const file = path.join(folder, `${version}.${language}.md`);
  if (!existsSync(file)) throw new SetupError(`${file} is missing: it tells what is new in version ${version}.`);
  const points = readFileSync(file, "utf8")
    .split(/^- /mu)
    .slice(1)
    .map((point) => point.replaceAll(/\s*\n\s*/gu, " ").trim());
  if (points.length === 0) throw new SetupError(`${file} holds no line that begins with "- ".`);
  if (points.length > MOST_POINTS) throw new SetupError(`${file} has more than ${MOST_POINTS} points.`);
  if (points.some((point) => point === "" || point.length > LONGEST_POINT))
    throw new SetupError(`${file} has an empty point, or one of more than ${LONGEST_POINT} characters.`);
  return points;
}
