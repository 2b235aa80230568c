import type pg from "pg";
import type { ServerDatabase } from "../../../server/database/open-database.ts";
import type { LedgerRun } from "../../../server/ledger/ledger.ts";
import { compare, elapsedMs, type Comparison } from "../measure.ts";
import { withClient } from "./with-client.ts";

const ROUNDS = 15;
const ROWS_OF_BATCH = 1_000;
const WRITERS = 16;
const BATCHES_OF_WRITER = 25;
const ROWS_OF_WRITER = 20;
const MINUTE_MS = 60_000;

/** Batches of new runs against the same rows by a multi-row INSERT into the same table, whose triggers see both. */
export async function benchRecording({ ledger }: ServerDatabase, url: string, nowMs: number): Promise<Comparison> {
  let batches = 0;
  const runs = (): readonly LedgerRun[] => runsOf(`recorded-${(batches += 1)}`, ROWS_OF_BATCH, nowMs);
  return withClient(url, async (plain) => {
    const work = {
      baseline: async () => {
        const batch = runs();
        return elapsedMs(() => insertPlainly(plain, "recorder", batch));
      },
      ours: async () => {
        const batch = runs();
        return elapsedMs(() => ledger.recordRuns("recorder", batch));
      },
    };
    await work.baseline();
    await work.ours();
    return compare(ROUNDS, "ms", work);
  });
}

export interface WriterFigures {
  readonly writers: number;
  readonly runs: number;
  readonly failures: number;
  readonly lostRuns: number;
  readonly isRollupExact: boolean;
}

/** Writers of two servers, all of one user and within one hour; each run is told twice, the second time with its cost. */
export async function benchWriters(
  servers: readonly ServerDatabase[],
  url: string,
  nowMs: number,
): Promise<WriterFigures> {
  const userId = "sixteen-writers";
  let failures = 0;
  await Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      const ledger = servers[writer % servers.length]?.ledger;
      for (let batch = 0; batch < BATCHES_OF_WRITER; batch += 1) {
        const runs = runsOf(`writer-${writer}-${batch}`, ROWS_OF_WRITER, nowMs);
        const unfinished = runs.map((run) => ({ ...run, status: "RUNNING", costNanoUsd: null }));
        for (const told of [unfinished, runs]) {
          await ledger?.recordRuns(userId, told).catch((error: unknown) => {
            failures += 1;
            console.error(error);
          });
        }
      }
    }),
  );
  const runs = WRITERS * BATCHES_OF_WRITER * ROWS_OF_WRITER;
  const totals = await servers[0]?.ledger.totalsOfAll(userId);
  const { rows, costNanoUsd, isExact } = await countPlainly(url, userId);
  const isTold = totals?.runs === rows && totals.costNanoUsd === costNanoUsd && totals.runsWithoutCost === 0;
  return { writers: WRITERS, runs, failures, lostRuns: runs - rows, isRollupExact: isExact && isTold };
}

function runsOf(name: string, count: number, nowMs: number): readonly LedgerRun[] {
  return Array.from({ length: count }, (_, index) => ({
    runId: `${name}-${index}`,
    scraperId: "scraper",
    source: "scraping",
    status: "SUCCEEDED",
    costNanoUsd: BigInt(1_000_000 + index),
    itemCount: index,
    usageDetails: { ACTOR_COMPUTE_UNITS: 0.0123 },
    createdAtMs: nowMs - (index % 60) * MINUTE_MS,
  }));
}

async function insertPlainly(client: pg.Client, userId: string, runs: readonly LedgerRun[]): Promise<void> {
  const values = runs.flatMap((run) => [
    userId,
    run.runId,
    run.scraperId,
    run.source,
    Number(run.costNanoUsd) / 1e9,
    JSON.stringify(run.usageDetails),
    run.itemCount,
    run.status,
    new Date(run.createdAtMs).toISOString(),
  ]);
  const width = values.length / runs.length;
  const rows = runs.map(
    (_, row) => `(${Array.from({ length: width }, (__, at) => `$${row * width + at + 1}`).join(", ")})`,
  );
  await client.query(
    `insert into scraper_runs
       (user_id, run_id, scraper_id, source, cost_usd, usage_details, item_count, status, created_at)
     values ${rows.join(", ")}`,
    values,
  );
}

async function countPlainly(url: string, userId: string) {
  const { rows } = await withClient(url, (client) =>
    client.query<{ rows: string; cost: string; exact: boolean }>(
      `select count(*) as rows, coalesce(sum(cost_nano_usd), 0) as cost,
       (count(*)::numeric, sum(cost_nano_usd)) is not distinct from (
         select (sum(runs)::numeric, sum(cost_nano_usd)) from (
           select runs, cost_nano_usd from decompte.run_rollup where user_id = $1 and width_minutes = 15
           union all
           select runs, cost_nano_usd from decompte.run_rollup_pending where user_id = $1
         ) as parts
       ) as exact
     from scraper_runs where user_id = $1`,
      [userId],
    ),
  );
  const [found] = rows;
  return { rows: Number(found?.rows), costNanoUsd: BigInt(found?.cost ?? 0), isExact: found?.exact === true };
}
