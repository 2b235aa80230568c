import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type ApifyAccount, createAccountStore, type ServerAccount } from "../../../../electron/main/account-store.ts";
import { makeTemporaryFolder, type TemporaryFolder } from "../../../support/ledger/temporary-ledger.ts";

const camille: ApifyAccount = {
  kind: "apify",
  id: "camille-id",
  username: "camille",
  isTokenKept: true,
  createdAt: "2026-11-22T10:00:00.000Z",
};
const team: ServerAccount = {
  kind: "server",
  id: "https://spend.example.org camille",
  address: "https://spend.example.org",
  email: "camille@example.org",
  name: "Camille",
  isTokenKept: true,
  createdAt: "2026-11-22T10:00:00.000Z",
};
const dominique: ApifyAccount = { ...camille, id: "dominique-id", username: "dominique", isTokenKept: false };

let folder: TemporaryFolder;
let file: string;

beforeEach(() => {
  folder = makeTemporaryFolder();
  file = join(folder.path, "accounts.json");
});
afterEach(() => folder.remove());

test("nobody is signed in at first", () => {
  expect(createAccountStore(file).current()).toBeNull();
});

test("accounts of both kinds stand in the order in which they came, and one of them is the current one", () => {
  const store = createAccountStore(file);
  for (const account of [camille, team, dominique]) store.save(account);
  expect(store.current()).toBeNull();
  store.makeCurrent(team.id);
  const next = createAccountStore(file);
  expect(next.current()).toEqual(team);
  expect(next.all()).toEqual([camille, team, dominique]);
  expect(next.find(dominique.id)).toEqual(dominique);
  expect(next.find("nobody")).toBeNull();
});

test("an account that is saved again replaces its former self in its place", () => {
  const store = createAccountStore(file);
  store.save(camille);
  store.makeCurrent(camille.id);
  store.save(team);
  store.save({ ...camille, isTokenKept: false });
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({
    accounts: [{ ...camille, isTokenKept: false }, team],
    currentId: camille.id,
  });
});

test("a file from before there were team servers is read, and written in today's form", () => {
  const { kind: _, ...former } = camille;
  writeFileSync(file, JSON.stringify({ accounts: [former], currentId: former.id }));
  const store = createAccountStore(file);
  expect(store.current()).toEqual(camille);
  store.save(team);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({ accounts: [camille, team], currentId: camille.id });
});

test("removing the current account signs out and leaves the others", () => {
  const store = createAccountStore(file);
  store.save(dominique);
  store.save(camille);
  store.makeCurrent(camille.id);
  store.remove(camille.id);
  expect(store.current()).toBeNull();
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({ accounts: [dominique], currentId: null });
});

test("a file that nobody can read is nobody signed in, and is set aside", () => {
  writeFileSync(file, JSON.stringify({ accounts: [{ ...camille, id: "" }], currentId: "" }));
  expect(createAccountStore(file).current()).toBeNull();
  expect(readFileSync(`${file}.unreadable`, "utf8")).toContain("camille");
});

test("a colour stays with its account when that signs in again", () => {
  const store = createAccountStore(file);
  store.save(camille);
  store.setColour(camille.id, 4);
  store.save({ ...camille, isTokenKept: false });
  expect(createAccountStore(file).find(camille.id)).toEqual({ ...camille, isTokenKept: false, colour: 4 });
});
