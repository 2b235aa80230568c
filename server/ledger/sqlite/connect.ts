import { createClient } from "@libsql/client/sqlite3";
import { drizzle } from "drizzle-orm/libsql/sqlite3";
import { pathToFileURL } from "node:url";

export type Database = ReturnType<typeof connect>["database"];

const BUSY_TIMEOUT_MS = 5_000;

/**
 * A single connection: the pragmas hold for every statement, and since each read and each write is one synchronous
 * batch, no other statement can come between.
 */
export function connect(file: string) {
  const client = createClient({ url: pathToFileURL(file).href, concurrency: 1, timeout: BUSY_TIMEOUT_MS });
  return { client, database: drizzle(client) };
}
