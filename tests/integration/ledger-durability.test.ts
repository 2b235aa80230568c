import type * as Libsql from "@libsql/client/sqlite3";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { openSqliteLedger } from "../../server/ledger/sqlite/open-sqlite-ledger.ts";
import { makeTemporaryFolder, MIGRATIONS_FOLDER } from "../support/ledger/temporary-ledger.ts";

const made = vi.hoisted((): Libsql.Client[] => []);

// `synchronous` is a matter of the connection, so it must be asked of the ledger's own.
vi.mock("@libsql/client/sqlite3", async (importOriginal) => {
  const original = await importOriginal<typeof Libsql>();
  const createClient: typeof original.createClient = (config) => {
    const client = original.createClient(config);
    made.push(client);
    return client;
  };
  return { ...original, createClient };
});

const FULL = 2;

test("the ledger's only connection waits for the disk at each commit, also after a failure and many statements", async () => {
  const folder = makeTemporaryFolder();
  const file = join(folder.path, "ledger.sqlite");
  const ledger = await openSqliteLedger({ file, migrationsFolder: MIGRATIONS_FOLDER, now: () => 0 });
  onTestFinished(async () => {
    await ledger.close();
    folder.remove();
  });
  const [client, ...others] = made;
  expect(others).toEqual([]);

  const run = { runId: "r", scraperId: "a", source: "s", status: "SUCCEEDED", itemCount: null, usageDetails: null };
  await Promise.all(
    Array.from({ length: 20 }, () => ledger.recordRuns("alice", [{ ...run, costNanoUsd: 1n, createdAtMs: 0 }])),
  );
  await expect(ledger.recordRuns("alice", [{ ...run, costNanoUsd: -1n, createdAtMs: 0 }])).rejects.toThrow();
  await ledger.recordRuns("alice", [{ ...run, costNanoUsd: 2n, createdAtMs: 0 }]);

  expect((await client?.execute("pragma synchronous"))?.rows[0]?.[0]).toBe(FULL);
  expect((await client?.execute("pragma journal_mode"))?.rows[0]?.[0]).toBe("wal");
  expect(await ledger.totalsOfAll("alice")).toEqual({ costNanoUsd: 2n, runs: 1, runsWithoutCost: 0 });
});
