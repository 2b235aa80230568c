import { copyFileSync, mkdirSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seededRandom } from "../support/apify/random.ts";
import { buildFaultChild, startFaultChild, type FaultScript } from "../support/faults/fault-process.ts";
import { copyLedger, newLedgerFile, readSoundRows } from "../support/faults/kill-bench.ts";
import { MIGRATIONS_FOLDER, openSql } from "../support/ledger/temporary-ledger.ts";

const ROWS = 8_000;
const KILLS = 8;
const NEWEST = readdirSync(MIGRATIONS_FOLDER).length;

const seed = Number(process.env["KILL_SEED"] ?? Date.now() % 1_000_000);

let script: FaultScript;
beforeAll(async () => {
  script = await buildFaultChild("kill-migration");
});
afterAll(() => script.remove());

function newFile(copyOf?: string): string {
  const file = newLedgerFile();
  if (copyOf !== undefined) copyLedger(copyOf, file);
  return file;
}

/** A ledger as version 1 left it, with the runs of three months. */
async function makeVersion1(): Promise<string> {
  const file = newFile();
  const first = readdirSync(MIGRATIONS_FOLDER).toSorted()[0] ?? "";
  const sql = openSql(file);
  await sql.executeMultiple(`
    pragma journal_mode = wal;
    begin;
    ${readFileSync(join(MIGRATIONS_FOLDER, first), "utf8")}
    with recursive n(i) as (select 0 union all select i + 1 from n where i < ${ROWS - 1})
      insert into scraper_runs
        (user_id, run_id, scraper_id, source, cost_nano_usd, status, created_at, finished_at, cost_read_at, import_id)
      select 'alice', 'run-' || i, 'actor', 'import', iif(i % 7 = 0, null, i * 1000), 'SUCCEEDED',
        1750000000000 + i * 390000, 1750000060000 + i * 390000, 1750000070000 + i * 390000, 1
      from n;
    pragma user_version = 1;
    commit;
    pragma wal_checkpoint(truncate);`);
  sql.close();
  return file;
}

async function readVersion(file: string): Promise<number> {
  const sql = openSql(file);
  const { rows } = await sql.execute("pragma user_version");
  sql.close();
  return Number(rows[0]?.["user_version"]);
}

/** The statements of the migrations after the first; those of a trigger stay together. */
function laterStatements(): readonly string[] {
  const files = readdirSync(MIGRATIONS_FOLDER).toSorted().slice(1);
  const text = files.map((name) => readFileSync(join(MIGRATIONS_FOLDER, name), "utf8")).join("\n");
  const withoutComments = text.replaceAll(/--.*$/gm, "");
  const statements = withoutComments.match(/\s*create trigger[\s\S]*?\bend;|[^;]+;/gi) ?? [];
  return statements.map((statement) => statement.trim());
}

test("killed after each statement of a migration, the ledger is at its old version, whole, and is migrated the next time", async () => {
  const original = await makeVersion1();
  const before = await readSoundRows(original);
  const statements = laterStatements();
  expect(statements.length).toBeGreaterThan(15);
  for (let count = 1; count <= statements.length; count += 5) {
    const file = newFile(original);
    const task = { kind: "migrate-half", file, statements: statements.slice(0, count) } as const;
    const { signal, errors } = await startFaultChild(script, task).end;
    expect([signal, errors]).toEqual(["SIGKILL", ""]);
    expect(await readVersion(file)).toBe(1);
    expect(await readSoundRows(file)).toEqual(before);
    const open = startFaultChild(script, { kind: "open", file, migrationsFolder: MIGRATIONS_FOLDER });
    expect(await open.end).toMatchObject({ code: 0, errors: "" });
    expect(await readVersion(file)).toBe(NEWEST);
    expect(await readSoundRows(file)).toEqual(before);
  }
});

test(`killed at random instants of its migrations (seed ${seed}), it is whole at the old version or at a later one`, async () => {
  const random = seededRandom(seed);
  const original = await makeVersion1();
  const before = await readSoundRows(original);
  const versions = new Set<number>();
  for (let kill = 0; kill < KILLS; kill += 1) {
    const file = newFile(original);
    const open = { kind: "open", file, migrationsFolder: MIGRATIONS_FOLDER } as const;
    const child = startFaultChild(script, open);
    await child.heard("opening");
    await wait(random.integer(0, 60));
    child.kill();
    await child.end;
    versions.add(await readVersion(file));
    expect(await readSoundRows(file)).toEqual(before);

    expect((await startFaultChild(script, open).end).code).toBe(0);
    expect(await readVersion(file)).toBe(NEWEST);
    expect(await readSoundRows(file)).toEqual(before);
    await expectBackups(file);
  }
  expect([...versions].every((version) => version >= 1 && version <= NEWEST)).toBe(true);
});

/** Each backup is a whole ledger of version 1: what a killed process left unfinished is not taken for one. */
async function expectBackups(file: string): Promise<void> {
  const backups = readdirSync(dirname(file)).filter((name) => name.includes(".backup-v1-"));
  expect(backups.length).toBeGreaterThanOrEqual(1);
  for (const name of backups) {
    const copy = join(dirname(file), "copies", name);
    mkdirSync(dirname(copy), { recursive: true });
    copyFileSync(join(dirname(file), name), copy);
    expect(await readVersion(copy)).toBe(1);
    expect(await readSoundRows(copy)).toHaveLength(ROWS);
  }
}
