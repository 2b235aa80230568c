import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

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
  const notes = ["fr", "en"].map((language) => `docs/release-notes/${version}.${language}.md`);
  const checks = [
    [tag === `v${version}`, `The tag is ${tag}, and package.json has version ${version}.`],
    [read("CHANGELOG.md").includes(`\n## [${version}]`), `CHANGELOG.md has no section of version ${version}.`],
    ...notes.map((file) => [existsSync(path.join(root, file)), `${file} is missing: it tells what is new.`]),
    [JSON.parse(read("resources/update-keys.json")).length > 0, "resources/update-keys.json holds no key."],
  ];
  return checks.flatMap(([isFine, problem]) => (isFine ? [] : [String(problem)]));
}
