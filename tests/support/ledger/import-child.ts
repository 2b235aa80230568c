import { writeSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import type { Ledger, LedgerRun } from "../../../server/ledger/ledger.ts";
import { openSqliteLedger } from "../../../server/ledger/sqlite/open-sqlite-ledger.ts";
import { createImporter } from "../../../server/services/import/importer.ts";
import { createApifyClient } from "../../../server/sources/apify/client.ts";
import type { ChildTask } from "./child-process.ts";

// A process of its own that a test may kill at any instant. It says on its standard output what is
// acknowledged, at once and in full lines, so that the test knows what must be there afterwards.

const USER = "alice";

const say = (word: string, rest = ""): void => {
  writeSync(1, `${word} ${rest}\n`);
};

function sayingEachCommit(ledger: Ledger): Ledger {
  return {
    ...ledger,
    async commitImported(userId, importId, batch) {
      await ledger.commitImported(userId, importId, batch);
      say("committed", [...batch.runs.map(({ runId }) => runId), ...batch.kept.map(({ runId }) => runId)].join(","));
    },
  };
}

async function importAll(ledger: Ledger, task: Extract<ChildTask, { kind: "import" }>): Promise<void> {
  const client = createApifyClient({
    baseUrl: task.baseUrl,
    token: task.token,
    now: Date.now,
    random: Math.random,
    fetch: (url, init) => fetch(url, init),
    sleep: async (delayMs, signal) => {
      await wait(delayMs, undefined, signal === undefined ? {} : { signal });
    },
  });
  const importer = createImporter({ ledger: sayingEachCommit(ledger), connectionOf: () => client, now: Date.now });
  await importer.refresh(USER);
}

async function recordAll(ledger: Ledger, task: Extract<ChildTask, { kind: "record" }>): Promise<void> {
  for (let index = 0; index < task.count; index += 1) {
    const run: LedgerRun = {
      runId: `run-${index % task.distinct}`,
      scraperId: "actor",
      source: task.source,
      status: "SUCCEEDED",
      costNanoUsd: BigInt(index),
      itemCount: null,
      usageDetails: null,
      createdAtMs: task.fromMs + (index % task.distinct) * 1000,
    };
    const [recorded] = await ledger.recordRuns(USER, [run]);
    say("recorded", `${run.runId} ${recorded?.isNew === true ? "new" : "known"}`);
  }
}

// What the test says is what it writes.
const task = JSON.parse(process.argv[2] ?? "") as ChildTask;
say("opening");
const ledger = await openSqliteLedger({ file: task.file, migrationsFolder: task.migrationsFolder, now: Date.now });
say("opened");
if (task.kind === "import") await importAll(ledger, task);
if (task.kind === "record") await recordAll(ledger, task);
say("done");
