import { ensurePackages } from "./setup/packages.mjs";
import { projectFolder } from "./setup/folders.mjs";
import { runToExit } from "./setup/setup-error.mjs";
import { requireSupportedNode } from "./setup/supported-node.mjs";
import { ensureSystemLibraries } from "./setup/system-libraries.mjs";

/** @typedef {(words: readonly string[], tell: (line: string) => void) => Promise<void>} Draw */
/** @typedef {{ drawContactSheets: Draw, acceptPictures: Draw }} Pictures */

// Pictures of the window in every state. `npm run pictures -- budget` draws some; `--accept` has the tests expect them.
await runToExit(async () => {
  requireSupportedNode();
  await ensurePackages();
  await ensureSystemLibraries({ hasDisplay: true, forTests: true });

  const { runnerImport } = await import("vite");
  /** @type {{ module: Pictures }} */
  const { module } = await runnerImport("./tests/support/scenes/contact-sheet.ts", {
    configFile: false,
    root: projectFolder,
  });
  const words = process.argv.slice(2).filter((argument) => argument !== "--accept");
  const draw = process.argv.includes("--accept") ? module.acceptPictures : module.drawContactSheets;
  await draw(words, (line) => console.log(line));
  return 0;
});
