import { appendFileSync, cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runCommand, toolPath } from "../../../../scripts/setup/command.mjs";
import { projectFolder } from "../../../../scripts/setup/folders.mjs";
import { makeTemporaryFolder, type TemporaryFolder } from "../../../support/ledger/temporary-ledger.ts";

const ORIGINAL = JSON.parse(readFileSync(join(projectFolder, ".oxlintrc.json"), "utf8"));
const RULES = [...JSON.stringify(ORIGINAL).matchAll(/electron-security\/([a-z-]+)"/g)].map(([, rule = ""]) => rule);

/** One fault for each rule. */
const FAULTS = `
import { app, BrowserWindow, contextBridge, ipcMain, ipcRenderer, session, shell } from "electron";
import { FuseV1Options } from "@electron/fuses";
class Held { #secret = 1; static { void 0; } has(other: object) { return #secret in other; } }
const window = new BrowserWindow({
  webPreferences: {
    sandbox: false, contextIsolation: false, nodeIntegration: true, webSecurity: false,
    allowRunningInsecureContent: true, experimentalFeatures: true, enableBlinkFeatures: "X",
  },
});
window.loadURL("http://example.com");
window.loadURL("file:///etc/passwd");
window.webContents.on("will-navigate", () => {});
window.webContents.setWindowOpenHandler(() => ({ action: "allow" }));
ipcMain.handle("any", (_event, input) => input);
session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(true));
export const open = (url: string) => shell.openExternal(url);
contextBridge.exposeInMainWorld("electron", ipcRenderer);
app.on("web-contents-created", (_event, contents) => contents.on("will-attach-webview", () => {}));
const policy = "default-src *; script-src 'unsafe-inline' 'unsafe-eval'";
session.defaultSession.webRequest.onHeadersReceived((_details, answer) =>
  answer({ responseHeaders: { "Content-Security-Policy": [policy] } }),
);
export const fuses = { [FuseV1Options.RunAsNode]: true };
`;

const UNSAFE_WINDOW = `
import * as planted from "electron";
new planted.BrowserWindow({ webPreferences: { sandbox: false } });
`;

const KINDS = ["ts", "mts", "tsx"];

const WEBVIEW = `export const view = <webview src="https://example.com" allowpopups />;\n`;

let folder: TemporaryFolder;

beforeEach(() => {
  folder = makeTemporaryFolder();
  for (const name of ["electron", "renderer", "scripts"])
    cpSync(join(projectFolder, name), join(folder.path, name), { recursive: true });
  symlinkSync(join(projectFolder, "node_modules"), join(folder.path, "node_modules"), "junction");
  // What needs types is not what is looked for.
  const { options: _, ...untyped } = ORIGINAL;
  writeFileSync(join(folder.path, ".oxlintrc.json"), JSON.stringify(untyped));
});
afterEach(() => folder.remove());

/** What the linter says of the copy: `file rule`. */
async function findings(): Promise<readonly string[]> {
  const { output } = await runCommand(
    process.execPath,
    [toolPath("oxlint"), "--format=json", "electron", "renderer", "scripts"],
    {
      cwd: folder.path,
      quiet: true,
    },
  );
  const { diagnostics }: { diagnostics: readonly { code: string; filename: string }[] } = JSON.parse(
    output.slice(output.indexOf("{")),
  );
  return diagnostics.flatMap(({ code, filename }) => {
    const rule = /^electron-security\((.*)\)$/.exec(code)?.[1];
    return rule === undefined ? [] : [`${filename.replaceAll("\\", "/")} ${rule}`];
  });
}

// That they find nothing in our sources is what `npm run verify` asserts.
test("each rule finds what is planted for it in every kind of file, and no file of ours is left unread", async () => {
  const files = readdirSync(join(folder.path, "electron"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"))
    .map((name) => `electron/${name.replaceAll("\\", "/")}`);
  for (const file of files) appendFileSync(join(folder.path, file), UNSAFE_WINDOW);
  for (const kind of KINDS) writeFileSync(join(folder.path, `electron/main/planted.${kind}`), FAULTS);
  writeFileSync(join(folder.path, "renderer/planted.tsx"), WEBVIEW);

  const found = new Set(await findings());
  const expected = RULES.filter((rule) => rule !== "no-webview-allowpopups").flatMap((rule) =>
    KINDS.map((kind) => `electron/main/planted.${kind} ${rule}`),
  );
  expect(RULES.length).toBeGreaterThanOrEqual(20);
  expect(expected.filter((line) => !found.has(line))).toEqual([]);
  expect(found.has("renderer/planted.tsx no-webview-allowpopups")).toBe(true);
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter((file) => !found.has(`${file} no-sandbox-disabled`))).toEqual([]);
});
