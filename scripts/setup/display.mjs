import { spawn } from "node:child_process";
import { SetupError } from "./setup-error.mjs";

const SCREEN = "1440x1000x24";

/**
 * @typedef {object} VirtualDisplay
 * @property {string} name as in `DISPLAY`
 * @property {() => void} stop
 */

/** @param {NodeJS.ProcessEnv} [env] */
export function hasDisplay(env = process.env) {
  return process.platform !== "linux" || Boolean(env["DISPLAY"]) || Boolean(env["WAYLAND_DISPLAY"]);
}

/**
 * Starts Xvfb on a display number of its own choice, so that several can run side by side.
 *
 * @returns {Promise<VirtualDisplay>}
 */
export function startVirtualDisplay() {
  return new Promise((resolve, reject) => {
    const args = ["-displayfd", "3", "-screen", "0", SCREEN, "-nolisten", "tcp"];
    // A group of its own: Ctrl-C must reach Electron first, not take its screen away.
    const xvfb = spawn("Xvfb", args, { detached: true, stdio: ["ignore", "ignore", "ignore", "pipe"] });
    const stop = () => void xvfb.kill("SIGTERM");
    process.on("exit", stop);

    const numbers = xvfb.stdio[3];
    let text = "";
    numbers?.on("data", (chunk) => {
      text += chunk;
      if (text.includes("\n")) resolve({ name: `:${text.trim()}`, stop });
    });
    xvfb.on("error", (error) =>
      reject(new SetupError(`There is no display, and Xvfb did not start: ${error.message}`)),
    );
    xvfb.on("exit", (code) => {
      process.off("exit", stop);
      reject(new SetupError(`There is no display, and Xvfb ended with code ${code}.`));
    });
  });
}
