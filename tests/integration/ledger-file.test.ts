import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Ledger, LedgerRun } from "../../server/ledger/ledger.ts";
import { readMigrations } from "../../server/ledger/migrations.ts";
import { openSqliteLedger } from "../../server/ledger/sqlite/open-sqlite-ledger.ts";
import {
  makeTemporaryFolder,
  MIGRATIONS_FOLDER,
  openSql,
  openTemporaryLedger,
} from "../support/ledger/temporary-ledger.ts";

const NOW = Date.parse("2026-11-22T10:00:00Z");

const run: LedgerRun = {
  runId: "run-1",
  scraperId: "actor",
  source: "scraping",
  status: "SUCCEEDED",
  costNanoUsd: 5n,
  itemCount: null,
  usageDetails: null,
  createdAtMs: NOW,
};

function makeFolder(): string {
  const folder = makeTemporaryFolder();
  onTestFinished(() => folder.remove());
  return folder.path;
}

async function open(file: string, migrationsFolder = MIGRATIONS_FOLDER): Promise<Ledger> {
  const ledger = await openSqliteLedger({ file, migrationsFolder, now: () => NOW });
  onTestFinished(() => ledger.close());
  return ledger;
}

/** The version of a ledger of today. */
const VERSION = readMigrations(MIGRATIONS_FOLDER).length;

/** The migrations of today and those that a later version might bring. */
function withLaterMigrations(folder: string, ...later: readonly string[]): string {
  const migrations = join(folder, "migrations");
  mkdirSync(migrations, { recursive: true });
  for (const name of readdirSync(MIGRATIONS_FOLDER))
    copyFileSync(join(MIGRATIONS_FOLDER, name), join(migrations, name));
  for (const [index, sql] of later.entries()) {
    writeFileSync(join(migrations, `${String(VERSION + 1 + index).padStart(4, "0")}-later.sql`), sql);
  }
  return migrations;
}

const digestOf = (file: string): string => createHash("sha256").update(readFileSync(file)).digest("hex");
const backupsIn = (folder: string): string[] => readdirSync(folder).filter((name) => name.includes("backup"));

async function readPragma(file: string, name: string): Promise<unknown> {
  const sql = openSql(file);
  try {
    const { rows } = await sql.execute(`pragma ${name}`);
    return rows[0]?.[0];
  } finally {
    sql.close();
  }
}

async function makeLedger(file: string): Promise<void> {
  const ledger = await openSqliteLedger({ file, migrationsFolder: MIGRATIONS_FOLDER, now: () => NOW });
  await ledger.recordRuns("alice", [run]);
  await ledger.close();
}

describe("a new ledger", () => {
  test("is made with its folder, and without a backup of nothing", async () => {
    const folder = join(makeFolder(), "deep", "down");
    const ledger = await open(join(folder, "ledger.sqlite"));
    await ledger.check();
    expect(backupsIn(folder)).toEqual([]);
  });

  test.skipIf(process.platform === "win32")("lies in a folder that nobody else may read", async () => {
    const folder = join(makeFolder(), "mine");
    await open(join(folder, "ledger.sqlite"));
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  test("is written ahead, and each commit reaches the disk before it is acknowledged", async () => {
    const file = join(makeFolder(), "ledger.sqlite");
    const ledger = await open(file);
    await ledger.recordRuns("alice", [run]);
    expect(await readPragma(file, "journal_mode")).toBe("wal");
    expect(statSync(`${file}-wal`).size).toBeGreaterThan(0);
  });

  test("is sound after a thousand writes", async () => {
    const { ledger, sql, remove } = await openTemporaryLedger(() => NOW);
    onTestFinished(remove);
    await Promise.all(
      Array.from({ length: 1_000 }, (_, index) =>
        ledger.recordRuns("alice", [{ ...run, runId: `run-${index % 400}` }]),
      ),
    );
    const { rows } = await sql.execute("pragma integrity_check");
    expect(rows.map((row) => row[0])).toEqual(["ok"]);
  });

  test("holds costs that people can read beside the exact ones", async () => {
    const { ledger, sql, remove } = await openTemporaryLedger(() => NOW);
    onTestFinished(remove);
    await ledger.recordRuns("alice", [{ ...run, costNanoUsd: 1_250_000_000n }]);
    const { rows } = await sql.execute("select cost_usd, cost_nano_usd from scraper_runs");
    expect(rows[0]).toMatchObject({ cost_usd: 1.25, cost_nano_usd: 1_250_000_000n });
  });

  test.each(["cost_nano_usd = -1", "item_count = -1", "created_at = -1", "run_id = null", "status = null"])(
    "refuses a row that can't be true, whoever writes it: %s",
    async (change) => {
      const { ledger, sql, remove } = await openTemporaryLedger(() => NOW);
      onTestFinished(remove);
      await ledger.recordRuns("alice", [run]);
      await expect(sql.execute(`update scraper_runs set ${change}`)).rejects.toThrow(/constraint/i);
    },
  );
});

describe("an older ledger", () => {
  const LATER = "alter table scraper_runs add column note text;";

  test("is backed up before it is migrated, and keeps its rows", async () => {
    const folder = makeFolder();
    const file = join(folder, "ledger.sqlite");
    await makeLedger(file);
    const ledger = await open(file, withLaterMigrations(folder, LATER));
    expect(await ledger.findRun("alice", "run-1")).toMatchObject(run);
    expect(await readPragma(file, "user_version")).toBe(BigInt(VERSION + 1));

    const [backup = "", ...others] = backupsIn(folder);
    expect(others).toEqual([]);
    expect(backup).toMatch(new RegExp(`^ledger\\.sqlite\\.backup-v${VERSION}-`));
    expect(await readPragma(join(folder, backup), "user_version")).toBe(BigInt(VERSION));
    expect(await readPragma(join(folder, backup), "integrity_check")).toBe("ok");
    expect(await (await open(join(folder, backup))).findRun("alice", "run-1")).toMatchObject(run);
  });

  test("is backed up once before several migrations, and opened again without another", async () => {
    const folder = makeFolder();
    const file = join(folder, "ledger.sqlite");
    await makeLedger(file);
    const migrations = withLaterMigrations(folder, LATER, "create table later (id integer primary key);");
    await open(file, migrations);
    await open(file, migrations);
    expect(backupsIn(folder).map((name) => name.replace(/-[^-]+$/, ""))).toEqual([`ledger.sqlite.backup-v${VERSION}`]);
  });

  test("keeps the three newest backups, and nothing of one that was cut", async () => {
    const folder = makeFolder();
    const file = join(folder, "ledger.sqlite");
    await makeLedger(file);
    for (const day of [1, 2, 3, 4]) {
      writeFileSync(join(folder, `ledger.sqlite.backup-v${90 - day}-2026010${day}T000000000Z`), "old");
    }
    writeFileSync(join(folder, "ledger.sqlite.unfinished-backup"), "half");
    writeFileSync(join(folder, "somebody-elses.backup-v1-20250101T000000000Z"), "not ours");
    await open(file, withLaterMigrations(folder, LATER));
    const left = backupsIn(folder).toSorted();
    expect(left).toHaveLength(4);
    expect(left.slice(1, 3)).toEqual([
      "ledger.sqlite.backup-v86-20260104T000000000Z",
      "ledger.sqlite.backup-v87-20260103T000000000Z",
    ]);
    expect(left[3]).toBe("somebody-elses.backup-v1-20250101T000000000Z");
  });

  test("whose migration fails half-way stays at its version, whole, with its backup", async () => {
    const folder = makeFolder();
    const file = join(folder, "ledger.sqlite");
    await makeLedger(file);
    const failing = "alter table scraper_runs add column note text; delete from scraper_runs; select * from nowhere;";
    await expect(open(file, withLaterMigrations(folder, failing))).rejects.toMatchObject({
      code: "ledger_unavailable",
    });
    expect(await readPragma(file, "user_version")).toBe(BigInt(VERSION));
    expect(await readPragma(file, "integrity_check")).toBe("ok");
    const ledger = await open(file);
    expect(await ledger.findRun("alice", "run-1")).toMatchObject(run);
    expect(await ledger.totalsOfAll("alice")).toEqual({ costNanoUsd: 5n, runs: 1, runsWithoutCost: 0 });
  });

  test("keeps the first of two migrations when the second fails", async () => {
    const folder = makeFolder();
    const file = join(folder, "ledger.sqlite");
    await makeLedger(file);
    await expect(open(file, withLaterMigrations(folder, LATER, "not sql at all;"))).rejects.toMatchObject({
      code: "ledger_unavailable",
    });
    expect(await readPragma(file, "user_version")).toBe(BigInt(VERSION + 1));
  });
});

describe("a ledger of a newer version", () => {
  test("is refused by name, and not a byte of it changes", async () => {
    const file = join(makeFolder(), "ledger.sqlite");
    await makeLedger(file);
    const sql = openSql(file);
    await sql.executeMultiple(
      "pragma wal_checkpoint(truncate); pragma user_version = 7; pragma wal_checkpoint(truncate);",
    );
    sql.close();
    const before = digestOf(file);
    await expect(open(file)).rejects.toMatchObject({
      code: "ledger_newer",
      details: { ledgerVersion: 7, knownVersion: VERSION },
    });
    expect(digestOf(file)).toBe(before);
  });

  test("is refused too when its version is still in the log, and keeps its rows", async () => {
    const folder = makeFolder();
    const file = join(folder, "ledger.sqlite");
    await makeLedger(file);
    const sql = openSql(file);
    await sql.executeMultiple("pragma journal_mode = wal; pragma wal_autocheckpoint = 0; pragma user_version = 7;");
    // As a process that was killed leaves them: the log unmerged.
    const crashed = join(folder, "crashed.sqlite");
    copyFileSync(file, crashed);
    copyFileSync(`${file}-wal`, `${crashed}-wal`);
    sql.close();
    await expect(open(crashed)).rejects.toMatchObject({ code: "ledger_newer" });
    expect(await readPragma(crashed, "user_version")).toBe(7n);
  });
});

describe("a file that is no ledger", () => {
  test.each([
    ["a text", Buffer.from("Dear diary, ".repeat(50))],
    ["a few bytes", Buffer.from([1, 2, 3])],
    ["the beginning of a database", Buffer.from("SQLite format 3\0")],
    ["zeros", Buffer.alloc(4096)],
  ])("%s is refused and left as it is", async (_, bytes) => {
    const folder = makeFolder();
    const file = join(folder, "ledger.sqlite");
    writeFileSync(file, bytes);
    await expect(open(file)).rejects.toMatchObject({ code: "ledger_damaged" });
    expect(readFileSync(file).equals(bytes)).toBe(true);
    expect(readdirSync(folder)).toEqual(["ledger.sqlite"]);
  });

  test("a damaged database is refused with a code, and its path stays out of the message", async () => {
    const file = join(makeFolder(), "ledger.sqlite");
    await makeLedger(file);
    const sql = openSql(file);
    await sql.executeMultiple("pragma wal_checkpoint(truncate);");
    sql.close();
    const bytes = readFileSync(file);
    bytes.fill(0xa5, 100, 4096);
    writeFileSync(file, bytes);
    await expect(open(file)).rejects.toMatchObject({
      code: "ledger_damaged",
      message: "The ledger's file is damaged",
    });
  });

  test("a folder is refused", async () => {
    const folder = makeFolder();
    await expect(open(folder)).rejects.toMatchObject({ code: "ledger_unavailable" });
  });

  test("an empty file becomes a ledger", async () => {
    const file = join(makeFolder(), "ledger.sqlite");
    writeFileSync(file, "");
    await expect((await open(file)).check()).resolves.toBeUndefined();
  });
});

describe("two that open the same new ledger at once", () => {
  test("both get it", async () => {
    const file = join(makeFolder(), "ledger.sqlite");
    const ledgers = await Promise.all([open(file), open(file), open(file)]);
    await Promise.all(ledgers.map((ledger, index) => ledger.recordRuns("alice", [{ ...run, runId: `run-${index}` }])));
    expect(await ledgers[0]?.totalsOfAll("alice")).toEqual({ costNanoUsd: 15n, runs: 3, runsWithoutCost: 0 });
  });
});
