import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readScreen } from "../../../../../electron/main/first-screen/screen-file.ts";
import { createScreenMemory, type ScreenMemory } from "../../../../../electron/main/first-screen/screen-memory.ts";
import type { AccountEntry } from "../../../../../shared/ipc/accounts.ts";
import type { RememberedScreen } from "../../../../../shared/ipc/remembered-screen.ts";
import { makeTemporaryFolder, type TemporaryFolder } from "../../../../support/ledger/temporary-ledger.ts";

const screen: RememberedScreen = {
  username: "camille",
  today: "2026-11-23",
  width: 1080,
  height: 760,
  contentWidth: 1070,
  lastCompletedAt: null,
  refreshMinutes: 5,
  areAmountsHidden: false,
  content: { name: "div", attributes: {}, style: {}, children: ["17.57 $"] },
};
const camille: AccountEntry = { kind: "apify", id: "a1", username: "camille", colour: 0, isShown: true };

let folder: TemporaryFolder;
let accounts: AccountEntry[];
let isDamaged: boolean;
let logged: string[];
let memory: ScreenMemory;

beforeEach(() => {
  folder = makeTemporaryFolder();
  accounts = [camille];
  isDamaged = false;
  logged = [];
  memory = createScreenMemory({
    dataFolder: folder.path,
    recalled: null,
    circumstances: () => ({
      build: "b1",
      language: "fr",
      timeZone: "Europe/Paris",
      areAmountsHidden: false,
      today: "2026-11-23",
    }),
    accounts: () => accounts,
    isLedgerDamaged: () => isDamaged,
    log: (event) => logged.push(event),
  });
});
afterEach(() => folder.remove());

const kept = () => readScreen(folder.path);

test("the shown account's screen is kept with what it depends on", () => {
  memory.remember(screen);
  const { username: _, ...shown } = screen;
  expect(kept()).toEqual({ build: "b1", language: "fr", timeZone: "Europe/Paris", accountId: "a1", ...shown });
});

describe("no screen is kept", () => {
  test("of another account than the shown one", () => {
    memory.remember({ ...screen, username: "noa" });
    accounts = [{ ...camille, isShown: false }];
    memory.remember(screen);
    expect(kept()).toBeNull();
  });

  test("of a team server's user", () => {
    accounts = [
      { kind: "server", id: "s", address: "https://s.example", email: "camille", name: "", colour: 0, isShown: true },
    ];
    memory.remember(screen);
    expect(kept()).toBeNull();
  });

  test("of yesterday", () => {
    memory.remember({ ...screen, today: "2026-11-22" });
    expect(kept()).toBeNull();
  });

  test("that shows amounts which are hidden by now, or the other way round", () => {
    memory.remember({ ...screen, areAmountsHidden: true });
    expect(kept()).toBeNull();
  });

  test("of a damaged ledger", () => {
    isDamaged = true;
    memory.remember(screen);
    expect(kept()).toBeNull();
  });

  test("while an import runs, which has the former one forgotten", () => {
    memory.remember(screen);
    memory.setImporting(true);
    memory.remember(screen);
    expect(kept()).toBeNull();
    memory.setImporting(false);
    memory.remember(screen);
    expect(kept()).not.toBeNull();
  });
});

test("another account's workspace, or the sample's, has it forgotten; its own has not", () => {
  memory.remember(screen);
  memory.keepOnlyOf("a1");
  expect(kept()).not.toBeNull();
  memory.keepOnlyOf(null);
  expect(kept()).toBeNull();
});

test("what was not recalled at this start is forgotten with the first workspace", () => {
  memory.remember(screen);
  const next = createScreenMemory({
    dataFolder: folder.path,
    recalled: null,
    circumstances: () => ({
      build: "b2",
      language: "fr",
      timeZone: "Europe/Paris",
      areAmountsHidden: false,
      today: "2026-11-23",
    }),
    accounts: () => accounts,
    isLedgerDamaged: () => false,
    log: () => undefined,
  });
  next.keepOnlyOf("a1");
  expect(kept()).toBeNull();
});

test("a disk that refuses costs the memory only", () => {
  mkdirSync(join(folder.path, "first-screen.json", "in-the-way"), { recursive: true });
  memory.remember(screen);
  memory.forget();
  expect(logged).toEqual(["first screen not remembered", "first screen not removed"]);
  expect(existsSync(join(folder.path, "first-screen.json"))).toBe(true);
});
