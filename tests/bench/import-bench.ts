import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import pLimit from "p-limit";
import { z } from "zod";
import { openSqliteLedger } from "../../server/ledger/sqlite/open-sqlite-ledger.ts";
import { createImporter } from "../../server/services/import/importer.ts";
import { createApifyClient } from "../../server/sources/apify/client.ts";
import { MIGRATIONS_FOLDER } from "./bench-environment.ts";
import { compare, elapsedMs, type Comparison } from "./measure.ts";

const RUNS = 20_000;
const DAYS = 30;
const announcementSchema = z.object({
  baseUrl: z.url(),
  token: z.string(),
  runs: z.number(),
  totalNanoUsd: z.string(),
});
const pageSchema = z.object({ data: z.object({ items: z.array(z.object({ id: z.string() })) }) });

type StandIn = z.infer<typeof announcementSchema>;

/** The import of 20,000 runs, against fetching the same pages and details and dropping them. */
export async function benchImport(standInFile: string): Promise<Comparison> {
  const child = spawn(process.execPath, [standInFile], {
    env: { ...process.env, APIFY_STAND_IN_RUNS: String(RUNS), APIFY_STAND_IN_DAYS: String(DAYS) },
    stdio: ["pipe", "pipe", "inherit"],
  });
  try {
    const standIn = await announced(child.stdout);
    await fetchAndDrop(standIn);
    return await compare(5, "ms", {
      baseline: () => elapsedMs(() => fetchAndDrop(standIn)),
      ours: () => importOnce(standIn),
    });
  } finally {
    child.stdin.end();
  }
}

async function announced(output: NodeJS.ReadableStream): Promise<StandIn> {
  for await (const line of createInterface({ input: output })) return announcementSchema.parse(JSON.parse(line));
  throw new Error("The stand-in for Apify ended before it listened");
}

async function fetchAndDrop({ baseUrl, token }: StandIn): Promise<void> {
  const get = async (path: string) => {
    const response = await fetch(baseUrl + path, { headers: { authorization: `Bearer ${token}` } });
    return response.text();
  };
  const limit = pLimit(8);
  for (let offset = 0; offset < RUNS; offset += 1_000) {
    const page = pageSchema.parse(JSON.parse(await get(`/v2/actor-runs?desc=1&limit=1000&offset=${offset}`)));
    await Promise.all(page.data.items.map(({ id }) => limit(get, `/v2/actor-runs/${id}`)));
  }
}

/** @returns the time of the import alone; that its sum is right is part of the measurement's worth. */
async function importOnce({ baseUrl, token, totalNanoUsd }: StandIn): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "decompte-bench-"));
  const ledger = await openSqliteLedger({
    file: join(folder, "ledger.db"),
    migrationsFolder: MIGRATIONS_FOLDER,
    now: Date.now,
  });
  const client = createApifyClient({
    baseUrl,
    token,
    fetch: (url, init) => fetch(url, init),
    now: Date.now,
    sleep: () => Promise.resolve(),
    random: Math.random,
  });
  const importer = createImporter({ ledger, connectionOf: () => client, now: Date.now });
  try {
    const ms = await elapsedMs(() => importer.backfill("bench", { days: DAYS + 1, isReset: false }));
    const { costNanoUsd, runs } = await ledger.totalsOfAll("bench");
    if (runs !== RUNS || String(costNanoUsd) !== totalNanoUsd)
      throw new Error("The import is not equal to Apify's runs");
    return ms;
  } finally {
    ledger.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
