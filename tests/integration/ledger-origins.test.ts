import { copyFileSync, mkdirSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { checkLedger } from "../../server/ledger/sqlite/check-ledger.ts";
import { openLedgerFile } from "../../server/ledger/sqlite/open-ledger-file.ts";
import { MIGRATIONS_FOLDER, openTemporaryLedger } from "../support/ledger/temporary-ledger.ts";

/** A run of a ledger that has no column for the origin yet. */
const insert = (runId: string, details: string | null, costReadAtMs: number | null) => ({
  sql: `insert into scraper_runs (user_id, run_id, scraper_id, source, status, created_at, usage_details, cost_read_at)
    values ('alice', ?, 'actor', 'import', 'SUCCEEDED', 1, ?, ?)`,
  args: [runId, details, costReadAtMs],
});

test("a ledger of version 4 tells the origin of the runs whose details it has", async () => {
  const temporary = await openTemporaryLedger(Date.now, async (file) => {
    const former = join(dirname(file), "migrations");
    mkdirSync(former);
    for (const name of readdirSync(MIGRATIONS_FOLDER).filter((each) => each < "0005"))
      copyFileSync(join(MIGRATIONS_FOLDER, name), join(former, name));
    const { client } = await openLedgerFile({ file, migrationsFolder: former });
    await client.batch([
      insert("read", '{"origin":"SCHEDULER","computeUnits":1}', 5),
      insert("silent", '{"computeUnits":1}', 5),
      insert("without details", null, 5),
      insert("of a feature", '{"origin":"not Apify\'s word"}', null),
    ]);
    client.close();
  });
  onTestFinished(temporary.remove);
  const { runs } = await temporary.ledger.listRuns("alice", {}, { limit: 10, offset: 0 });
  expect(Object.fromEntries(runs.map(({ runId, origin }) => [runId, origin]))).toEqual({
    read: "SCHEDULER",
    silent: null,
    "without details": null,
    "of a feature": null,
  });
  expect(checkLedger(temporary.file)).toEqual({ kind: "sound" });
});
