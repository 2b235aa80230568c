import { existsSync } from "node:fs";
import { chromium, type Browser, type LaunchOptions } from "playwright";
import { sandboxArguments } from "../../../scripts/setup/sandbox.mjs";

const INSTALLED = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The system's own browser, as a visitor would have it, or as `options` want it. */
export function launchChromium({ args = [], env = {} }: Pick<LaunchOptions, "args" | "env"> = {}): Promise<Browser> {
  const executablePath = INSTALLED.find((path) => existsSync(path));
  const where = executablePath === undefined ? { channel: "chrome" } : { executablePath };
  return chromium.launch({ ...where, args: [...sandboxArguments(), ...args], env: { ...process.env, ...env } });
}
