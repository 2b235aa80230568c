import type { NodePgQueryResultHKT } from "drizzle-orm/node-postgres";
import type { PgDatabase } from "drizzle-orm/pg-core";

/** A database over `pg` or over Neon's driver, which answers in the same form, or a transaction of one. */
export type PostgresDatabase = PgDatabase<NodePgQueryResultHKT>;
