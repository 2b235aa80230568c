import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { KEYS } from "../updates/sample-feed.ts";

const run = promisify(execFile);

export interface TestPackage {
  readonly target: "deb" | "dir";
  readonly folder: string;
  /** Where it looks for updates, which `sealed` signs. */
  readonly feedUrl: string;
  readonly version?: string;
}

/** Packages the built application with the runtime for tests; answers the file or folder. */
export async function makePackage({ target, folder, feedUrl, version }: TestPackage): Promise<string> {
  const args = ["scripts/package.mjs", "--for-tests", "--target", target, "--output", folder];
  if (version !== undefined) args.push("--version", version);
  const env = { ...process.env, DECOMPTE_FEED_URL: feedUrl, DECOMPTE_TEST_UPDATE_KEY: KEYS.publicKey };
  const { stdout } = await run(process.execPath, args, { env });
  return stdout.trim().split("\n").at(-1) ?? "";
}
