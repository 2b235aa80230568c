import { join } from "node:path";
import { describe, expect, onTestFinished } from "vitest";
import { readSoundRows } from "../faults/kill-bench.ts";
import { openPlainPool, PLAIN_VIEWS, plainSqlOf } from "../ledger/plain-sql.ts";
import { readRollupLines, readRows, rollupLinesOf, type Row } from "../ledger/row-oracle.ts";
import { makeTemporaryFolder } from "../ledger/temporary-ledger.ts";
import { createTestDatabase } from "../postgres/test-database.ts";
import { addUserWithKey, serverEnvironment, type BuiltServer } from "./server-process.ts";

/** Where a server process keeps its data. */
export interface ProcessDatabase {
  readonly environment: Readonly<Record<string, string>>;
  /** A key of this server's only user. */
  readonly token: (built: BuiltServer) => Promise<string>;
  /** The ids of all runs, in order, each as often as it is there, after it was found that the sums follow. */
  readonly runIds: () => Promise<readonly string[]>;
}

/** Declares the same tests over each kind of database. */
export function usingDatabases(name: string, declare: (open: () => Promise<ProcessDatabase>) => void): void {
  const kinds = [
    ["SQLite", openOnSqlite],
    ["Postgres", openOnTestPostgres],
  ] as const;
  describe.each(kinds)(`${name}, on %s`, (_, open) => {
    declare(open);
  });
}

async function openOnSqlite(): Promise<ProcessDatabase> {
  const folder = newFolder();
  return databaseOf(serverEnvironment(folder), () => readSoundRows(join(folder, "ledger.db")));
}

async function openOnTestPostgres(): Promise<ProcessDatabase> {
  const { url, remove } = await createTestDatabase();
  onTestFinished(remove);
  return openOnPostgres(url);
}

/** Over an empty database. */
export function openOnPostgres(url: string): ProcessDatabase {
  const environment = {
    ...serverEnvironment(newFolder()),
    DATABASE_URL: url,
    DECOMPTE_AUTH_SECRET: "a-secret-of-the-tests-that-is-long-enough",
    DECOMPTE_ENCRYPTION_KEY: Buffer.alloc(32, 9).toString("base64"),
  };
  return databaseOf(environment, () => readSoundRowsOfPostgres(url));
}

function databaseOf(
  environment: Readonly<Record<string, string>>,
  soundRows: () => Promise<readonly Row[]>,
): ProcessDatabase {
  let made: Promise<string> | null = null;
  return {
    environment,
    token: (built) => (made ??= addUserWithKey(built, environment)),
    runIds: async () => (await soundRows()).map(({ runId }) => runId).toSorted(),
  };
}

async function readSoundRowsOfPostgres(url: string): Promise<readonly Row[]> {
  const pool = openPlainPool(url);
  try {
    await pool.query(`drop schema if exists plain cascade; ${PLAIN_VIEWS}`);
    const sql = plainSqlOf(pool);
    const rows = await readRows(sql);
    expect(await readRollupLines(sql)).toEqual(rollupLinesOf(rows));
    return rows;
  } finally {
    await pool.end();
  }
}

function newFolder(): string {
  const folder = makeTemporaryFolder();
  onTestFinished(() => folder.remove());
  return folder.path;
}
