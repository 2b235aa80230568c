import { spawnSync } from "node:child_process";
import path from "node:path";
import { projectFolder } from "./setup/folders.mjs";
import { ensurePackages } from "./setup/packages.mjs";
import { ensureServerBuild } from "./setup/server-build.mjs";
import { runToExit } from "./setup/setup-error.mjs";
import { requireSupportedNode } from "./setup/supported-node.mjs";

// The team server's bench, on a Postgres of its own. `npm run bench:server -- --rows 200000` tries it small.
await runToExit(async () => {
  requireSupportedNode();
  await ensurePackages();
  await ensureServerBuild();

  const outDir = path.join(projectFolder, "out", "bench-server");
  const { build } = await import("vite");
  await build({
    configFile: false,
    root: projectFolder,
    logLevel: "warn",
    build: {
      outDir,
      target: "node20",
      ssr: true,
      rolldownOptions: {
        input: {
          "server-bench": "tests/bench/server/server-bench.ts",
          "constant-server": "tests/bench/server/constant-server.ts",
        },
        output: { format: "es", entryFileNames: "[name].js" },
      },
    },
  });
  const args = [path.join(outDir, "server-bench.js"), ...process.argv.slice(2)];
  return spawnSync(process.execPath, args, { cwd: projectFolder, stdio: "inherit" }).status ?? 1;
});
