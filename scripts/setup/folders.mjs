import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const projectFolder = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Where what is fetched for this user, whatever the checkout, is kept.
 *
 * @param {NodeJS.ProcessEnv} [env]
 */
export function cacheFolder(env = process.env) {
  const root = env["XDG_CACHE_HOME"];
  return path.join(root && path.isAbsolute(root) ? root : path.join(os.homedir(), ".cache"), "decompte");
}
