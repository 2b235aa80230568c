import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  createRememberedFiguresStore,
  type RememberedFiguresStore,
} from "../../../../../electron/main/team-server/remembered-figures.ts";
import { rememberedAt } from "../../../../support/desktop-main/remembered.ts";
import { makeTemporaryFolder, type TemporaryFolder } from "../../../../support/ledger/temporary-ledger.ts";

const figures = rememberedAt("2026-11-22T10:00:00.000Z");
const ACCOUNT_ID = "https://spend.example.org ../../noa";

let folder: TemporaryFolder;
let events: string[];
let store: RememberedFiguresStore;

beforeEach(() => {
  folder = makeTemporaryFolder();
  events = [];
  store = storeOf(ACCOUNT_ID);
});
afterEach(() => folder.remove());

const storeOf = (accountId: string) =>
  createRememberedFiguresStore(folder.path, accountId, (event) => void events.push(event));
const files = () => readdirSync(join(folder.path, "figures"));
const file = () => join(folder.path, "figures", files()[0] ?? "");

test("nothing is known at first", () => {
  expect(store.read()).toBeNull();
  expect(readdirSync(folder.path)).toEqual([]);
});

test("what was written is read at the next start, from a file for its owner only", () => {
  store.write(figures);
  expect(storeOf(ACCOUNT_ID).read()).toEqual(figures);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  expect(statSync(join(folder.path, "figures")).mode & 0o777).toBe(0o700);
  expect(files()).toHaveLength(1);
});

test("each account has its own", () => {
  store.write(figures);
  expect(storeOf("https://spend.example.org alex").read()).toBeNull();
  storeOf("https://spend.example.org alex").write(figures);
  store.remove();
  expect(store.read()).toBeNull();
  expect(storeOf("https://spend.example.org alex").read()).toEqual(figures);
});

test.each([
  ["cut", (text: string) => text.slice(0, 200)],
  ["of another shape", () => "[]"],
  ["with an amount that is none", (text: string) => text.replaceAll(/"costNanoUsd": "\d+"/g, '"costNanoUsd": "1e9"')],
])("a file that is %s is nothing known, and goes with the account", (_, damage) => {
  store.write(figures);
  writeFileSync(file(), damage(readFileSync(file(), "utf8")));
  expect(store.read()).toBeNull();
  store.remove();
  expect(files()).toEqual([]);
});

test("more than a mebibyte is neither written nor read, and what was there before does not stay as the newest", () => {
  store.write(figures);
  const long = { ...figures, timeZone: "x".repeat(1_100_000) };
  store.write(long);
  expect(files()).toEqual([]);
  store.write(figures);
  writeFileSync(file(), JSON.stringify(long));
  expect(store.read()).toBeNull();
});

test("a disk that refuses costs the memory, not the figures", () => {
  writeFileSync(join(folder.path, "figures"), "a file in the folder's place");
  store.write(figures);
  expect(store.read()).toBeNull();
  store.remove();
  expect(events).toContain("figures not remembered");
});
