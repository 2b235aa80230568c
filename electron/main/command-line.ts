import { parseArgs } from "node:util";

export interface CommandLine {
  /** Open the sample data, whatever account is signed in. */
  readonly isSample: boolean;
  /** Started by the system when the person logged in. */
  readonly isAtLogin: boolean;
  /** Started by Décompte itself, in the place of a run that failed. */
  readonly isAfterFailure: boolean;
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

/** An address of our own, which a browser or another program has the system open: it shows the window, and that is all. */
const OWN_ADDRESS = /^decompte:/i;

const ANSWERED_WITHOUT_WINDOW = new Set(["--help", "-h", "--version"]);

/**
 * The words of a command, such as `summary --json`; null where a window is asked for.
 *
 * @param args what follows the executable
 * @param isFolderNamed whether the application's folder comes first, as it does in development
 */
export function commandIn(args: readonly string[], isFolderNamed: boolean): readonly string[] | null {
  const own = isFolderNamed ? args.slice(args.findIndex((word) => !word.startsWith("-")) + 1) : args;
  const first = own.findIndex((word) => !isOfRuntime(word));
  const [name] = first === -1 ? [] : own.slice(first);
  if (name === undefined || OWN_ADDRESS.test(name)) return null;
  return name.startsWith("-") && !ANSWERED_WITHOUT_WINDOW.has(name) ? null : own.slice(first);
}

function isOfRuntime(word: string): boolean {
  const [, name] = /^--?([^=]+)/.exec(word) ?? [];
  return name !== undefined && (!word.startsWith("--") ? word !== "-h" : RUNTIME_SWITCH.test(name));
}

/** Reads the application's own options; the runtime's switches stand beside them and are passed over. */
export function parseCommandLine(args: readonly string[]): CommandLine | CommandLineProblem {
  const { tokens } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: {
      sample: { type: "boolean" },
      "at-login": { type: "boolean" },
      "after-failure": { type: "boolean" },
      screenshot: { type: "string" },
    },
  });
  let isSample = false;
  let isAtLogin = false;
  let isAfterFailure = false;
  let screenshotFile: string | null = null;
  for (const token of tokens) {
    if (token.kind !== "option" || !token.rawName.startsWith("--")) continue;
    if (token.name === "sample") isSample = true;
    else if (token.name === "at-login") isAtLogin = true;
    else if (token.name === "after-failure") isAfterFailure = true;
    else if (token.name === "screenshot") {
      const isFile = token.inlineValue === true ? token.value !== "" : token.value?.startsWith("-") === false;
      if (!isFile) return { problem: `--screenshot needs a file. ${USAGE}` };
      screenshotFile = token.value ?? null;
    } else if (!RUNTIME_SWITCH.test(token.name)) return { problem: `${token.rawName} is unknown. ${USAGE}` };
  }
  return { isSample, isAtLogin, isAfterFailure, screenshotFile };
}
