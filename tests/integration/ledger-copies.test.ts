import { copyFileSync, existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { copyLedger } from "../../server/ledger/sqlite/copy-ledger.ts";
import { inspectLedger, isOfLaterVersion } from "../../server/ledger/sqlite/inspect-ledger.ts";
import { readMigrations } from "../../server/ledger/migrations.ts";
import { makeImportedRun } from "../support/ledger/make-imported-run.ts";
import {
  makeTemporaryFolder,
  MIGRATIONS_FOLDER,
  openSql,
  openTemporaryLedger,
  type TemporaryFolder,
  type TemporaryLedger,
} from "../support/ledger/temporary-ledger.ts";
import { makeVersionOneLedger } from "../support/ledger/version-one-ledger.ts";

const KNOWN = readMigrations(MIGRATIONS_FOLDER).length;

let folder: TemporaryFolder;
let temporary: TemporaryLedger;
let copy: string;

beforeEach(async () => {
  folder = makeTemporaryFolder();
  copy = join(folder.path, "copy.db");
  temporary = await openTemporaryLedger();
  await fill(temporary);
});
afterEach(async () => {
  await temporary.remove();
  folder.remove();
});

const ALICE = "apify:alice";
const STARTED_MS = Date.parse("2026-11-20T10:00:00Z");

async function fill({ ledger }: TemporaryLedger): Promise<void> {
  await ledger.commitReadings(ALICE, [
    makeImportedRun({ runId: "a", costNanoUsd: 7n, createdAtMs: STARTED_MS }),
    makeImportedRun({ runId: "b", costNanoUsd: 5n, createdAtMs: STARTED_MS - 1_000 }),
  ]);
  await ledger.commitReadings("https://team.example/bob", [makeImportedRun({ runId: "c", createdAtMs: STARTED_MS })]);
}

/** Answers a copy that is changed: who has read a file through may hold it for a while. */
async function changed(file: string, statements: string): Promise<string> {
  const other = join(folder.path, "changed.db");
  copyFileSync(file, other);
  await change(other, statements);
  return other;
}

async function change(file: string, statements: string): Promise<void> {
  const sql = openSql(file);
  await sql.executeMultiple(statements);
  sql.close();
}

const inspect = (file: string) => inspectLedger(file, KNOWN);

describe("a copy", () => {
  test("is whole, its owner's alone, and holds what is still in the log of a ledger in use", async () => {
    expect(copyLedger(temporary.file, copy)).toEqual({ kind: "sound" });
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    expect(inspect(copy)).toEqual({
      kind: "fit",
      version: KNOWN,
      accounts: [
        { userId: ALICE, runs: 2, newestAtMs: STARTED_MS },
        { userId: "https://team.example/bob", runs: 1, newestAtMs: STARTED_MS },
      ],
    });
  });

  test("writes over no file that is there", () => {
    writeFileSync(copy, "precious");
    expect(copyLedger(temporary.file, copy)).toEqual({ kind: "not-checked", reason: "disk" });
    expect(readFileSync(copy, "utf8")).toBe("precious");
  });

  test("is not made of a damaged ledger", async () => {
    await change(temporary.file, "update run_rollup_15m set cost_nano_usd = cost_nano_usd + 1;");
    expect(copyLedger(temporary.file, copy)).toMatchObject({ kind: "damaged" });
    expect(existsSync(copy)).toBe(false);
  });

  test("has nowhere to go in a folder that is gone", () => {
    expect(copyLedger(temporary.file, join(folder.path, "gone", "copy.db"))).toMatchObject({ kind: "not-checked" });
  });
});

describe("what can't take the ledger's place", () => {
  beforeEach(() => void copyLedger(temporary.file, copy));

  test("is of a later version", async () => {
    const later = await changed(copy, `pragma user_version = ${KNOWN + 1};`);
    expect(inspect(later)).toEqual({ kind: "newer" });
    expect([later, copy].map((file) => isOfLaterVersion(file, KNOWN))).toEqual([true, false]);
  });

  test.each([
    ["a text", "not a database at all"],
    ["an empty file", ""],
  ])("is %s", (_, content) => {
    writeFileSync(copy, content);
    expect(inspect(copy)).toEqual({ kind: "foreign" });
  });

  test("is another database of SQLite's", async () => {
    const other = join(folder.path, "other.db");
    await change(other, "create table notes (text); pragma user_version = 1;");
    expect(inspect(other)).toEqual({ kind: "foreign" });
  });

  test("is damaged", async () => {
    const damaged = await changed(copy, "update run_rollup_all set runs = runs + 1;");
    expect(inspect(damaged)).toEqual({ kind: "damaged" });
  });

  test("is not there", () => {
    expect(inspect(join(folder.path, "gone.db"))).toEqual({ kind: "unreadable" });
  });
});

test("a ledger of the first version is fit: the start that follows brings it up to date", async () => {
  const old = join(folder.path, "old.db");
  await makeVersionOneLedger(old, {
    rows: [{ runId: "x", costNanoUsd: 1, createdAtMs: STARTED_MS, finishedAtMs: null, costReadAtMs: null }],
  });
  expect(inspect(old)).toEqual({
    kind: "fit",
    version: 1,
    accounts: [{ userId: "alice", runs: 1, newestAtMs: STARTED_MS }],
  });
});
