import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createBackoffStore } from "../../../../electron/main/backoff-store.ts";
import { NO_BACKOFF } from "../../../../electron/main/refresh-schedule.ts";
import { makeTemporaryFolder, type TemporaryFolder } from "../../../support/ledger/temporary-ledger.ts";

const AT_MS = Date.parse("2026-11-22T10:08:00Z");
const third = { failuresInARow: 3, notBeforeMs: AT_MS };

let folder: TemporaryFolder;
let file: string;
let logged: string[];
const open = () => createBackoffStore(file, (event) => logged.push(event));

beforeEach(() => {
  folder = makeTemporaryFolder();
  file = join(folder.path, "backoff.json");
  logged = [];
});
afterEach(() => folder.remove());

test("nothing failed at first", () => {
  expect(open().read("camille-id")).toEqual(NO_BACKOFF);
});

test("each account keeps its own failures, over restarts and no longer than to its success", () => {
  open().write("camille-id", third);
  open().write("dominique-id", { failuresInARow: 1, notBeforeMs: null });
  expect(open().read("camille-id")).toEqual(third);
  open().write("camille-id", NO_BACKOFF);
  expect(open().read("camille-id")).toEqual(NO_BACKOFF);
  expect(open().read("dominique-id")).toEqual({ failuresInARow: 1, notBeforeMs: null });
});

test("the file holds the account's id, a count and an instant, and nothing else", () => {
  open().write("camille-id", third);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual([
    { accountId: "camille-id", failuresInARow: 3, notBefore: "2026-11-22T10:08:00.000Z" },
  ]);
});

test("a file that can't be understood costs the memory of it", () => {
  writeFileSync(file, "{");
  expect(open().read("camille-id")).toEqual(NO_BACKOFF);
  open().write("camille-id", third);
  expect(open().read("camille-id")).toEqual(third);
});

test("a file that can't be read or written costs no more", () => {
  mkdirSync(file);
  open().write("camille-id", third);
  expect(open().read("camille-id")).toEqual(NO_BACKOFF);
  expect(logged).toContain("settings not written");
});
