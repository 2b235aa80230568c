import { checkLedger } from "./check-ledger.ts";
import type { connect } from "./connect.ts";
import { DURABLE, openSqliteFile, openSqliteFileToRead } from "./open-sqlite-file.ts";

export interface LedgerFileOptions {
  readonly file: string;
  /** The folder with `0001-….sql` and what follows. */
  readonly migrationsFolder: string;
}

/** A ledger's file and the one connection that reads and writes it. */
export type LedgerFile = ReturnType<typeof connect>;

/**
 * Opens a ledger's file, made or migrated as needed.
 *
 * @throws AppError `ledger_newer`, `ledger_unavailable`, `ledger_damaged`; the file is then as it was.
 */
export const openLedgerFile = ({ file, migrationsFolder }: LedgerFileOptions): Promise<LedgerFile> =>
  openSqliteFile(file, migrationsFolder, checkLedger);

/**
 * Opens a ledger's file that is there, and writes nothing into it.
 *
 * @throws AppError `ledger_newer`, `ledger_unavailable`, `ledger_damaged`, and `ledger_unfit` before it is migrated.
 */
export const openLedgerFileToRead = ({
  file,
  migrationsFolder,
  isOpenHere,
}: LedgerFileOptions & {
  /** Whether another thread of this process has it open. */
  readonly isOpenHere: boolean;
}): Promise<LedgerFile> => openSqliteFileToRead(file, migrationsFolder, isOpenHere);

/** What `tellingFailures` needs. */
export const reconnectedTo =
  ({ client }: LedgerFile) =>
  async (): Promise<void> => {
    client.reconnect();
    await client.executeMultiple(DURABLE);
  };
