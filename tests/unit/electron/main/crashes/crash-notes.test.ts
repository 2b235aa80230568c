import { mkdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type CrashNotes, createCrashNotes } from "../../../../../electron/main/crashes/crash-notes.ts";
import { makeTemporaryFolder, type TemporaryFolder } from "../../../../support/ledger/temporary-ledger.ts";

let folder: TemporaryFolder;
let notes: CrashNotes;

beforeEach(() => {
  folder = makeTemporaryFolder();
  const now = () => Date.parse("2026-11-23T10:00:00Z");
  notes = createCrashNotes({ folder: folder.path, version: "1.2.3", home: "/home/camille", now });
});
afterEach(() => folder.remove());

test("each crash is a line with its time and version, in a file for its owner only", () => {
  expect(notes.read()).toEqual([]);
  notes.write({ process: "page", reason: "crashed", exitCode: 139 });
  notes.write({ process: "GPU", reason: "killed", exitCode: 9 });
  expect(notes.read()).toEqual([
    '{"at":"2026-11-23T10:00:00.000Z","version":"1.2.3","process":"page","reason":"crashed","exitCode":139}',
    '{"at":"2026-11-23T10:00:00.000Z","version":"1.2.3","process":"GPU","reason":"killed","exitCode":9}',
  ]);
  expect(statSync(notes.file).mode & 0o077).toBe(0);
});

test("the newest fifty are kept", () => {
  for (let exitCode = 0; exitCode < 60; exitCode += 1) notes.write({ process: "page", reason: "oom", exitCode });
  const kept = notes.read().map((line): unknown => JSON.parse(line).exitCode);
  expect(kept).toEqual(Array.from({ length: 50 }, (_, index) => index + 10));
});

test("a stack is told without tokens, addresses, people and homes, and only so far", () => {
  const stack = `Error: apify_api_abcdefghij0123456789 of noa@example.org at https://hooks.example.org/secret
    at read (/home/camille/decompte/main.cjs:1:2)${"\n    at next (x)".repeat(500)}`;
  notes.write({ process: "main", reason: "uncaught", stack });
  const text = readFileSync(notes.file, "utf8");
  for (const secret of ["apify_api_a", "noa@", "hooks.example", "/home/camille"]) expect(text).not.toContain(secret);
  expect(text).toContain("~/decompte/main.cjs:1:2");
  expect(text.length).toBeLessThan(2_500);
});

test("they are forgotten on request, and a disk that refuses costs the note alone", () => {
  notes.write({ process: "page", reason: "crashed" });
  notes.forget();
  expect(notes.read()).toEqual([]);
  mkdirSync(join(folder.path, "crashes.log"));
  notes.write({ process: "page", reason: "crashed" });
  expect(notes.read()).toEqual([]);
});
