import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Circumstances, recallScreen } from "../../../../../electron/main/first-screen/recall-screen.ts";
import { type KeptScreen, removeScreen, writeScreen } from "../../../../../electron/main/first-screen/screen-file.ts";
import { makeTemporaryFolder, type TemporaryFolder } from "../../../../support/ledger/temporary-ledger.ts";

const now: Circumstances = {
  build: "b1",
  language: "fr",
  timeZone: "Europe/Paris",
  areAmountsHidden: false,
  today: "2026-11-23",
};
const kept: KeptScreen = {
  ...now,
  accountId: "a1",
  width: 1080,
  height: 760,
  contentWidth: 1070,
  lastCompletedAt: "2026-11-23T09:00:00.000Z",
  refreshMinutes: 5,
  content: { name: "div", attributes: {}, style: {}, children: ["17.57 $"] },
};

let folder: TemporaryFolder;
const inFolder = (name: string) => join(folder.path, name);
const signIn = (account: object, currentId: string | null = "a1") =>
  writeFileSync(inFolder("accounts.json"), JSON.stringify({ accounts: [{ id: "a1", ...account }], currentId }));

beforeEach(() => {
  folder = makeTemporaryFolder();
  writeFileSync(inFolder("ledger.db"), "");
  signIn({ kind: "apify" });
  writeScreen(folder.path, kept);
});
afterEach(() => folder.remove());

test("the same screen comes back, for its owner alone", () => {
  expect(recallScreen(folder.path, now)).toEqual(kept);
  expect(statSync(inFolder("first-screen.json")).mode & 0o777).toBe(0o600);
});

describe("nothing comes back", () => {
  test.each<Partial<Circumstances>>([
    { build: "b2" },
    { language: "en" },
    { timeZone: "Europe/Madrid" },
    { areAmountsHidden: true },
    { today: "2026-11-24" },
  ])("where %o", (change) => expect(recallScreen(folder.path, { ...now, ...change })).toBeNull());

  test("for another account, nobody, or a team server's user", () => {
    signIn({ kind: "apify" }, "a2");
    expect(recallScreen(folder.path, now)).toBeNull();
    signIn({ kind: "apify" }, null);
    expect(recallScreen(folder.path, now)).toBeNull();
    signIn({ kind: "server" });
    expect(recallScreen(folder.path, now)).toBeNull();
    writeFileSync(inFolder("accounts.json"), "[");
    expect(recallScreen(folder.path, now)).toBeNull();
    rmSync(inFolder("accounts.json"));
    expect(recallScreen(folder.path, now)).toBeNull();
  });

  test("without the ledger", () => {
    rmSync(inFolder("ledger.db"));
    expect(recallScreen(folder.path, now)).toBeNull();
  });

  test("once it was removed", () => {
    removeScreen(folder.path);
    removeScreen(folder.path);
    expect(recallScreen(folder.path, now)).toBeNull();
  });

  test.each([
    ["half of it", JSON.stringify(kept).slice(0, 100)],
    ["another thing", "null"],
    ["a hostile one", JSON.stringify({ ...kept, content: { ...kept.content, name: "script" } })],
    ["a size that is a rule", JSON.stringify({ ...kept, width: "1px){} *{}" })],
    ["an age of nothing", JSON.stringify({ ...kept, lastCompletedAt: "yesterday" })],
    ["too much", JSON.stringify({ ...kept, more: "x".repeat(300_000) })],
  ])("of a file that holds %s", (_, text) => {
    writeFileSync(inFolder("first-screen.json"), text);
    expect(recallScreen(folder.path, now)).toBeNull();
  });
});

test("a screen beyond all measure is not kept, nor is the former one", () => {
  const children = Array.from({ length: 400 }, () => "x".repeat(1_000));
  writeScreen(folder.path, { ...kept, content: { ...kept.content, children } });
  expect(recallScreen(folder.path, now)).toBeNull();
  expect(() => readFileSync(inFolder("first-screen.json"))).toThrow(/ENOENT/);
});
