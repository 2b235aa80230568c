import type { NodePgQueryResultHKT } from "drizzle-orm/node-postgres";
import type { PgDatabase } from "drizzle-orm/pg-core";

/** A database over `pg` or over Neon's driver, which answers in the same form, or a transaction of one. */
export type PostgresDatabase = PgDatabase<NodePgQueryResultHKT>;

/** One over a pool, whose driver can be asked past the query builder. */
export type PooledDatabase = PostgresDatabase & {
  readonly $client: { query(prepared: PreparedQuery): Promise<{ readonly rows: readonly unknown[] }> };
};

/** Planned once a connection, under its name. */
interface PreparedQuery {
  readonly name: string;
  readonly text: string;
  readonly values: unknown[];
}

/** A connection that is nobody else's, and waits for as long as a statement takes. */
export interface PostgresSession {
  readonly database: PostgresDatabase;
  query(statement: string, values?: readonly unknown[]): Promise<{ readonly rows: readonly Row[] }>;
  /** What it is asked meanwhile fails. */
  end(): Promise<void>;
}

export type Row = Readonly<Record<string, unknown>>;
