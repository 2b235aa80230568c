import path from "node:path";
import { spawnSync } from "node:child_process";
import { ensureBuild } from "./setup/build.mjs";
import { hasDisplay, startVirtualDisplay } from "./setup/display.mjs";
import { resolveElectron } from "./setup/electron-runtime.mjs";
import { projectFolder } from "./setup/folders.mjs";
import { ensurePackages } from "./setup/packages.mjs";
import { runToExit } from "./setup/setup-error.mjs";
import { requireSupportedNode } from "./setup/supported-node.mjs";

// Bundles the benches, which are TypeScript, and runs them in one process. `npm run bench -- queries` runs a part.
await runToExit(async () => {
  requireSupportedNode();
  await ensurePackages();
  await ensureBuild();

  const outDir = path.join(projectFolder, "out", "bench");
  const bench = path.join(projectFolder, "tests", "bench", "bench.ts");
  const { build } = await import("vite");
  await build({
    configFile: false,
    logLevel: "warn",
    build: {
      outDir,
      target: "node20",
      ssr: true,
      rolldownOptions: {
        input: { bench, "apify-stand-in": path.join(projectFolder, "tests", "support", "apify", "child.ts") },
      },
    },
  });

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
