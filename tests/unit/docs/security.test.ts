import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { projectFolder } from "../../../scripts/setup/folders.mjs";

const read = (path: string) => readFileSync(join(projectFolder, path), "utf8");

const ITEM = /^(\d+)\. \*\*/gm;
const CODE = /`((?:electron|renderer|scripts|server|shared)\/[^`]+)`/g;
const HELD_BY = /`(tests\/[^`]+)`: ("[^"]+"(?:, "[^"]+")*)/g;

/** The numbered items of a section of docs/security.md, each on one line. */
function itemsOf(heading: string): readonly { readonly number: number; readonly text: string }[] {
  const [, section = ""] = new RegExp(`^## ${heading}$(.*?)^## `, "ms").exec(read("docs/security.md")) ?? [];
  const parts = section.split(ITEM).slice(1);
  return parts.flatMap((part, index) =>
    index % 2 === 0 ? [{ number: Number(part), text: (parts[index + 1] ?? "").replaceAll(/\s+/g, " ") }] : [],
  );
}

const checklist = itemsOf("Electron's checklist");
const attacks = itemsOf("Attacks that are tried");

/** The tests that a text names, as they stand in their files. */
function heldBy(text: string) {
  return [...text.matchAll(HELD_BY)].flatMap(([, file = "", names = ""]) =>
    [...names.matchAll(/"([^"]+)"/g)].map(([, name = ""]) => ({ file, name })),
  );
}

test("all twenty items of Electron's checklist are there", () => {
  expect(checklist.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
});

describe.each(checklist)("item $number", ({ text }) => {
  test("names code that is there", () => {
    const files = [...text.matchAll(CODE)].map(([, file = ""]) => file);
    expect(files).not.toEqual([]);
    expect(files.filter((file) => !existsSync(join(projectFolder, file)))).toEqual([]);
  });

  test("is held by tests that are there", () => {
    const tests = heldBy(text);
    expect(tests).not.toEqual([]);
    expect(tests.filter(({ file, name }) => !hasTest(file, name))).toEqual([]);
  });
});

test("all nine kinds of attacks are there", () => {
  expect(attacks.map(({ number }) => number)).toEqual(Array.from({ length: 9 }, (_, index) => index + 1));
});

test.each(attacks)("attack $number is tried by tests that are there", ({ text }) => {
  const tests = heldBy(text);
  expect(tests).not.toEqual([]);
  expect(tests.filter(({ file, name }) => !hasTest(file, name))).toEqual([]);
});

/** Whether one of the file's tests is called so, or begins so. */
function hasTest(file: string, name: string): boolean {
  return existsSync(join(projectFolder, file)) && read(file).includes(`"${name}`);
}

/** The oldest that gets mended when this was written; https://www.electronjs.org/docs/latest/tutorial/electron-timelines. */
const OLDEST_SUPPORTED = 43;

test("the Electron that is shipped is exact, and of a supported major version", () => {
  const { devDependencies }: { devDependencies: Record<string, string> } = JSON.parse(read("package.json"));
  const [, major] = /^(\d+)\.\d+\.\d+$/.exec(devDependencies["electron"] ?? "") ?? [];
  expect(Number(major)).toBeGreaterThanOrEqual(OLDEST_SUPPORTED);
});
