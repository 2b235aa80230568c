import { fileURLToPath } from "node:url";
import { toAppArguments } from "./app-arguments.mjs";
import { ensureBuild } from "./setup/build.mjs";
import { hasDisplay, startVirtualDisplay } from "./setup/display.mjs";
import { resolveElectron } from "./setup/electron-runtime.mjs";
import { projectFolder } from "./setup/folders.mjs";
import { runInForeground } from "./setup/long-running.mjs";
import { ensurePackages } from "./setup/packages.mjs";
import { SetupError, runToExit } from "./setup/setup-error.mjs";
import { requireSupportedNode } from "./setup/supported-node.mjs";
import { ensureSystemLibraries, missingSharedLibraries } from "./setup/system-libraries.mjs";

const CANNOT_RUN = 127;

await runToExit(async () => {
  requireSupportedNode();
  const appArguments = toAppArguments(process.argv.slice(2), process.env["INIT_CWD"] ?? process.cwd());

  await ensurePackages();
  await ensureSystemLibraries({ hasDisplay: hasDisplay(), forTests: false });
  const electron = await resolveElectron();
  await ensureBuild();
  console.log(`Starting with ${electron.reason}.`);

  const display = hasDisplay() ? undefined : await startVirtualDisplay();
  if (display) console.log(`There is no display: the window opens on a virtual one (Xvfb ${display.name}).`);
  const env = {
    ...process.env,
    // How the application can have itself started again when the person logs in.
    DECOMPTE_START_COMMAND: JSON.stringify([process.execPath, fileURLToPath(import.meta.url)]),
    ...(display && { DISPLAY: display.name }),
  };
  const code = await runInForeground(electron.executablePath, [...electron.args, projectFolder, ...appArguments], {
    cwd: projectFolder,
    env,
  });
  display?.stop();

  if (code === CANNOT_RUN) throw new SetupError(explainNoStart(electron.executablePath));
  return code;
});

/** @param {string} executablePath */
function explainNoStart(executablePath) {
  const libraries = missingSharedLibraries(executablePath);
  return libraries.length === 0
    ? `Electron could not be run: ${executablePath}`
    : `Electron can't start without these libraries, which this system lacks: ${libraries.join(", ")}. ` +
        "Install the packages that hold them (GTK 3, NSS, ALSA, GBM), then run the command again.";
}
