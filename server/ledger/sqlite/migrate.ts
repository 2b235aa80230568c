import type { Client } from "@libsql/client/sqlite3";
import { closeSync, openSync, readdirSync, readSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { AppError } from "../../../shared/errors.ts";
import { assertKnownVersion, type Migration } from "../migrations.ts";
import type { LedgerCheck } from "./check-ledger.ts";

const BACKUPS_KEPT = 3;
const SQLITE_HEADER = "SQLite format 3\0";
const USER_VERSION_OFFSET = 60;
const UNFINISHED = ".unfinished-backup";

/**
 * Refuses a file that this version must not open, by reading its header alone, so that it stays as it was.
 *
 * @throws AppError `ledger_newer` for a ledger of a later version, `ledger_damaged` for another kind of file.
 */
export function assertReadableHeader(file: string, knownVersion: number): void {
  const header = Buffer.alloc(100);
  const descriptor = openSync(file, "r");
  try {
    const length = readSync(descriptor, header, 0, header.length, 0);
    if (length === 0) return;
    if (length < header.length || header.toString("latin1", 0, SQLITE_HEADER.length) !== SQLITE_HEADER) {
      throw new AppError("ledger_damaged", "The ledger's file is not a database that Décompte can read");
    }
  } finally {
    closeSync(descriptor);
  }
  assertKnownVersion(header.readUInt32BE(USER_VERSION_OFFSET), knownVersion);
}

export interface MigrateOptions {
  readonly client: Client;
  readonly file: string;
  readonly migrations: readonly Migration[];
  readonly check: (file: string) => LedgerCheck;
}

/**
 * Brings a file to the newest version, one transaction a migration, after a backup of what was there.
 *
 * @throws AppError `ledger_damaged` before anything is changed: a copy of damage would take a good backup's place.
 */
export async function migrate({ client, file, migrations, check }: MigrateOptions): Promise<void> {
  const version = await readVersion(client);
  assertKnownVersion(version, migrations.length);
  if (version > 0 && version < migrations.length) {
    if (check(file).kind === "damaged") {
      throw new AppError("ledger_damaged", "The ledger's file is damaged; nothing was changed");
    }
    await backUp(client, file, version);
  }
  for (const migration of migrations.slice(version)) {
    await client
      .executeMultiple(`begin immediate;\n${migration.sql}\npragma user_version = ${migration.version};\ncommit;`)
      .catch(async (error: unknown) => {
        // Another process that opens the ledger may have been faster.
        if ((await readVersion(client)) < migration.version) throw error;
      });
  }
}

export async function readVersion(client: Client): Promise<number> {
  const { rows } = await client.execute("pragma user_version");
  return Number(rows[0]?.["user_version"]);
}

async function backUp(client: Client, file: string, version: number): Promise<void> {
  const stamp = new Date().toISOString().replaceAll(/[-:.]/g, "");
  const backup = `${file}.backup-v${version}-${stamp}`;
  removeAbandoned(file);
  // A name of its own: another process that opens the ledger may be backing it up at the same time.
  const unfinished = `${file}${UNFINISHED}-${process.pid}`;
  rmSync(unfinished, { force: true });
  await client.execute({ sql: "vacuum into ?", args: [unfinished] });
  renameSync(unfinished, backup);

  const backups = readdirSync(dirname(file))
    .filter((name) => name.startsWith(`${basename(file)}.backup-`))
    .toSorted((left, right) => stampOf(left).localeCompare(stampOf(right)));
  for (const old of backups.slice(0, -BACKUPS_KEPT)) rmSync(join(dirname(file), old), { force: true });
}

/** What killed processes left of their backups. */
function removeAbandoned(file: string): void {
  const prefix = `${basename(file)}${UNFINISHED}`;
  for (const name of readdirSync(dirname(file)).filter((one) => one.startsWith(prefix))) {
    if (!isAlive(Number.parseInt(name.slice(prefix.length + 1), 10)))
      rmSync(join(dirname(file), name), { force: true });
  }
}

function isAlive(processId: number): boolean {
  try {
    return processId > 0 && process.kill(processId, 0);
  } catch {
    return false;
  }
}

const stampOf = (backup: string): string => backup.slice(backup.lastIndexOf("-"));
