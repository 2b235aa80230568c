import { createClient, type Client } from "@libsql/client/sqlite3";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { openSqliteLedger } from "../../../server/ledger/sqlite/open-sqlite-ledger.ts";
import { onSqlite } from "./by-hand.ts";
import type { TestLedger } from "./test-ledger.ts";

export const MIGRATIONS_FOLDER = "resources/migrations/sqlite";

export interface TemporaryFolder {
  readonly path: string;
  remove(): void;
}

export function makeTemporaryFolder(): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), "decompte-test-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export interface TemporaryLedger extends TestLedger {
  readonly file: string;
  readonly sql: Client;
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
    byHand: onSqlite(sql),
    readStored: async () =>
      readdirSync(dirname(file))
        .map((name) => readFileSync(join(dirname(file), name)).toString("latin1"))
        .join("\n"),
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
