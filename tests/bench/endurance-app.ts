import { app, session } from "electron";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { createApiClient } from "../../electron/main/api-client.ts";
import { createChromiumFetch } from "../../electron/main/chromium-fetch.ts";
import { openEmbeddedServer } from "../../server/embedded.ts";
import { createApifyClient } from "../../server/sources/apify/client.ts";
import { MIGRATIONS_FOLDER } from "./bench-environment.ts";
import type { Endurance } from "./endurance-bench.ts";
import { announcementSchema } from "./import-bench.ts";
import { watchMainTasks } from "./main-tasks.ts";

// The main of an Electron application of its own: the embedded server, asked as the desktop application asks it.

const POLL_MS = 500;
const IDLE_MS = 3_000;

/** Watches how much memory the main process takes at most. */
function watchMemory(): () => number {
  let mostMb = 0;
  const probe = setInterval(() => (mostMb = Math.max(mostMb, memoryMb())), 100);
  return () => {
    clearInterval(probe);
    return mostMb;
  };
}

/**
 * Memory of the process's own. The pages of Electron's files that lie in memory, some 150 MB, are not counted: they come
 * and go as the system likes, and cost nothing but being read again.
 */
function memoryMb(): number {
  const status = readFileSync("/proc/self/status", "utf8");
  const kilobytes = ["RssAnon", "RssShmem"].map((name) =>
    Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1]),
  );
  return kilobytes.reduce((sum, part) => sum + part) / 1024;
}

async function measure(): Promise<Endurance> {
  const standIn = announcementSchema.parse(JSON.parse(process.env["BENCH_STAND_IN"] ?? "null"));
  const folder = mkdtempSync(join(tmpdir(), "decompte-bench-"));
  const fetch = createChromiumFetch(session.fromPartition("bench", { cache: false }));
  let requests = 0;
  const client = createApifyClient({
    ...standIn,
    fetch(url, init) {
      requests += 1;
      return fetch(url, init);
    },
    now: Date.now,
    sleep: (delayMs) => wait(delayMs),
    random: Math.random,
  });
  const server = await openEmbeddedServer({
    ledgerFile: join(folder, "ledger.db"),
    migrationsFolder: MIGRATIONS_FOLDER,
    userId: "bench",
    connection: () => client,
    now: Date.now,
    onUnexpectedError: (error) => console.error(error),
  });
  const api = createApiClient({ fetch: server.fetch, baseUrl: "http://bench.invalid", timeZone: () => "Europe/Paris" });
  const look = () => Promise.all([api.importStatus(), api.summary("month"), api.spendingChart("90d")]);
  try {
    // What is loaded and compiled once belongs to an idle application too.
    await client.readAccount();
    await look();
    await wait(IDLE_MS);
    const idleMemoryMb = memoryMb();
    const memory = watchMemory();
    const mainTasks = await watchMainTasks(folder);
    const poll = setInterval(() => void look(), POLL_MS);
    await api.backfill(standIn.days + 1, false);
    clearInterval(poll);
    const mostMemoryMb = memory();
    const { longestTaskMs, longestGapMs } = await mainTasks();

    const { totalRuns, totalCostNanoUsd } = await api.summary("all");
    if (totalRuns !== standIn.runs || totalCostNanoUsd !== standIn.totalNanoUsd) {
      throw new Error("The import is not equal to Apify's runs");
    }
    await api.refresh();
    requests = 0;
    await api.refresh();
    const memoryAboveIdleMb = mostMemoryMb - idleMemoryMb;
    return { longestTaskMs, longestGapMs, memoryAboveIdleMb, requestsOfIdleRefresh: requests };
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

app
  .whenReady()
  .then(measure)
  .then(
    (result) => {
      process.stdout.write(`${JSON.stringify(result)}\n`);
      app.exit(0);
    },
    (error: unknown) => {
      console.error(error);
      app.exit(1);
    },
  );
