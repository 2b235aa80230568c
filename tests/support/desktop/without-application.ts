import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "../../../scripts/setup/folders.mjs";

/**
 * Makes the same application, which loads nothing but what comes before its window: what is on screen has been there
 * before the ledger was opened. Answers its folder, as `appFolder` takes it.
 */
export function makeAppWithoutApplication(folder: string): string {
  const appFolder = join(folder, "without-application");
  mkdirSync(appFolder);
  for (const name of ["out", "resources"]) symlinkSync(join(projectFolder, name), join(appFolder, name));
  const { main, ...info } = JSON.parse(readFileSync(join(projectFolder, "package.json"), "utf8")) as { main: string };
  writeFileSync(join(appFolder, "package.json"), JSON.stringify({ ...info, type: "commonjs", main: "main.js" }));
  writeFileSync(join(appFolder, "main.js"), mainScript(join(projectFolder, main)));
  return appFolder;
}

const mainScript = (entry: string): string => `
const Module = require("node:module");
const { ipcMain } = require("electron");
const load = Module._load;
Module._load = (request, ...others) =>
  request.endsWith("application.cjs") ? { startApplication: answerNothing } : load(request, ...others);
function answerNothing() {
  for (const name of ["getEnvironment", "getSession", "getPreferences"])
    ipcMain.handle("decompte:" + name, () => new Promise(() => undefined));
}
require(${JSON.stringify(entry)});
`;
