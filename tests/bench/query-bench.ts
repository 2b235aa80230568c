import { createClient, type Client } from "@libsql/client/sqlite3";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createApp } from "../../server/app.ts";
import { openSqliteLedger } from "../../server/ledger/sqlite/open-sqlite-ledger.ts";
import { createImporter } from "../../server/services/import/importer.ts";
import { createReconciler } from "../../server/services/reconciliation/reconciler.ts";
import { lastDays } from "../../shared/domain/day.ts";
import { MIGRATIONS_FOLDER } from "./bench-environment.ts";
import { fillRuns } from "./fill-runs.ts";
import { compare, elapsedMs, median, type Comparison } from "./measure.ts";

const ROWS = 1_000_000;
const USER_ID = "bench";
const TIME_ZONE = "Europe/Paris";
const NOW_MS = Date.UTC(2026, 5, 15, 12);

/** The two figures of the window over a million rows, whole answers by the HTTP contract, against plain SQL over the rows. */
export async function benchQueries(): Promise<{ readonly summaryAll: Comparison; readonly chart90d: Comparison }> {
  const folder = mkdtempSync(join(tmpdir(), "decompte-bench-"));
  const file = join(folder, "ledger.db");
  const now = () => NOW_MS;
  const ledger = await openSqliteLedger({
    file,
    migrationsFolder: MIGRATIONS_FOLDER,
    now,
  });
  const app = createApp({
    ledger,
    importer: createImporter({ ledger, connectionOf: () => null, now }),
    reconciler: createReconciler({ ledger, connectionOf: () => null, now }),
    authenticate: async () => ({ userId: USER_ID }),
    now,
    onUnexpectedError: (error) => console.error(error),
  });
  const rows = createClient({ url: pathToFileURL(file).href, concurrency: 1 });
  try {
    await fillRuns(rows, { rows: ROWS, userId: USER_ID, endMs: NOW_MS });
    const get = (path: string) => () => repeated(20, async () => (await app.fetch(request(path))).json());
    return {
      summaryAll: await compare(7, "ms", {
        baseline: () => elapsedMs(() => sumOfRows(rows)),
        ours: get(`/api/scraper-runs/summary?period=all&tz=${TIME_ZONE}`),
      }),
      chart90d: await compare(7, "ms", {
        baseline: () => elapsedMs(() => sumOfRowsByDay(rows)),
        ours: get(`/api/dashboard/spending-chart?timeRange=90d&tz=${TIME_ZONE}`),
      }),
    };
  } finally {
    rows.close();
    await ledger.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const request = (path: string): Request => new Request(new URL(path, "http://bench.invalid"));

async function repeated(times: number, work: () => Promise<unknown>): Promise<number> {
  const measured: number[] = [];
  for (let count = 0; count < times; count += 1) measured.push(await elapsedMs(work));
  return median(measured);
}

function sumOfRows(client: Client) {
  return client.execute({
    sql: `select sum(cost_nano_usd), count(*), count(*) - count(cost_nano_usd) from scraper_runs where user_id = ?`,
    args: [USER_ID],
  });
}

/** The same days of the same zone, by their bounds, from the index on the rows. */
function sumOfRowsByDay(client: Client) {
  const days = lastDays(90, NOW_MS, TIME_ZONE);
  return client.execute({
    sql: `select day.key, sum(cost_nano_usd), count(run_id), count(run_id) - count(cost_nano_usd)
      from json_each(?) as day
      left join scraper_runs on user_id = ? and created_at >= day.value ->> 'fromMs' and created_at < day.value ->> 'toMs'
      group by day.key`,
    args: [JSON.stringify(days), USER_ID],
  });
}
