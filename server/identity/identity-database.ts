import type { PostgresDatabase } from "../ledger/postgres/connect.ts";
import type { Database as SqliteDatabase } from "../ledger/sqlite/connect.ts";
import { postgresTables } from "./postgres-tables.ts";
import { sqliteTables } from "./sqlite-tables.ts";

/** Where users, sessions and keys are: the ledger's own database on Postgres, `server.db` beside it on SQLite. */
export type IdentityDatabase =
  | { readonly dialect: "postgres"; readonly database: PostgresDatabase }
  | { readonly dialect: "sqlite"; readonly database: SqliteDatabase };

export interface IdentityTables {
  readonly database: PostgresDatabase;
  readonly tables: typeof postgresTables;
}

/**
 * One way to write a query for both dialects. The cast is safe for selects, joins, updates and deletes: the columns have
 * the same names and the same types of values, and the builders the same methods.
 */
export function tablesOf({ dialect, database }: IdentityDatabase): IdentityTables {
  const own = dialect === "postgres" ? { database, tables: postgresTables } : { database, tables: sqliteTables };
  return own as unknown as IdentityTables;
}
