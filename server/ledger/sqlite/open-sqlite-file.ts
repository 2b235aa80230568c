import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { AppError, isAppError } from "../../../shared/errors.ts";
import { assertKnownVersion, readMigrations } from "../migrations.ts";
import { checkStructure } from "./check-ledger.ts";
import { connect, connectToRead } from "./connect.ts";
import { failureOfFile } from "./failures.ts";
import { assertReadableHeader, migrate, readVersion } from "./migrate.ts";

/** FULL makes each commit reach the disk before it is acknowledged: Apify deletes old runs, so they can't be read again. */
export const DURABLE = "pragma journal_mode = wal; pragma synchronous = full;";

/**
 * The files that this process has opened. Whoever closes a descriptor of such a file lets go of every lock that SQLite
 * holds on it in the whole process, as POSIX has it; another process would then take the log away from under us. Its
 * version is read through SQLite alone from then on.
 */
const opened = new Set<string>();

/**
 * Opens a file of ours, made or migrated as needed.
 *
 * @param migrationsFolder The folder with `0001-….sql` and what follows.
 * @param check What must find the file sound before it is migrated.
 * @throws AppError `ledger_newer`, `ledger_unavailable`, `ledger_damaged`; the file is then as it was.
 */
export async function openSqliteFile(
  file: string,
  migrationsFolder: string,
  check = checkStructure,
): Promise<ReturnType<typeof connect>> {
  const migrations = readMigrations(migrationsFolder);
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    if (!opened.has(file) && existsSync(file)) assertReadableHeader(file, migrations.length);
    opened.add(file);
    const connection = connect(file);
    try {
      await connection.client.executeMultiple(DURABLE);
      await migrate({ client: connection.client, file, migrations, check });
    } catch (error) {
      connection.client.close();
      throw error;
    }
    return connection;
  } catch (error) {
    throw isAppError(error) ? error : unopened(error);
  }
}

/**
 * Opens a file of ours for reading alone, beside whoever writes it.
 *
 * @param isOpenHere Whether another thread of this process has it open, whose `opened` this one can't see.
 * @throws AppError `ledger_newer`, `ledger_unavailable`, `ledger_damaged`, and `ledger_unfit` for a file that is still
 * to be migrated.
 */
export async function openSqliteFileToRead(
  file: string,
  migrationsFolder: string,
  isOpenHere: boolean,
): Promise<ReturnType<typeof connect>> {
  const knownVersion = readMigrations(migrationsFolder).length;
  try {
    if (!isOpenHere && !opened.has(file)) assertReadableHeader(file, knownVersion);
    const connection = connectToRead(file);
    try {
      // The header tells the version of what was last brought over from the log.
      const version = await readVersion(connection.client);
      assertKnownVersion(version, knownVersion);
      if (version < knownVersion)
        throw new AppError("ledger_unfit", "The ledger is of an older version, and not brought to this one yet");
    } catch (error) {
      connection.client.close();
      throw error;
    }
    return connection;
  } catch (error) {
    throw isAppError(error) ? error : unopened(error);
  }
}

export function unopened(cause: unknown): AppError {
  const failure = failureOfFile(cause);
  if (failure?.code === "ledger_damaged") return failure;
  return new AppError("ledger_unavailable", "The ledger can't be opened or read", { cause });
}
