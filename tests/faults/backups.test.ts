import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSqliteLedger } from "../../server/ledger/sqlite/open-sqlite-ledger.ts";
import { seededRandom } from "../support/apify/random.ts";
import { DAY_MS, NOW } from "../support/faults/fault-bench.ts";
import { buildFaultChild, startFaultChild, type FaultScript } from "../support/faults/fault-process.ts";
import { copyLedger, newLedgerFile, readSoundRows } from "../support/faults/kill-bench.ts";
import { MIGRATIONS_FOLDER, openSql } from "../support/ledger/temporary-ledger.ts";
import { makeVersionOneLedger } from "../support/ledger/version-one-ledger.ts";

const ROWS = 500;
const KILLS = 10;
const PAGE_BYTES = 4_096;

const seed = Number(process.env["KILL_SEED"] ?? Date.now() % 1_000_000);

let script: FaultScript;
beforeAll(async () => {
  script = await buildFaultChild("backups");
});
afterAll(() => script.remove());

const GOOD_BACKUPS = [1, 2, 3].map((day) => `backup-v1-2026110${day}T080000000Z`);

/** A ledger of version 1, beside which lie three backups of it. */
async function makeLedger(): Promise<string> {
  const file = newLedgerFile();
  const rows = Array.from({ length: ROWS }, (_, index) => ({
    runId: `run-${index}`,
    costNanoUsd: index % 7 === 0 ? null : index * 1_000_003,
    createdAtMs: NOW - index * (DAY_MS / 40),
    finishedAtMs: NOW - index * (DAY_MS / 40) + 1_000,
    costReadAtMs: NOW,
  }));
  await makeVersionOneLedger(file, { rows });
  const sql = openSql(file);
  await sql.executeMultiple("pragma wal_checkpoint(truncate);");
  sql.close();
  for (const name of GOOD_BACKUPS) copyFileSync(file, `${file}.${name}`);
  return file;
}

const backupsOf = (file: string): readonly string[] =>
  readdirSync(dirname(file)).filter((name) => name.startsWith(`${basename(file)}.backup-`));

const open = (file: string) => openSqliteLedger({ file, migrationsFolder: MIGRATIONS_FOLDER, now: () => NOW });

async function damageSums(file: string): Promise<void> {
  const sql = openSql(file);
  await sql.executeMultiple(
    "update run_rollup_all set cost_nano_usd = cost_nano_usd + 1; pragma wal_checkpoint(truncate);",
  );
  sql.close();
}

async function damageLastPage(file: string): Promise<void> {
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(0xa5, bytes.length - PAGE_BYTES));
}

describe("a damaged ledger that is to be migrated", () => {
  test.each([
    ["whose sums differ from its rows", damageSums],
    ["of which a page was overwritten", damageLastPage],
  ])("%s is refused; its rows, its version and the good backups stay as they are", async (_, damage) => {
    const file = await makeLedger();
    const [good = ""] = backupsOf(file);
    const goodBytes = readFileSync(join(dirname(file), good));
    await damage(file);
    const before = readFileSync(file);
    await expect(open(file)).rejects.toMatchObject({ code: "ledger_damaged" });
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(backupsOf(file)).toEqual(GOOD_BACKUPS.map((name) => `${basename(file)}.${name}`));
    for (const name of backupsOf(file)) {
      expect(readFileSync(join(dirname(file), name)).equals(goodBytes)).toBe(true);
    }
  });
});

test(`killed while it backs the ledger up (seed ${seed}), it leaves whole backups alone`, async () => {
  const random = seededRandom(seed);
  const original = await makeLedger();
  const before = await readSoundRows(copyOf(original));
  let killedWithin = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const file = copyOf(original);
    for (const name of GOOD_BACKUPS) copyFileSync(`${original}.${name}`, `${file}.${name}`);
    const child = startFaultChild(script, { kind: "open", file, migrationsFolder: MIGRATIONS_FOLDER });
    await child.heard("opening");
    await wait(random.integer(0, 40));
    child.kill();
    if ((await child.end).signal !== null) killedWithin += 1;
    expect(backupsOf(file).length).toBeGreaterThanOrEqual(3);
    for (const name of backupsOf(file)) {
      expect(await readSoundRows(copyOf(join(dirname(file), name)))).toEqual(before);
    }
  }
  expect(killedWithin).toBeGreaterThan(0);
});

test("a ledger without its first page is refused and left alone, and its backup brings back every row, also on another computer", async () => {
  const file = await makeLedger();
  const before = await readSoundRows(copyOf(file));
  const lost = readFileSync(file).fill(0, 0, PAGE_BYTES);
  writeFileSync(file, lost);
  await expect(open(file)).rejects.toMatchObject({ code: "ledger_damaged" });
  expect(readFileSync(file).equals(lost)).toBe(true);

  const restored = newLedgerFile();
  copyFileSync(join(dirname(file), backupsOf(file).at(-1) ?? ""), restored);
  const ledger = await open(restored);
  await ledger.close();
  expect(await readSoundRows(restored)).toEqual(before);
});

function copyOf(file: string): string {
  const copy = newLedgerFile();
  copyLedger(file, copy);
  return copy;
}
