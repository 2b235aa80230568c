import { cpSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { readMigrations } from "../../server/ledger/migrations.ts";
import { generateRuns } from "../support/apify/generate-runs.ts";
import { standInLedgerTotals } from "../support/apify/ledger-totals.ts";
import { seededRandom } from "../support/apify/random.ts";
import { StandInAccount } from "../support/apify/stand-in-account.ts";
import { startApifyStandIn } from "../support/apify/stand-in.ts";
import { readSoundRows } from "../support/faults/kill-bench.ts";
import { buildChild, startChild, type BuiltChild } from "../support/ledger/child-process.ts";

import { makeTemporaryFolder, MIGRATIONS_FOLDER, openSql } from "../support/ledger/temporary-ledger.ts";

const DAY_MS = 86_400_000;
const RUNS = 5_000;

/** Set it to see a failure again: the instants are the same, the machine's speed aside. */
const seed = Number(process.env["KILL_SEED"] ?? Date.now() % 1_000_000);

let child: BuiltChild;

beforeAll(async () => {
  child = await buildChild("kill");
});

afterAll(() => child.remove());

function makeFile(): string {
  const folder = makeTemporaryFolder();
  onTestFinished(() => folder.remove());
  return join(folder.path, "ledger.sqlite");
}

async function readVersion(file: string): Promise<unknown> {
  const sql = openSql(file);
  const { rows } = await sql.execute("pragma user_version");
  sql.close();
  return rows[0]?.["user_version"];
}

const committedIn = (lines: readonly string[]): string[] =>
  lines.filter((line) => line.startsWith("committed ")).flatMap((line) => line.slice("committed ".length).split(","));

describe(`killed without warning (seed ${seed})`, () => {
  test(`an import of ${RUNS} runs goes on until it equals Apify, and no acknowledged row is ever lost`, async () => {
    const random = seededRandom(seed);
    const now = Date.now();
    const account = new StandInAccount({
      runs: generateRuns({ count: RUNS, seed, from: new Date(now - 85 * DAY_MS), to: new Date(now - DAY_MS / 2) }),
    });
    const standIn = await startApifyStandIn({ accounts: [account] });
    onTestFinished(() => standIn.stop());
    const truth = standInLedgerTotals(account);
    const task = {
      kind: "import",
      file: makeFile(),
      migrationsFolder: MIGRATIONS_FOLDER,
      baseUrl: standIn.baseUrl,
      token: account.token,
    } as const;

    const acknowledged = new Set<string>();
    let kills = 0;
    for (let isDone = false; !isDone;) {
      const running = startChild(child, task);
      await running.heard("opened");
      // Sooner or later each time, so that it ends however slow the machine is.
      const killed = wait(random.integer(0, 700 + 60 * kills)).then(() => running.kill());
      const { lines, code, signal, errors } = await running.end;
      await killed;
      isDone = lines.includes("done ");
      expect(errors).toBe("");
      expect(["SIGKILL", isDone ? 0 : "SIGKILL"]).toContain(signal ?? code);
      if (!isDone) kills += 1;

      for (const runId of committedIn(lines)) acknowledged.add(runId);
      const rows = await readSoundRows(task.file);
      for (const { runId, costNanoUsd } of rows) expect([runId, costNanoUsd]).toEqual([runId, truth.get(runId)]);
      const inLedger = new Set(rows.map(({ runId }) => runId));
      expect([...acknowledged].filter((runId) => !inLedger.has(runId))).toEqual([]);
    }
    expect(kills).toBeGreaterThan(2);
    const rows = await readSoundRows(task.file);
    expect(new Map(rows.map(({ runId, costNanoUsd }) => [runId, costNanoUsd]))).toEqual(truth);
  });

  test("while a ledger is made, it is made the next time", async () => {
    const random = seededRandom(seed + 1);
    for (let round = 0; round < 12; round += 1) {
      const task = { kind: "open", file: makeFile(), migrationsFolder: MIGRATIONS_FOLDER } as const;
      const running = startChild(child, task);
      await running.heard("opening");
      await wait(random.integer(0, 12));
      running.kill();
      await running.end;
      const { code, errors } = await startChild(child, task).end;
      expect([code, errors]).toEqual([0, ""]);
      expect(await readSoundRows(task.file)).toEqual([]);
    }
  });
});

describe(`killed while a ledger is migrated (seed ${seed})`, () => {
  /** It deletes everything, works for some seconds, and only then puts something back. */
  const SLOW = `
    create table kept as select * from scraper_runs;
    delete from scraper_runs;
    create table busy as with recursive n(i) as (select 1 union all select i + 1 from n where i < 3000000) select i from n;
    drop table busy;
    insert into scraper_runs (user_id, run_id, scraper_id, source, cost_nano_usd, status, created_at)
      select user_id, run_id, scraper_id, source, cost_nano_usd, status, created_at from kept;
    drop table kept;`;

  test("it is whole, at its old version or at the new one, and is migrated the next time", async () => {
    const random = seededRandom(seed + 2);
    const file = makeFile();
    const migrationsFolder = join(dirname(file), "migrations");
    cpSync(MIGRATIONS_FOLDER, migrationsFolder, { recursive: true });
    const record = { kind: "record", file, source: "scraping", count: 200, distinct: 200, fromMs: 0 } as const;
    await startChild(child, { ...record, migrationsFolder: MIGRATIONS_FOLDER }).end;
    const before = await readSoundRows(file);
    expect(before).toHaveLength(200);

    const version = readMigrations(MIGRATIONS_FOLDER).length;
    writeFileSync(join(migrationsFolder, `${String(version + 1).padStart(4, "0")}-slow.sql`), SLOW);
    const versions: unknown[] = [];
    for (let round = 0; round < 4; round += 1) {
      const running = startChild(child, { kind: "open", file, migrationsFolder });
      await running.heard("opening");
      await wait(random.integer(0, 250));
      running.kill();
      await running.end;
      expect(await readSoundRows(file)).toEqual(before);
      versions.push(await readVersion(file));
    }
    const [old, migrated] = [BigInt(version), BigInt(version + 1)];
    expect(versions).toContain(old);
    expect(versions.every((found) => found === old || found === migrated)).toBe(true);

    const { code, errors } = await startChild(child, { kind: "open", file, migrationsFolder }).end;
    expect([code, errors]).toEqual([0, ""]);
    expect(await readVersion(file)).toBe(migrated);
    expect(await readSoundRows(file)).toEqual(before);
  });
});

describe("several processes that write to one ledger at once", () => {
  test("all succeed, each run is one row, and the sums follow", async () => {
    const file = makeFile();
    const children = ["scraping", "enrich", "find-email"].map((source) =>
      startChild(child, {
        kind: "record",
        file,
        migrationsFolder: MIGRATIONS_FOLDER,
        source,
        count: 300,
        distinct: 120,
        fromMs: Date.UTC(2026, 10, 22),
      }),
    );
    const ends = await Promise.all(children.map(({ end }) => end));
    expect(ends.map(({ code, errors }) => [code, errors])).toEqual(children.map(() => [0, ""]));
    expect(ends.flatMap(({ lines }) => lines).filter((line) => line.endsWith(" new"))).toHaveLength(120);
    expect(await readSoundRows(file)).toHaveLength(120);
  });
});
