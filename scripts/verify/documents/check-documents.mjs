import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { projectFolder } from "../../setup/folders.mjs";
import { danglingReferences } from "./dangling-references.mjs";

/** What is neither read by a person nor names anything: locks, pictures, and what tests accept. */
const NO_SOURCE = /(?:^|\/)package-lock\.json$|\.(?:png|ico|icns|snap)$/u;

/** What a test types to be refused is no command. */
const IS_TEST = /\.test\.tsx?$/u;

/**
 * Checks that every path, command and setting that a document names is there.
 *
 * @returns {string[]} a line for each that is not
 */
export function checkDocuments() {
  const files = listFiles();
  const documents = files.filter((file) => file.endsWith(".md"));
  if (documents.length === 0) return ["No document was found"];
  const sources = files.filter((file) => !file.endsWith(".md") && !NO_SOURCE.test(file));
  return danglingReferences({
    documents: new Map(documents.map((file) => [file, read(file)])),
    paths: new Set(files.flatMap(withFolders)),
    sources: textOf(sources),
    programs: textOf(sources.filter((file) => !IS_TEST.test(file))),
    npmScripts: new Set(Object.keys(JSON.parse(read("package.json")).scripts)),
  });
}

/** @param {readonly string[]} files */
const textOf = (files) => files.map(read).join("\n");

/** What is committed, or would be: what a build or a test leaves is no part of the project. */
function listFiles() {
  const options = { cwd: projectFolder, encoding: /** @type {const} */ ("utf8"), maxBuffer: 64 * 1024 * 1024 };
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], options);
  return listed.split("\0").filter((file) => file !== "");
}

/** @param {string} file */
function read(file) {
  return readFileSync(path.join(projectFolder, file), "utf8");
}

/** @param {string} file */
function withFolders(file) {
  const segments = file.split("/");
  return segments.map((_, index) => segments.slice(0, index + 1).join("/"));
}
