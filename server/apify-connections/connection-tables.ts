import { bigint, pgSchema, text as pgText } from "drizzle-orm/pg-core";
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { PostgresDatabase } from "../ledger/postgres/connect.ts";
import type { Database as SqliteDatabase } from "../ledger/sqlite/connect.ts";

// The tables as `resources/migrations` makes them.

const sqliteConnections = sqliteTable("apify_connections", {
  userId: text("user_id").primaryKey(),
  accountId: text("account_id").notNull(),
  username: text("username").notNull(),
  sealedToken: text("sealed_token"),
  keyId: text("key_id"),
  connectedAtMs: integer("connected_at"),
  refusedAtMs: integer("refused_at"),
  webhookHash: text("webhook_hash"),
  webhookCreatedAtMs: integer("webhook_created_at"),
});

const instant = (name: string) => bigint(name, { mode: "number" });

const postgresConnections = pgSchema("decompte").table("apify_connections", {
  userId: pgText("user_id").primaryKey(),
  accountId: pgText("account_id").notNull(),
  username: pgText("username").notNull(),
  sealedToken: pgText("sealed_token"),
  keyId: pgText("key_id"),
  connectedAtMs: instant("connected_at"),
  refusedAtMs: instant("refused_at"),
  webhookHash: pgText("webhook_hash"),
  webhookCreatedAtMs: instant("webhook_created_at"),
});

/** Where connections are kept: the ledger's own database on Postgres, `server.db` beside it on SQLite. */
export type ConnectionDatabase =
  | { readonly dialect: "postgres"; readonly database: PostgresDatabase }
  | { readonly dialect: "sqlite"; readonly database: SqliteDatabase };

export type ConnectionRow = typeof sqliteConnections.$inferSelect;

/**
 * One way to write a query for both dialects. The cast is safe: the columns have the same names and the same types of
 * values, and the builders the same methods.
 */
export function tablesOf({ dialect, database }: ConnectionDatabase) {
  const own =
    dialect === "postgres"
      ? { database, connections: postgresConnections }
      : { database, connections: sqliteConnections };
  return own as unknown as { readonly database: SqliteDatabase; readonly connections: typeof sqliteConnections };
}
