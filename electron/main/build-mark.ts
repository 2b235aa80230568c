import { readFileSync } from "node:fs";
import { join } from "node:path";
import { BUILD_MARKS, type BuildMark } from "../../shared/ipc/about.ts";

/** @param appPath where the application's `package.json` is, which is its own: it is read before zod is loaded */
export function readBuildMark(appPath: string): BuildMark {
  const { buildMark }: { buildMark?: unknown } = JSON.parse(readFileSync(join(appPath, "package.json"), "utf8"));
  return BUILD_MARKS.find((mark) => mark === buildMark) ?? "none";
}
