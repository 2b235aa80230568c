import path from "node:path";
import { buildOnce } from "./build.mjs";
import { projectFolder } from "./folders.mjs";

/** What holds native code, and what pg and ws would only use if it were there. */
const NOT_BUNDLED = ["libsql", "pg-native", "bufferutil", "utf-8-validate"];

export const serverEntry = "out/server/main.js";

/** Builds the team server, unless that was done. */
export async function ensureServerBuild() {
  await buildOnce({
    stamp: "out/server/.build-stamp",
    sources: ["server", "shared", "package-lock.json", "package.json", "scripts/setup/server-build.mjs"],
    outputs: [serverEntry],
    build: () => buildServer(path.join(projectFolder, "out", "server")),
  });
}

/**
 * One file of our own code; packages stay in `node_modules`, where those with native parts find them.
 *
 * @param {string} outDir a folder two levels below the project's, from where the server finds its resources
 */
export async function buildServer(outDir) {
  const { build } = await import("vite");
  await build({
    configFile: false,
    root: projectFolder,
    logLevel: "warn",
    ssr: { noExternal: true, external: NOT_BUNDLED },
    build: {
      ssr: "server/main.ts",
      outDir,
      emptyOutDir: true,
      target: "node20",
      rolldownOptions: { output: { format: "es", entryFileNames: "main.js", codeSplitting: false } },
    },
  });
}
