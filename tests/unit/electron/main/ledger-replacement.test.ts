import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  createLedgerHealthStore,
  type LedgerHealthStore,
  UNHARMED,
} from "../../../../electron/main/ledger-health-store.ts";
import {
  replaceLedgerIfAsked,
  restoreLedgerIfAsked,
  toRestoreOf,
} from "../../../../electron/main/ledger-replacement.ts";
import { makeTemporaryFolder, type TemporaryFolder } from "../../../support/ledger/temporary-ledger.ts";

const NOW_MS = Date.parse("2026-11-22T10:00:00Z");
const ASIDE = "ledger.db.damaged-20261122T100000000Z";
const ASKED = { damagedSince: "2026-11-22T09:00:00.000Z", isToBeReplaced: true, isToBeRestored: false };

let folder: TemporaryFolder;
let file: string;
let store: LedgerHealthStore;
let logged: string[];
const replace = () => replaceLedgerIfAsked(store, file, NOW_MS, (event) => logged.push(event));

beforeEach(() => {
  folder = makeTemporaryFolder();
  file = join(folder.path, "ledger.db");
  logged = [];
  store = createLedgerHealthStore(join(folder.path, "ledger-health.json"), () => undefined);
  writeFileSync(file, "rows");
  writeFileSync(`${file}-wal`, "commits");
  writeFileSync(`${file}-shm`, "index");
});
afterEach(() => folder.remove());

test("a ledger that nobody wants replaced stays where it is, also a damaged one", () => {
  replace();
  store.write({ ...ASKED, isToBeReplaced: false });
  replace();
  expect(readdirSync(folder.path).toSorted()).toEqual([
    "ledger-health.json",
    "ledger.db",
    "ledger.db-shm",
    "ledger.db-wal",
  ]);
});

test("one that is to be replaced is set aside with its log, once, and nothing is known against the next", () => {
  store.write(ASKED);
  expect([replace(), replace()]).toEqual([join(folder.path, ASIDE), null]);
  expect(readdirSync(folder.path).toSorted()).toEqual(["ledger-health.json", ASIDE, `${ASIDE}-wal`]);
  expect(readFileSync(join(folder.path, ASIDE), "utf8")).toBe("rows");
  expect(store.read()).toEqual(UNHARMED);
  expect(logged).toEqual(["ledger set aside"]);
});

test("one that can't be set aside stays, is still known as damaged, and the next start tries again", () => {
  store.write(ASKED);
  mkdirSync(join(folder.path, ASIDE, "in the way"), { recursive: true });
  replace();
  expect(existsSync(file)).toBe(true);
  expect(store.read()).toEqual(ASKED);
  expect(logged).toEqual(["ledger not set aside"]);
});

describe("a ledger that was chosen to be restored", () => {
  const BEFORE = "ledger.db.before-restore-20261122T100000000Z";
  const restore = () => restoreLedgerIfAsked(store, file, NOW_MS, (event) => logged.push(event));
  const read = (name: string) => readFileSync(join(folder.path, name), "utf8");
  beforeEach(() => {
    writeFileSync(toRestoreOf(file), "older rows");
    writeFileSync(`${toRestoreOf(file)}-wal`, "older commits");
    store.write({ ...UNHARMED, damagedSince: "2026-11-22T09:00:00.000Z", isToBeRestored: true });
  });

  test("takes the place of the present one, which is set aside with its log, once", () => {
    restore();
    restore();
    expect(["ledger.db", "ledger.db-wal", BEFORE, `${BEFORE}-wal`].map(read)).toEqual([
      "older rows",
      "older commits",
      "rows",
      "commits",
    ]);
    expect(readdirSync(folder.path)).toHaveLength(5);
    expect(store.read()).toEqual(UNHARMED);
    expect(logged).toEqual(["ledger restored"]);
  });

  test("takes it at the next start where the former was killed after it had set the present one aside", () => {
    renameSync(file, join(folder.path, BEFORE));
    renameSync(`${file}-wal`, join(folder.path, `${BEFORE}-wal`));
    restore();
    expect(["ledger.db", BEFORE].map(read)).toEqual(["older rows", "rows"]);
  });

  test("is removed by the next start where nobody confirmed it", () => {
    store.write(UNHARMED);
    restore();
    expect(read("ledger.db")).toBe("rows");
    expect(existsSync(toRestoreOf(file))).toBe(false);
  });
});
