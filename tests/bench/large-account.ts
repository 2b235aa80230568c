import { createClient } from "@libsql/client/sqlite3";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { openSqliteLedger } from "../../server/ledger/sqlite/open-sqlite-ledger.ts";
import { MIGRATIONS_FOLDER } from "./bench-environment.ts";
import { fillRuns } from "./fill-runs.ts";

const ROWS = 100_000;

/** A data folder as after a sign-in and an import of 100,000 runs, whose token no keychain holds: nothing is fetched. */
export async function makeLargeAccount(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "decompte-bench-"));
  const account = { id: "bench", username: "bench", isTokenKept: false, createdAt: new Date().toISOString() };
  writeFileSync(join(folder, "accounts.json"), JSON.stringify({ accounts: [account], currentId: account.id }));
  const file = join(folder, "ledger.db");
  const ledger = await openSqliteLedger({ file, migrationsFolder: MIGRATIONS_FOLDER, now: Date.now });
  await ledger.close();
  const rows = createClient({ url: pathToFileURL(file).href, concurrency: 1 });
  await fillRuns(rows, { rows: ROWS, userId: `apify:${account.id}`, endMs: Date.now() });
  rows.close();
  return folder;
}
