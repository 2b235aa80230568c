import { ensureBuild } from "./setup/build.mjs";
import { resolveElectron } from "./setup/electron-runtime.mjs";
import { projectFolder } from "./setup/folders.mjs";
import { runInForeground } from "./setup/long-running.mjs";
import { ensurePackages } from "./setup/packages.mjs";
import { runToExit } from "./setup/setup-error.mjs";
import { requireSupportedNode } from "./setup/supported-node.mjs";
import { ensureSystemLibraries } from "./setup/system-libraries.mjs";

/** Chromium is started and ended at once: what it says of that is nobody's concern. */
const FATAL_ALONE = "--log-level=3";

// A command needs no display, and its output may be somebody's input: all that is said before it goes to standard error.
await runToExit(async () => {
  requireSupportedNode();
  await ensurePackages();
  await ensureSystemLibraries({ hasDisplay: true, forTests: false });
  const electron = await resolveElectron();
  await ensureBuild();
  const words = process.argv.length > 2 ? process.argv.slice(2) : ["help"];
  return runInForeground(electron.executablePath, [...electron.args, FATAL_ALONE, projectFolder, ...words], {
    // npm runs scripts in the project's folder; a relative name means the folder where the command was typed.
    cwd: process.env["INIT_CWD"] ?? process.cwd(),
    env: process.env,
  });
});
