import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Account, createAccountStore } from "../../../../electron/main/account-store.ts";
import { makeTemporaryFolder, type TemporaryFolder } from "../../../support/ledger/temporary-ledger.ts";

const camille: Account = {
  id: "camille-id",
  username: "camille",
  isTokenKept: true,
  createdAt: "2026-11-22T10:00:00.000Z",
};
const dominique: Account = { ...camille, id: "dominique-id", username: "dominique", isTokenKept: false };

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

test("the account saved last is the current one, at the next start too", () => {
  const store = createAccountStore(file);
  store.save(camille);
  store.save(dominique);
  expect(store.current()).toEqual(dominique);
  store.save(camille);
  expect(createAccountStore(file).current()).toEqual(camille);
});

test("an account that is saved again replaces its former self", () => {
  const store = createAccountStore(file);
  store.save(camille);
  store.save({ ...camille, isTokenKept: false });
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({
    accounts: [{ ...camille, isTokenKept: false }],
    currentId: camille.id,
  });
});

test("removing the current account signs out and leaves the others", () => {
  const store = createAccountStore(file);
  store.save(dominique);
  store.save(camille);
  store.remove(camille.id);
  expect(store.current()).toBeNull();
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({ accounts: [dominique], currentId: null });
});

test("a file that nobody can read is nobody signed in, and is set aside", () => {
  writeFileSync(file, JSON.stringify({ accounts: [{ ...camille, id: "" }], currentId: "" }));
  expect(createAccountStore(file).current()).toBeNull();
  expect(readFileSync(`${file}.unreadable`, "utf8")).toContain("camille");
});
