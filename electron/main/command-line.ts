import { parseArgs } from "node:util";

export interface CommandLine {
  /** Open the sample data, whatever account is signed in. */
  readonly isSample: boolean;
  /** Write the window's picture to this file once the figures are painted, then quit. */
  readonly screenshotFile: string | null;
}

/** Why the application can't start with what was typed. */
export interface CommandLineProblem {
  readonly problem: string;
}

const USAGE = "Décompte takes --sample and --screenshot FILE.";

/** Chromium and Node.js know hundreds of switches and take them from the same line; these are the families of them. */
const RUNTIME_SWITCH =
  /^(?:(?:allow|auth|disable|disk|enable|expose|force|gpu|gtk|host|ignore|inspect|js|log|max|net|no|ozone|password|proxy|remote|renderer|trace|use|user|v8|wm)-.+|inspect|headless|lang|in-process-gpu|high-dpi-support|single-process|require|test-type|type|v|vmodule|class|original-process-start-time)$/;

/** Reads the application's own options; the runtime's switches stand beside them and are passed over. */
export function parseCommandLine(args: readonly string[]): CommandLine | CommandLineProblem {
  const { tokens } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: { sample: { type: "boolean" }, screenshot: { type: "string" } },
  });
  let isSample = false;
  let screenshotFile: string | null = null;
  for (const token of tokens) {
    if (token.kind !== "option" || !token.rawName.startsWith("--")) continue;
    if (token.name === "sample") isSample = true;
    else if (token.name === "screenshot") {
      const isFile = token.inlineValue === true ? token.value !== "" : token.value?.startsWith("-") === false;
      if (!isFile) return { problem: `--screenshot needs a file. ${USAGE}` };
      screenshotFile = token.value ?? null;
    } else if (!RUNTIME_SWITCH.test(token.name)) return { problem: `${token.rawName} is unknown. ${USAGE}` };
  }
  return { isSample, screenshotFile };
}
