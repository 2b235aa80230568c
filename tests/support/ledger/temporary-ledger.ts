import { createClient, type Client } from "@libsql/client/sqlite3";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Ledger } from "../../../server/ledger/ledger.ts";
import { openSqliteLedger } from "../../../server/ledger/sqlite/open-sqlite-ledger.ts";

export const MIGRATIONS_FOLDER = "resources/migrations/sqlite";

export interface TemporaryFolder {
  readonly path: string;
  remove(): void;
}

export function makeTemporaryFolder(): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), "decompte-test-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export interface TemporaryLedger {
  readonly ledger: Ledger;
  readonly file: string;
  /** Another connection to the same file, for what is asked in plain SQL. */
  readonly sql: Client;
  /** Another ledger over the same file, as a second process would have. */
  readonly openSecond: () => Promise<Ledger>;
  readonly remove: () => Promise<void>;
}

/** A ledger in a folder of its own, for one test; made new unless `prepare` puts another one there. */
export async function openTemporaryLedger(
  now: () => number = Date.now,
  prepare?: (file: string) => Promise<void>,
): Promise<TemporaryLedger> {
  const folder = makeTemporaryFolder();
  const file = join(folder.path, "ledger.sqlite");
  await prepare?.(file);
  const open = () => openSqliteLedger({ file, migrationsFolder: MIGRATIONS_FOLDER, now });
  const ledgers = [await open()];
  const sql = openSql(file);
  const [ledger] = ledgers;
  if (ledger === undefined) throw new Error("There is no ledger");
  return {
    ledger,
    file,
    sql,
    openSecond: async () => {
      const second = await open();
      ledgers.push(second);
      return second;
    },
    remove: async () => {
      await Promise.all(ledgers.map((each) => each.close()));
      sql.close();
      folder.remove();
    },
  };
}

export function openSql(file: string): Client {
  return createClient({ url: pathToFileURL(file).href, concurrency: 1, timeout: 5_000, intMode: "bigint" });
}
