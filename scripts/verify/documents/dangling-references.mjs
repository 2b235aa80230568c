import path from "node:path";
import { referencesIn } from "./references.mjs";

/**
 * @typedef {object} Project
 * @property {ReadonlyMap<string, string>} documents Markdown by its path
 * @property {ReadonlySet<string>} paths every file and folder, from the root, with `/`
 * @property {string} sources the text of everything that is no document
 * @property {string} programs the same without the tests
 * @property {ReadonlySet<string>} npmScripts
 */

/** A folder's or file's path, with or without stars, braces and placeholders in it. */
const PATH = /^(?:\.{1,2}\/)?[\w@.{}*<>,-]+(?:\/[\w@.{}*<>,[\]-]+)*\/?$/u;
const FILE_NAME = /^[\w.-]+\.(?:ts|tsx|mjs|cjs|js|json|md|css|sql|svg|png|ya?ml|html|db)$/u;
const SETTING = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/u;
const API_PATH = /^(?:(?:GET|POST|PUT|PATCH|DELETE) )?(\/api\/[\w/-]*)/u;
const NPM = /\bnpm (?:run (?:-s |--silent )?)?([\w:-]+)/u;
/** What npm does itself. */
const NPM_COMMANDS = new Set(["ci", "install", "audit", "login", "pack", "view", "sbom", "exec", "version"]);
/** Their arguments may be files of ours, from the root, or the beginnings of their names. */
const COMMANDS_WITH_PATHS = new Set(["node", "npx", "npm"]);
const OWN_COMMAND =
  /^(?:npm (?:run )?(?:start|server|decompte|bench|bench:server|pictures|package)(?= |$)|decompte |node scripts\/[\w-]+\.mjs(?= |$))/u;

/**
 * What documents name and the project does not have.
 *
 * @param {Project} project
 * @returns {string[]} a line for each
 */
export function danglingReferences(project) {
  return [...project.documents].flatMap(([file, markdown]) => {
    const { links, codes } = referencesIn(markdown);
    return [
      ...links.filter((link) => !isPlace(link, file, project)).map((link) => `${file}: the link ${link} leads nowhere`),
      ...codes.flatMap((code) => problemsOf(code, file, project).map((problem) => `${file}: ${problem}`)),
    ];
  });
}

/**
 * @param {string} link
 * @param {string} file
 * @param {Project} project
 */
function isPlace(link, file, { documents, paths }) {
  const [target = "", anchor] = link.split("#");
  const place = target === "" ? file : path.posix.join(path.posix.dirname(file), decodeURI(target)).replace(/\/$/u, "");
  if (!paths.has(place)) return false;
  return anchor === undefined || referencesIn(documents.get(place) ?? "").anchors.has(anchor);
}

/**
 * @param {string} code
 * @param {string} file
 * @param {Project} project
 * @returns {string[]}
 */
function problemsOf(code, file, project) {
  const { sources } = project;
  const isSaid = (/** @type {string} */ text) => sources.includes(text);
  if (isMissingPath(code, file, project)) return [`there is no ${code}`];
  const setting = /^([A-Z][A-Z0-9_]+)(?:=.*)?$/u.exec(code)?.[1] ?? "";
  if (SETTING.test(setting) && !isSaid(setting)) return [`nothing reads the setting ${setting}`];
  const route = API_PATH.exec(code)?.[1]?.replace(/\/$/u, "");
  if (route !== undefined && !isSaid(route)) return [`there is no route ${route}`];
  const [program = "", ...words] = code.split(/\s+/u);
  const missing = COMMANDS_WITH_PATHS.has(program) ? words.filter((word) => isMissingArgument(word, project)) : [];
  return missing.length > 0 ? missing.map((word) => `there is no ${word}`) : commandProblems(code, project);
}

/**
 * @param {string} code
 * @param {Project} project
 * @returns {string[]}
 */
function commandProblems(code, { npmScripts, programs }) {
  const script = NPM.exec(code)?.[1];
  if (script !== undefined && !npmScripts.has(script) && !NPM_COMMANDS.has(script))
    return [`there is no npm ${script}`];
  const command = OWN_COMMAND.exec(code)?.[0];
  if (command === undefined) return [];
  const { verbs, options } = wordsAfter(code.slice(command.length));
  // Written as a text of its own, or as the beginning of one: `"user add EMAIL"`.
  const isVerb = verbs === "" || new RegExp(`["\`]${verbs}(?![\\w-])`, "u").test(programs);
  return [
    ...(isVerb ? [] : [`nothing knows "${verbs}" of: ${code}`]),
    ...options.filter((option) => !programs.includes(option)).map((option) => `nothing knows "${option}" of: ${code}`),
  ];
}

/**
 * The options of a command, and the words before the first of them that are no placeholders or values.
 *
 * @param {string} text what follows the command's name
 */
function wordsAfter(text) {
  const words = text.split(/\s+/u).filter((word) => word !== "" && word !== "--");
  const isOption = (/** @type {string} */ word) => /^--\w/u.test(word);
  const end = words.findIndex((word) => !/^[a-z][a-z-]*$/u.test(word));
  return {
    verbs: words.slice(0, end < 0 ? words.length : end).join(" "),
    options: words.filter(isOption).map((option) => option.replace(/=.*$/u, "")),
  };
}

/**
 * @param {string} code
 * @param {string} file
 * @param {Project} project
 */
function isMissingPath(code, file, { paths, sources }) {
  const name = code.replace(/:\d+$/u, "");
  if (!PATH.test(name)) return false;
  // A file's name alone is one of ours, or one that the application makes, whose name is in its code.
  if (FILE_NAME.test(name))
    return !sources.includes(name) && ![...paths].some((own) => path.posix.basename(own) === name);
  const segments = name.replace(/\/$/u, "").split("/");
  if (segments.length < 2) return false;
  const known = segments.slice(0, segments.findIndex((segment) => /[{}*<>[\]]/u.test(segment)) >>> 0);
  const fromHere = path.posix.join(path.posix.dirname(file), ...known);
  const isRelative = /^\.{1,2}\//u.test(name);
  const root = known[0] ?? "";
  if (!isRelative && !(paths.has(root) && segments.length > 1)) return false;
  return !paths.has(isRelative ? fromHere : path.posix.join(...known)) && !paths.has(fromHere);
}

/**
 * @param {string} word
 * @param {Project} project
 */
function isMissingArgument(word, { paths }) {
  const [root = "", ...rest] = word.split("/");
  return rest.length > 0 && paths.has(root) && ![...paths].some((own) => own.startsWith(word));
}
