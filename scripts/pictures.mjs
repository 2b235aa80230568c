import { ensurePackages } from "./setup/packages.mjs";
import { projectFolder } from "./setup/folders.mjs";
import { runToExit } from "./setup/setup-error.mjs";
import { requireSupportedNode } from "./setup/supported-node.mjs";
import { ensureSystemLibraries } from "./setup/system-libraries.mjs";

/** @typedef {(words: readonly string[], tell: (line: string) => void) => Promise<void>} Draw */
/** @typedef {{ drawContactSheets: Draw, acceptPictures: Draw }} Pictures */
/** @typedef {{ drawGuidePictures: (tell: (line: string) => void) => Promise<void> }} GuidePictures */

// Pictures of the window in every state. `npm run pictures -- budget` draws some; `--accept` has the tests expect them;
// `--guide` draws those of the guides anew.
await runToExit(async () => {
  requireSupportedNode();
  await ensurePackages();
  await ensureSystemLibraries({ hasDisplay: true, forTests: true });

  const tell = (/** @type {string} */ line) => console.log(line);
  const words = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
  if (process.argv.includes("--guide")) {
    /** @type {GuidePictures} */
    const { drawGuidePictures } = await load("./tests/support/scenes/guide-pictures.ts");
    await drawGuidePictures(tell);
    return 0;
  }
  /** @type {Pictures} */
  const { drawContactSheets, acceptPictures } = await load("./tests/support/scenes/contact-sheet.ts");
  await (process.argv.includes("--accept") ? acceptPictures : drawContactSheets)(words, tell);
  return 0;
});

/** @param {string} file a module in TypeScript */
async function load(file) {
  const { runnerImport } = await import("vite");
  const { module } = await runnerImport(file, { configFile: false, root: projectFolder });
  return module;
}
