import { parseArgs } from "node:util";

export interface CommandLine {
  /** Open the sample data, whatever account is signed in. */
  readonly isSample: boolean;
  /** Write the window's picture to this file once the figures are painted, then quit. */
  readonly screenshotFile: string | null;
}

/** Reads the application's own switches; those of Chromium stand beside them and are passed over. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const { values } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    options: { sample: { type: "boolean" }, screenshot: { type: "string" } },
  });
  return {
    isSample: values["sample"] === true,
    screenshotFile: typeof values["screenshot"] === "string" ? values["screenshot"] : null,
  };
}
