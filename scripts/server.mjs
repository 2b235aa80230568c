import path from "node:path";
import { projectFolder } from "./setup/folders.mjs";
import { runInForeground } from "./setup/long-running.mjs";
import { ensurePackages } from "./setup/packages.mjs";
import { ensureServerBuild, serverEntry } from "./setup/server-build.mjs";
import { runToExit } from "./setup/setup-error.mjs";
import { requireSupportedNode } from "./setup/supported-node.mjs";

await runToExit(async () => {
  requireSupportedNode();
  await ensurePackages();
  await ensureServerBuild();
  stopWithNpm();
  return runInForeground(process.execPath, [path.join(projectFolder, serverEntry), ...process.argv.slice(2)], {
    cwd: projectFolder,
    env: process.env,
  });
});

/** npm passes no SIGTERM on: when it alone is ended, the server would stay behind. */
function stopWithNpm() {
  if (process.env["npm_lifecycle_event"] === undefined) return;
  const npm = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === npm) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, 1_000);
  watch.unref();
}
