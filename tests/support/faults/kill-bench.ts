import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import type { Ledger } from "../../../server/ledger/ledger.ts";
import { openSqliteLedger } from "../../../server/ledger/sqlite/open-sqlite-ledger.ts";
import { createImporter, type Importer } from "../../../server/services/import/importer.ts";
import { createApifyClient } from "../../../server/sources/apify/client.ts";
import { createInProcessStandIn } from "../apify/in-process.ts";
import type { StandInAccount } from "../apify/stand-in-account.ts";
import { startApifyStandIn } from "../apify/stand-in.ts";
import { readRollupLines, readRows, rollupLinesOf, type Row } from "../ledger/row-oracle.ts";
import { makeTemporaryFolder, MIGRATIONS_FOLDER, openSql } from "../ledger/temporary-ledger.ts";
import { useMemoryFolder } from "./memory-folder.ts";
import { readWitness, type FaultTask } from "./fault-process.ts";

export const USER = "alice";

export interface KillBench {
  /** How many requests Apify was sent so far, by the children and by this process. */
  requests(): number;
  /** A fresh ledger file, the copy of another if told. */
  newFile(copyOf?: string): string;
  taskOf(file: string, isReset: boolean, killAtStep: number | null): Extract<FaultTask, { kind: "import" }>;
  /** Opens the ledger in this process, as the next start does. */
  work<Value>(file: string, work: (importer: Importer, ledger: Ledger) => Promise<Value>): Promise<Value>;
}

export async function startKillBench(account: StandInAccount, nowMs: number): Promise<KillBench> {
  const now = () => nowMs;
  const standIn = await startApifyStandIn({ accounts: [account], clock: now });
  onTestFinished(() => standIn.stop());
  const inProcess = createInProcessStandIn([account], now);
  const { fetch } = inProcess;
  const { baseUrl } = standIn;
  const { token } = account;
  return {
    requests: () => standIn.requests.length + inProcess.requests.length,
    newFile(copyOf) {
      const file = newLedgerFile();
      if (copyOf !== undefined) copyLedger(copyOf, file);
      return file;
    },
    taskOf: (file, isReset, killAtStep) => ({
      kind: "import",
      file,
      migrationsFolder: MIGRATIONS_FOLDER,
      baseUrl,
      token,
      nowMs,
      isReset,
      witnessFile: `${file}.witness`,
      killAtStep,
      userId: null,
    }),
    async work(file, work) {
      const ledger = await openSqliteLedger({ file, migrationsFolder: MIGRATIONS_FOLDER, now });
      const client = createApifyClient({ baseUrl, token, now, random: () => 0, sleep: async () => undefined, fetch });
      try {
        return await work(createImporter({ ledger, connectionOf: () => client, now }), ledger);
      } finally {
        await ledger.close();
      }
    },
  };
}

/** Where a ledger may be made, in a folder of its own, for the length of a test. */
export function newLedgerFile(): string {
  useMemoryFolder();
  const folder = makeTemporaryFolder();
  onTestFinished(() => folder.remove());
  return join(folder.path, "ledger.sqlite");
}

/** A ledger that no process has open, with what its log still holds. */
export function copyLedger(from: string, to: string): void {
  copyFileSync(from, to);
  if (existsSync(`${from}-wal`)) copyFileSync(`${from}-wal`, `${to}-wal`);
}

/** The rows, after it was found that the file is whole, that no run is there twice and that the sums follow. */
export async function readSoundRows(file: string): Promise<readonly Row[]> {
  const sql = openSql(file);
  try {
    const { rows: integrity } = await sql.execute("pragma integrity_check");
    expect(integrity.map((row) => row[0])).toEqual(["ok"]);
    const rows = await readRows(sql);
    expect(new Set(rows.map(({ runId }) => runId)).size).toBe(rows.length);
    expect(await readRollupLines(sql)).toEqual(rollupLinesOf(rows));
    return rows;
  } finally {
    sql.close();
  }
}

/** Whatever the witness log acknowledges is in the rows, at the cost that it says. */
export function expectNothingLost(witnessFile: string, rows: readonly Row[]): void {
  const inLedger = new Map(rows.map(({ runId, costNanoUsd }) => [runId, costNanoUsd?.toString() ?? null]));
  const acknowledged = new Map<string, string | null>();
  for (const line of readWitness(witnessFile)) {
    if (line.kind === "runs") for (const [runId, cost] of Object.entries(line.costs)) acknowledged.set(runId, cost);
  }
  const lost = [...acknowledged].filter(([runId, cost]) => !inLedger.has(runId) || inLedger.get(runId) !== cost);
  expect(lost).toEqual([]);
}

export const costsIn = (rows: readonly Row[]): ReadonlyMap<string, bigint | null> =>
  new Map(rows.map(({ runId, costNanoUsd }) => [runId, costNanoUsd]));
