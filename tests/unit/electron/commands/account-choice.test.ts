import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { chooseAccount } from "../../../../electron/commands/account-choice.ts";
import { makeTemporaryFolder } from "../../../support/ledger/temporary-ledger.ts";

const of = (id: string) => ({ id, isTokenKept: true, createdAt: "2026-11-01T00:00:00.000Z" });
const marie = { kind: "apify", username: "marie", ...of("a1") };
const team = {
  kind: "server",
  address: "https://team.example",
  email: "marie@example.com",
  name: "Marie",
  ...of("s1"),
};

function folderWith(content: unknown): string {
  const folder = makeTemporaryFolder();
  onTestFinished(() => folder.remove());
  const text = typeof content === "string" ? content : JSON.stringify(content);
  writeFileSync(join(folder.path, "accounts.json"), text);
  return folder.path;
}

const both = () => folderWith({ accounts: [marie, team], currentId: "s1" });

test("the account that was shown last is meant, or the first one", () => {
  expect(chooseAccount(both(), null)).toEqual({ kind: "found", account: team });
  const afterSignOut = folderWith({ accounts: [marie, team], currentId: null });
  expect(chooseAccount(afterSignOut, null)).toEqual({ kind: "found", account: marie });
});

test.each([
  ["a1", marie],
  ["s1", team],
  ["Marie@Example.com", team],
])("%s names an account", (typed, account) => {
  expect(chooseAccount(both(), typed)).toEqual({ kind: "found", account });
});

test("a name of two accounts asks for an id, an unknown one is told what there is", () => {
  expect(chooseAccount(both(), "marie")).toEqual({ kind: "several", ids: ["a1", "s1"] });
  expect(chooseAccount(both(), "paul")).toEqual({ kind: "unknown", names: ["marie", "Marie"] });
});

test("nobody is signed in without a file, and by one that is not understood, which stays as it is", () => {
  expect(chooseAccount(join(both(), "none"), null)).toEqual({ kind: "nobody" });
  const folder = folderWith("{");
  expect(chooseAccount(folder, null)).toEqual({ kind: "nobody" });
  expect(readdirSync(folder)).toEqual(["accounts.json"]);
  expect(readFileSync(join(folder, "accounts.json"), "utf8")).toBe("{");
});
