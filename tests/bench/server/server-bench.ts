import { parseArgs } from "node:util";
import { openDatabase, type ServerDatabase } from "../../../server/database/open-database.ts";
import type { AdoptionProgress } from "../../../server/ledger/postgres/adopt-runs.ts";
import { createDatabaseOn } from "../../support/postgres/create-database.ts";
import { startPostgres } from "../../support/postgres/postgres-server.ts";
import { elapsedMs, type Comparison } from "../measure.ts";
import { fillRuns } from "./fill-runs.ts";
import { benchRequests } from "./http-bench.ts";
import { benchReads } from "./reads-bench.ts";
import { withClient } from "./with-client.ts";
import { benchRecording, benchWriters } from "./writes-bench.ts";

// At most so much may each be of what stands beside it; what must be "n times faster" is at most an nth of it.
const LIMITS: Readonly<Record<string, number>> = {
  summaryAllAgainstRows: 1 / 200,
  summaryAllAgainstRoundTrip: 3,
  chart90dAgainstRows: 1 / 100,
  growthOfSummary: 1.5,
  growthOfChart: 1.5,
  recordingAgainstInsert: 2,
};
const LEAST_REQUESTS_AGAINST_CONSTANT = 0.5;

const { values } = parseArgs({ options: { rows: { type: "string", default: "5000000" } } });
const rows = Number(values.rows);
if (!Number.isSafeInteger(rows) || rows < 1_000) throw new Error(`--rows ${values.rows} is no number of rows`);

const tell = (text: string): void => void process.stderr.write(`${text}\n`);
const nowMs = Date.now();
const postgres = await startPostgres({
  isDurable: true,
  settings: { shared_buffers: "1GB", maintenance_work_mem: "512MB", max_wal_size: "8GB", effective_cache_size: "4GB" },
});
const onProgress = (progress: AdoptionProgress): void => {
  if (progress.step !== "sums" || progress.percent % 25 === 0) tell(`Adopting: ${JSON.stringify(progress)}`);
};
const opened: ServerDatabase[] = [];
try {
  const { url } = await createDatabaseOn(postgres.url);
  const open = async (): Promise<ServerDatabase> => {
    const database = await openDatabase({
      url,
      dataFolder: ".",
      migrationsFolder: "resources/migrations",
      now: Date.now,
      onProgress,
    });
    opened.push(database);
    return database;
  };
  tell(`Filling ${rows} rows`);
  const fillingMs = await elapsedMs(() => fillRuns(url, rows, nowMs));
  let database: ServerDatabase | undefined;
  const adoptingMs = await elapsedMs(async () => {
    database = await open();
  });
  if (database === undefined) throw new Error("The database is not open");
  // As autovacuum would have done long before a table has so many rows.
  await withClient(url, (client) => client.query("vacuum (analyze)"));

  tell("Reading");
  const reads = await benchReads(database, url, nowMs);
  tell("Recording");
  const recordingAgainstInsert = await benchRecording(database, url, nowMs);
  const concurrentWriters = await benchWriters([database, await open()], url, nowMs);
  tell("Answering over HTTP");
  const requests = await benchRequests(url);

  const compared = Object.entries({ ...reads, recordingAgainstInsert }).map(([name, figure]) => judged(name, figure));
  const results = {
    ...Object.fromEntries(compared),
    requestsAgainstConstant: {
      ...requests,
      leastRatio: LEAST_REQUESTS_AGAINST_CONSTANT,
      isWithinLimit: requests.ratio >= LEAST_REQUESTS_AGAINST_CONSTANT,
    },
    concurrentWriters: {
      ...concurrentWriters,
      isWithinLimit:
        concurrentWriters.failures === 0 && concurrentWriters.lostRuns === 0 && concurrentWriters.isRollupExact,
    },
    // Told and not judged.
    filled: { rows, seconds: seconds(fillingMs) },
    adopted: { rows, seconds: seconds(adoptingMs), rowsPerSecond: Math.round((1_000 * rows) / adoptingMs) },
  };
  console.log(JSON.stringify(results, null, 2));
  if (Object.values(results).some((result) => "isWithinLimit" in result && !result.isWithinLimit)) process.exitCode = 1;
} finally {
  await Promise.all(opened.map((database) => database.close()));
  await postgres.remove();
}

function judged(name: string, figure: Comparison) {
  const limit = LIMITS[name] ?? 0;
  return [name, { ...figure, limit, isWithinLimit: figure.ratio <= limit }] as const;
}

function seconds(ms: number): number {
  return Number((ms / 1_000).toPrecision(3));
}
