// Stands in for the default app of an official Electron release: `electron [switches] PATH [arguments]`.
const path = require("node:path");
const { app } = require("electron");

const pathIndex = process.argv.findIndex((argument, index) => index > 0 && !argument.startsWith("-"));
if (pathIndex === -1) {
  process.stderr.write("Name the folder of the app to run: electron PATH\n");
  process.exit(1);
}

const appPath = path.resolve(process.argv[pathIndex] ?? ".");
/** @type {{ name: string, productName?: string, version: string, main: string }} */
const manifest = require(path.join(appPath, "package.json"));

process.argv.splice(1, pathIndex - 1);
Object.assign(process, { defaultApp: true });

/** @type {typeof app & Record<"setVersion" | "setAppPath" | "setDesktopName", (value: string) => void>} */
// @ts-expect-error The default app has these three too; Electron's types leave them out.
const wholeApp = app;
wholeApp.setName(manifest.productName ?? manifest.name);
wholeApp.setVersion(manifest.version);
wholeApp.setAppPath(appPath);
wholeApp.setDesktopName(`${manifest.name}.desktop`);

// Required, not imported: the app's code has to run before `ready`.
require(path.join(appPath, manifest.main));
