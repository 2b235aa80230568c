import { createClient } from "@libsql/client/sqlite3";
import { drizzle } from "drizzle-orm/libsql/sqlite3";
import { pathToFileURL } from "node:url";

export type Database = ReturnType<typeof connect>["database"];

const BUSY_TIMEOUT_MS = 5_000;

/**
 * A single connection: the pragmas hold for every statement, and since each read and each write is one synchronous
 * batch, no other statement can come between.
 */
export const connect = (file: string) => connectTo(pathToFileURL(file).href);

/** The same for reading alone: the file has to be there, and nothing is written into it. */
export function connectToRead(file: string) {
  // The client refuses SQLite's own parameters, but passes a path on as it stands, which SQLite takes for its URI.
  return connectTo(`file:${encodeURIComponent(`${pathToFileURL(file).href}?mode=ro`)}`);
}

function connectTo(url: string) {
  const client = createClient({ url, concurrency: 1, timeout: BUSY_TIMEOUT_MS });
  return { client, database: drizzle(client) };
}
