import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "../../shared/errors.ts";

export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

/** The migrations of a folder: `0001-name.sql`, `0002-name.sql`, …, without a gap. */
export function readMigrations(folder: string): readonly Migration[] {
  const files = readdirSync(folder)
    .filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name))
    .toSorted();
  return files.map((name, index) => {
    const version = Number(name.slice(0, 4));
    if (version !== index + 1) throw new Error(`Migration ${index + 1} is missing from ${folder}`);
    return { version, name, sql: readFileSync(join(folder, name), "utf8") };
  });
}

/** @throws AppError `ledger_newer` for a ledger of a later version. */
export function assertKnownVersion(version: number, knownVersion: number): void {
  if (version <= knownVersion) return;
  throw new AppError(
    "ledger_newer",
    "The ledger was written by a newer version of Décompte. Update the application to open it; nothing was changed",
    { details: { ledgerVersion: version, knownVersion } },
  );
}
