import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

// A tsconfig in each folder decides what it may import. Here faults are planted in a copy of the tree.

const FOLDERS = ["shared", "server", "renderer", "electron"];
const tree = resolve("out", `test-types-${process.pid}`);
const compiler = resolve("node_modules/typescript/bin/tsc");

/** What the compiler says of a folder; nothing when it is content. */
function compile(...folders: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [compiler, "-b", ...folders], {
    cwd: tree,
    encoding: "utf8",
  });
  if (status !== 0 && stdout === "") throw new Error(`The compiler did not run: ${stderr}`);
  return stdout;
}

beforeAll(() => {
  mkdirSync(tree, { recursive: true });
  for (const name of [...FOLDERS, "tsconfig.base.json"]) cpSync(resolve(name), join(tree, name), { recursive: true });
});

afterAll(() => rmSync(tree, { recursive: true, force: true }));

test("the tree as it is compiles", () => {
  expect(compile("shared", "shared/client", "server", "renderer", "electron/main", "electron/preload")).toBe("");
});

describe("a wrong import does not compile", () => {
  test.each([
    ["shared", 'import { readFileSync } from "node:fs"; export const planted = readFileSync;'],
    ["shared", 'import type { Stats } from "node:fs"; export type Planted = Stats;'],
    ["shared", 'import { app } from "electron"; export const planted = app;'],
    ["shared", 'import type { App } from "electron"; export type Planted = App;'],
    ["shared", 'import { createApp } from "../server/app.ts"; export const planted = createApp;'],
    ["shared", "export const planted = process.env;"],
    ["shared", "export const planted = document.title;"],
    ["shared/client", 'import { readFileSync } from "node:fs"; export const planted = readFileSync;'],
    ["shared/client", "export const planted = process.env;"],
    ["shared/client", "export const planted = document.title;"],
    ["server", 'import { app } from "electron"; export const planted = app;'],
    ["server", 'import type { App } from "electron/main"; export type Planted = App;'],
    ["server", 'import { desktop } from "../renderer/desktop.ts"; export const planted = desktop;'],
    ["server", "export const planted = window.document;"],
    ["renderer", 'import { createApp } from "../server/app.ts"; export const planted = createApp;'],
    ["renderer", 'import type { Ledger } from "../server/ledger/ledger.ts"; export type Planted = Ledger;'],
    ["renderer", 'import { ipcRenderer } from "electron"; export const planted = ipcRenderer;'],
    ["renderer", 'import { readFileSync } from "node:fs"; export const planted = readFileSync;'],
    ["electron/preload", 'import { createApp } from "../../server/app.ts"; export const planted = createApp;'],
  ])("in %s: %s", (folder, source) => {
    const file = join(tree, folder, "planted.ts");
    writeFileSync(file, source);
    try {
      expect(compile(folder)).toMatch(/error TS\d+/);
    } finally {
      rmSync(file);
    }
  });
});
