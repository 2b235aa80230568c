import { app, session } from "electron";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pLimit from "p-limit";
import { z } from "zod";
import { createChromiumFetch } from "../../electron/main/chromium-fetch.ts";
import { openSqliteLedger } from "../../server/ledger/sqlite/open-sqlite-ledger.ts";
import { createImporter } from "../../server/services/import/importer.ts";
import { createApifyClient } from "../../server/sources/apify/client.ts";
import { MIGRATIONS_FOLDER } from "./bench-environment.ts";
import { announcementSchema, type StandIn } from "./import-bench.ts";
import { compare, elapsedMs } from "./measure.ts";

// The main of an Electron application of its own, because the import runs in one: over Chromium's network, not Node's.

const ROUNDS = 3;
const pageSchema = z.object({ data: z.object({ items: z.array(z.object({ id: z.string() })) }) });

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

async function fetchAndDrop({ baseUrl, token, runs }: StandIn, fetch: Fetch): Promise<void> {
  const headers = { authorization: `Bearer ${token}` };
  const get = async (path: string) => (await fetch(baseUrl + path, { headers })).text();
  const limit = pLimit(8);
  for (let offset = 0; offset < runs; offset += 1_000) {
    const page = pageSchema.parse(JSON.parse(await get(`/v2/actor-runs?desc=1&limit=1000&offset=${offset}`)));
    await Promise.all(page.data.items.map(({ id }) => limit(get, `/v2/actor-runs/${id}`)));
  }
}

/** @returns the time of the import alone; that its sum is right is part of the measurement's worth. */
async function importOnce({ baseUrl, token, totalNanoUsd, runs, days }: StandIn, fetch: Fetch): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "decompte-bench-"));
  const file = join(folder, "ledger.db");
  const now = Date.now;
  const ledger = await openSqliteLedger({ file, migrationsFolder: MIGRATIONS_FOLDER, now });
  const sleep = () => Promise.resolve();
  const client = createApifyClient({ baseUrl, token, fetch, now, sleep, random: Math.random });
  const importer = createImporter({ ledger, connectionOf: () => client, now });
  try {
    const ms = await elapsedMs(() => importer.backfill("bench", { days: days + 1, isReset: false }));
    const totals = await ledger.totalsOfAll("bench");
    const isEqual = totals.runs === runs && String(totals.costNanoUsd) === totalNanoUsd;
    if (!isEqual) throw new Error("The import is not equal to Apify's runs");
    return ms;
  } finally {
    await ledger.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function bench(): Promise<void> {
  const standIn = announcementSchema.parse(JSON.parse(process.env["BENCH_STAND_IN"] ?? "null"));
  const fetch = createChromiumFetch(session.fromPartition("bench", { cache: false }));
  await fetchAndDrop({ ...standIn, runs: 2_000 }, fetch);
  const result = await compare(ROUNDS, "ms", {
    baseline: () => elapsedMs(() => fetchAndDrop(standIn, fetch)),
    ours: () => importOnce(standIn, fetch),
  });
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

app
  .whenReady()
  .then(bench)
  .then(
    () => app.exit(0),
    (error: unknown) => {
      console.error(error);
      app.exit(1);
    },
  );
