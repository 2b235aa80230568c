import { join } from "node:path";
import type { Ledger } from "../ledger/ledger.ts";
import type { Database as SqliteDatabase } from "../ledger/sqlite/connect.ts";
import { openSqliteFile } from "../ledger/sqlite/open-sqlite-file.ts";
import { openSqliteLedger } from "../ledger/sqlite/open-sqlite-ledger.ts";

export interface ServerDatabaseOnSqlite {
  readonly dialect: "sqlite";
  readonly ledger: Ledger;
  /** Of `server.db`: users, keys, connections. */
  readonly database: SqliteDatabase;
  readonly close: () => Promise<void>;
}

/** Two files in the data folder: the ledger, the same as the desktop app's, and what only a server has beside it. */
export async function openSqliteDatabase({
  dataFolder,
  migrationsFolder,
  now,
}: {
  readonly dataFolder: string;
  readonly migrationsFolder: string;
  readonly now: () => number;
}): Promise<ServerDatabaseOnSqlite> {
  const ledger = await openSqliteLedger({
    file: join(dataFolder, "ledger.db"),
    migrationsFolder: join(migrationsFolder, "sqlite"),
    now,
  });
  try {
    const folder = join(migrationsFolder, "sqlite-server");
    const { client, database } = await openSqliteFile(join(dataFolder, "server.db"), folder);
    await client.execute("pragma foreign_keys = on");
    return {
      dialect: "sqlite",
      ledger,
      database,
      async close() {
        await ledger.close();
        client.close();
      },
    };
  } catch (error) {
    await ledger.close();
    throw error;
  }
}
