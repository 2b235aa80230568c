import { createRequire } from "node:module";

/**
 * dependency-cruiser 17, the last that runs on Node 20, has swc parse `.tsx` as if it were `.ts`, and stops at the first
 * JSX element (its issue 1081, mended in a later major version). Call this before dependency-cruiser is loaded.
 */
export function teachSwcJsx() {
  /** @type {{ parseFileSync: (file: string, options: object) => unknown }} */
  const swc = createRequire(import.meta.url)("@swc/core");
  const parseFileSync = swc.parseFileSync.bind(swc);
  swc.parseFileSync = (file, options) => parseFileSync(file, { ...options, tsx: file.endsWith(".tsx") });
}
