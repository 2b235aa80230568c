import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ensureBuild } from "./setup/build.mjs";
import { hasDisplay, startVirtualDisplay } from "./setup/display.mjs";
import { resolveElectron } from "./setup/electron-runtime.mjs";
import { projectFolder } from "./setup/folders.mjs";
import { ensurePackages } from "./setup/packages.mjs";
import { runToExit } from "./setup/setup-error.mjs";
import { requireSupportedNode } from "./setup/supported-node.mjs";

/**
 * What is in `scripts/setup` finds the project by where it lies itself.
 *
 * @type {import("vite").Plugin}
 */
const setupAsItIs = {
  name: "setup-as-it-is",
  enforce: "pre",
  resolveId(source, importer) {
    if (importer === undefined || !source.includes("/scripts/setup/")) return undefined;
    return { id: pathToFileURL(path.resolve(path.dirname(importer), source)).href, external: true };
  },
};

// Bundles the benches, which are TypeScript, and runs them in one process. `npm run bench -- queries` runs a part.
await runToExit(async () => {
  requireSupportedNode();
  await ensurePackages();
  await ensureBuild();

  const outDir = path.join(projectFolder, "out", "bench");
  await bundle(outDir, {
    bench: "tests/bench/bench.ts",
    "apify-stand-in": "tests/support/apify/child.ts",
  });
  for (const name of ["import-app", "endurance-app"]) {
    await bundle(path.join(outDir, name), { main: `tests/bench/${name}.ts` }, "cjs");
    writeFileSync(
      path.join(outDir, name, "package.json"),
      JSON.stringify({ name: `bench-${name}`, version: "1.0.0", main: "main.cjs" }),
    );
  }

  const electron = await resolveElectron();
  const display = hasDisplay() ? undefined : await startVirtualDisplay();
  try {
    const { status } = spawnSync(process.execPath, [path.join(outDir, "bench.js"), ...process.argv.slice(2)], {
      cwd: projectFolder,
      stdio: "inherit",
      env: {
        ...process.env,
        BENCH_ELECTRON: JSON.stringify(electron),
        ...(display && { DISPLAY: display.name }),
      },
    });
    return status ?? 1;
  } finally {
    display?.stop();
  }
});

/**
 * @param {string} outDir
 * @param {Record<string, string>} input names and their TypeScript entries
 * @param {"es" | "cjs"} [format] an Electron's main is CommonJS, so that it runs before Electron is ready
 */
async function bundle(outDir, input, format = "es") {
  const { build } = await import("vite");
  const entryFileNames = format === "cjs" ? "[name].cjs" : "[name].js";
  await build({
    configFile: false,
    logLevel: "warn",
    plugins: [setupAsItIs],
    ssr: format === "cjs" ? { noExternal: true, external: ["electron", "libsql"] } : {},
    build: {
      outDir,
      target: "node20",
      ssr: true,
      emptyOutDir: false,
      rolldownOptions: { input, external: ["electron"], output: { format, entryFileNames } },
    },
  });
}
