import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { generateRuns } from "../support/apify/generate-runs.ts";
import { standInLedgerTotals } from "../support/apify/ledger-totals.ts";
import { seededRandom, type Random } from "../support/apify/random.ts";
import { StandInAccount } from "../support/apify/stand-in-account.ts";
import { DAY_MS, HOUR_MS, NOW } from "../support/faults/fault-bench.ts";
import {
  copyLedger,
  costsIn,
  newLedgerFile,
  readSoundRows,
  startKillBench,
  USER,
  type KillBench,
} from "../support/faults/kill-bench.ts";
import { openSql } from "../support/ledger/temporary-ledger.ts";

const RUNS = 300;
const REPORTS = 20;
const PLACES = 20;

/** A ledger of which nothing was moved from its log into its file, as when the machine stops before that. */
async function makeUnmovedLedger(bench: KillBench): Promise<string> {
  const copy = newLedgerFile();
  const original = newLedgerFile();
  await bench.work(original, async (importer, ledger) => {
    await importer.refresh(USER);
    for (let index = 0; index < REPORTS; index += 1) {
      const known = { scraperId: "a", source: "enrich", status: "SUCCEEDED", itemCount: null, usageDetails: null };
      const createdAtMs = NOW - index * HOUR_MS;
      await ledger.recordRuns(USER, [
        { ...known, runId: `reported-${index}`, costNanoUsd: BigInt(index), createdAtMs },
      ]);
    }
    copyLedger(original, copy);
  });
  expect(await readSoundRows(copyOf(copy))).toHaveLength(RUNS + REPORTS);
  return copy;
}

function copyOf(file: string): string {
  const copy = newLedgerFile();
  copyLedger(file, copy);
  return copy;
}

async function hasTables(file: string): Promise<boolean> {
  const sql = openSql(file);
  const { rows } = await sql.execute("pragma user_version");
  sql.close();
  return Number(rows[0]?.["user_version"]) > 0;
}

const damages: readonly (readonly [string, (log: Buffer, random: Random) => Buffer])[] = [
  ["was cut", (log, random) => log.subarray(0, random.integer(0, log.length))],
  ["has a bit that turned over", (log, random) => withFlippedBit(log, random.integer(0, log.length - 1))],
  ["ends with zeros", (log, random) => Buffer.from(log).fill(0, random.integer(0, log.length))],
];

function withFlippedBit(log: Buffer, place: number): Buffer {
  const flipped = Buffer.from(log);
  flipped.writeUInt8(flipped.readUInt8(place) ^ 0x10, place);
  return flipped;
}

test.each(damages)(
  "where the log beside the ledger %s, the commits before that are whole, and a refresh reads again what the rest held",
  async (_, damage) => {
    const from = new Date(NOW - 20 * DAY_MS);
    const runs = generateRuns({ count: RUNS, seed: 59, from, to: new Date(NOW - 2 * HOUR_MS) });
    const account = new StandInAccount({ runs });
    const truth = standInLedgerTotals(account);
    const bench = await startKillBench(account, NOW);
    const original = await makeUnmovedLedger(bench);
    const log = readFileSync(`${original}-wal`);
    const random = seededRandom(67);
    const counts = new Set<number>();
    for (let place = 0; place < PLACES; place += 1) {
      const file = copyOf(original);
      writeFileSync(`${file}-wal`, damage(log, random));
      const rows = (await hasTables(file)) ? await readSoundRows(file) : [];
      counts.add(rows.length);
      const reports = rows.filter(({ source }) => source === "enrich").length;
      // The import's commits come first: no report is there without all of them.
      expect(reports === 0 || rows.length - reports === RUNS).toBe(true);
      await bench.work(file, (importer) => importer.refresh(USER));
      const imported = (await readSoundRows(file)).filter(({ source }) => source !== "enrich");
      expect(costsIn(imported)).toEqual(truth);
    }
    expect(counts.size).toBeGreaterThan(3);
    expect(bench.requests()).toBeLessThanOrEqual((PLACES + 1) * (RUNS + 5));
  },
);
