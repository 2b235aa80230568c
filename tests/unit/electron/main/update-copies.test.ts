import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { CheckAnswer } from "../../../../electron/main/ledger-check.ts";
import {
  createLedgerVersionStore,
  createUpdateCopies,
  type LedgerVersionStore,
} from "../../../../electron/main/update-copies.ts";
import { makeTemporaryFolder, type TemporaryFolder } from "../../../support/ledger/temporary-ledger.ts";

let folder: TemporaryFolder;
let file: string;
let store: LedgerVersionStore;
let nowMs: number;
let answer: CheckAnswer;

beforeEach(() => {
  folder = makeTemporaryFolder();
  file = join(folder.path, "ledger.db");
  store = createLedgerVersionStore(join(folder.path, "ledger-version.json"), () => undefined);
  nowMs = Date.parse("2026-11-22T10:00:00.000Z");
  answer = { kind: "sound" };
  writeFileSync(file, "rows of 0.1.0");
});
afterEach(() => folder.remove());

const openAs = (version: string) =>
  createUpdateCopies({
    file,
    version,
    store,
    async copy(to) {
      writeFileSync(to, readFileSync(file));
      return answer;
    },
    now: () => nowMs,
    log: () => undefined,
  });

const beside = () => readdirSync(folder.path).filter((name) => name.startsWith("ledger.db."));

test("each version copies what the one before left, once, before it is opened", async () => {
  await openAs("0.2.0").makeIfUpdated();
  writeFileSync(file, "rows of 0.2.0");
  const copies = openAs("0.2.0");
  await copies.makeIfUpdated();
  const name = "ledger.db.before-0.2.0-20261122T100000000Z";
  expect(beside()).toEqual([name]);
  expect(readFileSync(join(folder.path, name), "utf8")).toBe("rows of 0.1.0");
  expect(copies.read()).toEqual({
    isMaking: false,
    openedBy: "0.2.0",
    copies: [{ name, before: "0.2.0", madeAt: "2026-11-22T10:00:00.000Z", bytes: 13 }],
  });
});

test("where there is no ledger yet, nothing is copied, now or later", async () => {
  folder.remove();
  folder = makeTemporaryFolder();
  file = join(folder.path, "data", "ledger.db");
  store = createLedgerVersionStore(join(folder.path, "data", "ledger-version.json"), () => undefined);
  await openAs("0.2.0").makeIfUpdated();
  writeFileSync(file, "rows of 0.2.0");
  const copies = openAs("0.2.0");
  await copies.makeIfUpdated();
  expect(copies.read()).toEqual({ isMaking: false, openedBy: "0.2.0", copies: [] });
});

test("the three newest stay, and no other file beside the ledger goes", async () => {
  const others = ["ledger.db.backup-v3-20250101T000000000Z", "ledger.db.before-restore-20250101T000000000Z"];
  for (const name of others) writeFileSync(join(folder.path, name), "");
  for (const version of ["0.2.0", "0.10.0", "0.11.0-beta.1", "0.11.0", "0.9.0"]) {
    nowMs += 60_000;
    await openAs(version).makeIfUpdated();
  }
  expect(
    openAs("0.9.0")
      .read()
      .copies.map(({ before }) => before),
  ).toEqual(["0.9.0", "0.11.0", "0.11.0-beta.1"]);
  expect(beside()).toEqual(expect.arrayContaining(others));
});

test("a copy that could not be made leaves nothing, and the next start tries again", async () => {
  answer = { kind: "not-checked", reason: "disk" };
  await openAs("0.2.0").makeIfUpdated();
  expect([beside(), store.read().openedBy]).toEqual([[], null]);
  answer = { kind: "sound" };
  await openAs("0.2.0").makeIfUpdated();
  expect(beside()).toHaveLength(1);
});

test("an older version never takes the place of the one that wrote the ledger, nor of its copies", async () => {
  await openAs("0.2.0").makeIfUpdated();
  nowMs += 60_000;
  await openAs("0.3.0").makeIfUpdated();
  answer = { kind: "not-checked", reason: "newer" };
  const older = openAs("0.2.0");
  for (let start = 0; start < 5; start++) await older.makeIfUpdated();
  expect(older.read()).toMatchObject({ openedBy: "0.3.0", copies: [{ before: "0.3.0" }, { before: "0.2.0" }] });
});

test("of a damaged ledger there is no copy to be had, which holds no start up", async () => {
  answer = { kind: "damaged", finding: "quarters" };
  await openAs("0.2.0").makeIfUpdated();
  expect([beside(), store.read().openedBy]).toEqual([[], "0.2.0"]);
});

test("what a killed start left is no copy, and goes with the next one", async () => {
  writeFileSync(`${file}.unfinished-update-copy`, "half");
  const copies = openAs("0.2.0");
  expect(copies.read().copies).toEqual([]);
  await copies.makeIfUpdated();
  expect(existsSync(`${file}.unfinished-update-copy`)).toBe(false);
});

test("only a copy's own name leads to a file", async () => {
  const copies = openAs("0.2.0");
  await copies.makeIfUpdated();
  const [name = ""] = beside();
  expect(copies.fileOf(name)).toBe(join(folder.path, name));
  for (const other of ["ledger.db", "../ledger.db", `../${name}`, "/etc/passwd", ""])
    expect(copies.fileOf(other)).toBeNull();
});
