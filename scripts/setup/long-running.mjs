import { spawn } from "node:child_process";
import os from "node:os";

const FORWARDED = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

/**
 * Runs a program that shares this terminal until it ends, passing on the signals that are meant for it.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<number>} its exit code, 127 when it can't be run, 128 and the number of the signal that ended it
 */
export function runInForeground(program, args, options) {
  return new Promise((resolve) => {
    // A group of its own: else Ctrl-C reaches the program twice, from the terminal and from here, and the second one kills.
    const child = spawn(program, args, { ...options, stdio: "inherit", detached: process.platform !== "win32" });
    /** @param {NodeJS.Signals} signal */
    const forward = (signal) => void child.kill(signal);
    for (const signal of FORWARDED) process.on(signal, forward);
    /** @param {number} code */
    const finish = (code) => {
      for (const signal of FORWARDED) process.off(signal, forward);
      resolve(code);
    };
    child.on("error", () => finish(127));
    child.on("close", (code, signal) => finish(code ?? 128 + (signal ? os.constants.signals[signal] : 0)));
  });
}
