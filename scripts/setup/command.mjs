import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { projectFolder } from "./folders.mjs";

/**
 * @typedef {object} CommandOutcome
 * @property {number} code 127 when the program does not exist, 128 and up when a signal ended it
 * @property {string} output what it wrote, when it was captured
 */

/**
 * Runs a program to its end. Its output is shown, or captured with `quiet`.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean }} [options]
 * @returns {Promise<CommandOutcome>}
 */
export function runCommand(program, args, { cwd, env, quiet = false } = {}) {
  return new Promise((resolve) => {
    const output = quiet ? "pipe" : "inherit";
    const child = spawn(program, args, { cwd, env, stdio: ["ignore", output, output] });
    /** @type {Buffer[]} */
    const chunks = [];
    child.stdout?.on("data", (chunk) => chunks.push(chunk));
    child.stderr?.on("data", (chunk) => chunks.push(chunk));
    child.on("error", (error) => resolve({ code: 127, output: error.message }));
    child.on("close", (code) => resolve({ code: code ?? 128, output: Buffer.concat(chunks).toString() }));
  });
}

/**
 * Runs npm: the very one that runs this script when there is one, since `npm` in PATH may be another.
 *
 * @param {readonly string[]} args
 * @param {Parameters<typeof runCommand>[2]} [options]
 */
export function runNpm(args, options) {
  const cli = process.env["npm_execpath"];
  if (cli && path.basename(cli) === "npm-cli.js") return runCommand(process.execPath, [cli, ...args], options);
  return process.platform === "win32"
    ? runCommand("cmd.exe", ["/d", "/s", "/c", "npm", ...args], options)
    : runCommand("npm", args, options);
}

/**
 * Runs the command of an installed package, from the project's folder.
 *
 * @param {string} packageName
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, quiet?: boolean, command?: string }} [options] `command` where it is not named
 *   like its package
 */
export function runTool(packageName, args, { command, ...options } = {}) {
  const file = toolPath(packageName, command);
  return runCommand(process.execPath, [file, ...args], { ...options, cwd: projectFolder });
}

/**
 * @param {string} packageName
 * @param {string} [command]
 */
export function toolPath(packageName, command = packageName) {
  const folder = path.join(projectFolder, "node_modules", packageName);
  /** @type {{ bin: string | Record<string, string> }} */
  const { bin } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  const file = typeof bin === "string" ? bin : bin[command];
  if (!file) throw new Error(`The package ${packageName} has no command ${command}`);
  return path.join(folder, file);
}
