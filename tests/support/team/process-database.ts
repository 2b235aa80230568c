import { join } from "node:path";
import { describe, onTestFinished } from "vitest";
import { makeTemporaryFolder } from "../ledger/temporary-ledger.ts";
import { readSoundRows } from "../faults/kill-bench.ts";
import { addUserWithKey, serverEnvironment, type BuiltServer } from "./server-process.ts";

/** Where a server process keeps its data. */
export interface ProcessDatabase {
  readonly environment: Readonly<Record<string, string>>;
  /** A key of this server's only user. */
  readonly token: (built: BuiltServer) => Promise<string>;
  /** The ids of all runs, in order, each as often as it is there, after it was found that the sums follow. */
  readonly runIds: () => Promise<readonly string[]>;
}

/** Declares the same tests over each kind of database. */
export function usingDatabases(name: string, declare: (open: () => Promise<ProcessDatabase>) => void): void {
  describe.each([["SQLite", openOnSqlite]] as const)(`${name}, on %s`, (_, open) => {
    declare(open);
  });
}

async function openOnSqlite(): Promise<ProcessDatabase> {
  const folder = makeTemporaryFolder();
  onTestFinished(() => folder.remove());
  const environment = serverEnvironment(folder.path);
  return {
    environment,
    token: once((built) => addUserWithKey(built, environment)),
    async runIds() {
      const rows = await readSoundRows(join(folder.path, "ledger.db"));
      return rows.map(({ runId }) => runId).toSorted();
    },
  };
}

function once(make: (built: BuiltServer) => Promise<string>): (built: BuiltServer) => Promise<string> {
  let made: Promise<string> | null = null;
  return (built) => (made ??= make(built));
}
