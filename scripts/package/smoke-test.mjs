import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { PNG } from "pngjs";
import { runCommand } from "../setup/command.mjs";
import { sandboxArguments } from "../setup/sandbox.mjs";
import { SetupError } from "../setup/setup-error.mjs";
import { readManifest } from "./build-kind.mjs";
import { FUSES, readFuses, wrongFuses } from "./fuses.mjs";

/** An empty window has a dozen: text, a curve and its gradient have hundreds. */
const FEWEST_COLOURS = 100;

/**
 * Reads a packaged program's fuses, asks it its version, and has it take a picture of the sample's figures.
 *
 * @param {string} program
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<readonly string[]>} what was found, a line each
 */
export async function smokeTest(program, env) {
  const fuses = await readFuses(program);
  const wrong = wrongFuses(fuses, FUSES);
  if (wrong.length > 0) throw new SetupError(`Fuses that are not as decided: ${wrong.join(", ")}.`);

  const folder = mkdtempSync(path.join(os.tmpdir(), "decompte-smoke-"));
  /** @type {(...args: readonly string[]) => Promise<string>} */
  const run = async (...args) => {
    const { code, output } = await runCommand(program, [...sandboxArguments(), ...args], {
      env: { ...env, DECOMPTE_DATA_DIR: path.join(folder, "data") },
      quiet: true,
    });
    if (code !== 0) throw new SetupError(`${output.trim()}\n${args.join(" ")} ended with code ${code}.`);
    return output;
  };
  try {
    const version = `decompte ${readManifest().version}`;
    if (!(await run("--version")).includes(version)) throw new SetupError(`It does not say that it is ${version}.`);
    const file = path.join(folder, "window.png");
    await run("--sample", "--screenshot", file);
    const { width, height, data } = PNG.sync.read(readFileSync(file));
    const colours = new Set(new Uint32Array(data.buffer, data.byteOffset, width * height)).size;
    if (colours < FEWEST_COLOURS) throw new SetupError(`Its window shows nothing: ${colours} colours.`);
    return [`${fuses.size} fuses as decided`, version, `a window of ${width} × ${height} with figures`];
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  }
}
