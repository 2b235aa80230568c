import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What a packaged build says of itself (`scripts/package/build-kind.mjs`); `none` of a development checkout. */
export type BuildMark = "none" | (typeof PACKAGED)[number];

const PACKAGED = ["test", "unsigned", "signed"] as const;

/** @param appPath where the application's `package.json` is, which is its own: it is read before zod is loaded */
export function readBuildMark(appPath: string): BuildMark {
  const { buildMark }: { buildMark?: unknown } = JSON.parse(readFileSync(join(appPath, "package.json"), "utf8"));
  return PACKAGED.find((mark) => mark === buildMark) ?? "none";
}
