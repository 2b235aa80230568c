import type { Client, Config } from "@libsql/client/sqlite3";
import { pathToFileURL } from "node:url";

interface SqliteModule {
  readonly createClient: (config: Config) => Client;
}

const first = new Map<string, Client>();
let longestWaitMs: number | null = null;

/** For `vi.mock`: the ledger's own connection stays within reach, for pragmas that hold for one connection only. */
export function keepingConnections<Original extends SqliteModule>(original: Original): Original {
  return {
    ...original,
    createClient(config) {
      const timeout = longestWaitMs ?? config.timeout;
      const client = original.createClient({ ...config, ...(timeout !== undefined && { timeout }) });
      if (!first.has(config.url)) first.set(config.url, client);
      return client;
    },
  };
}

/** The connection of the ledger that opened the file first. */
export function connectionOf(file: string): Client {
  const client = first.get(pathToFileURL(file).href);
  if (client === undefined) throw new Error("No ledger has opened this file");
  return client;
}

/** So that a test need not wait five seconds for a lock. Connections made from now on; null is as the ledger wants it. */
export function waitForLocksAtMost(ms: number | null): void {
  longestWaitMs = ms;
}
