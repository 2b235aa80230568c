import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { forgivingJsonFile, jsonFile } from "../../../../electron/main/json-file.ts";
import { makeTemporaryFolder, type TemporaryFolder } from "../../../support/ledger/temporary-ledger.ts";

const schema = z.object({ name: z.string() });
const INITIAL = { name: "initial" };

let folder: TemporaryFolder;
let file: string;

beforeEach(() => {
  folder = makeTemporaryFolder();
  file = join(folder.path, "settings", "settings.json");
});
afterEach(() => folder.remove());

const stored = () => jsonFile(file, schema, INITIAL);

function leave(text: string): void {
  mkdirSync(join(folder.path, "settings"));
  writeFileSync(file, text);
}

describe("reading", () => {
  test("a file that is not there yet answers the initial value and makes nothing", () => {
    expect(stored().read()).toEqual(INITIAL);
    expect(readdirSync(folder.path)).toEqual([]);
  });

  test("answers what was written last", () => {
    stored().write({ name: "first" });
    stored().write({ name: "second" });
    expect(stored().read()).toEqual({ name: "second" });
  });

  test.each(["", "{", "[]", '{"name":7}', "null", "\u0000\u0000"])("sets aside what can't be read: %j", (text) => {
    leave(text);
    expect(stored().read()).toEqual(INITIAL);
    expect(existsSync(file)).toBe(false);
    expect(readFileSync(`${file}.unreadable`, "utf8")).toBe(text);
    stored().write({ name: "next" });
    expect(readFileSync(`${file}.unreadable`, "utf8")).toBe(text);
    expect(stored().read()).toEqual({ name: "next" });
  });
});

describe("writing", () => {
  test("leaves one file, for its owner alone", () => {
    stored().write({ name: "mine" });
    expect(readdirSync(join(folder.path, "settings"))).toEqual(["settings.json"]);
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  test("that is cut leaves the former value whole, and the next one goes on", () => {
    stored().write({ name: "former" });
    writeFileSync(`${file}.unfinished`, '{"na');
    expect(stored().read()).toEqual({ name: "former" });
    stored().write({ name: "next" });
    expect(readdirSync(join(folder.path, "settings"))).toEqual(["settings.json"]);
    expect(stored().read()).toEqual({ name: "next" });
  });

  test("that fails leaves the former value", () => {
    stored().write({ name: "former" });
    mkdirSync(`${file}.unfinished`);
    expect(() => stored().write({ name: "next" })).toThrow("EISDIR");
    expect(stored().read()).toEqual({ name: "former" });
  });
});

describe("a file that the disk refuses", () => {
  beforeEach(() => mkdirSync(file, { recursive: true }));

  test("is told, so that nothing takes it for an empty one", () => {
    expect(() => stored().read()).toThrow(expect.objectContaining({ code: "ledger_unavailable" }));
    expect(() => stored().write({ name: "new" })).toThrow();
    expect(statSync(file).isDirectory()).toBe(true);
  });

  test("costs its memory only where it may be forgiven", () => {
    const events: string[] = [];
    const forgiving = forgivingJsonFile(stored(), INITIAL, (event) => events.push(event));
    expect(forgiving.read()).toEqual(INITIAL);
    forgiving.write({ name: "new" });
    expect(events).toEqual(["settings not read", "settings not written"]);
  });
});
