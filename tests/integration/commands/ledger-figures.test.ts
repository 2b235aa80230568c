import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { CommandFailure } from "../../../electron/commands/command-failure.ts";
import { openLedgerFigures } from "../../../electron/commands/ledger-figures.ts";
import { openEmbeddedServer } from "../../../server/embedded.ts";
import type { Ledger, LedgerRun } from "../../../server/ledger/ledger.ts";
import { openSqliteLedger } from "../../../server/ledger/sqlite/open-sqlite-ledger.ts";
import { makeBudget } from "../../support/budgets/make-budget.ts";
import { makeTemporaryFolder, MIGRATIONS_FOLDER, openSql } from "../../support/ledger/temporary-ledger.ts";

const NOW = Date.parse("2026-11-22T10:00:00Z");
const USER = "apify:a1";
const account = { kind: "apify", id: "a1", username: "marie", isTokenKept: true, createdAt: "" } as const;

let dataFolder: string;
let ledgerFile: string;

beforeEach(() => {
  const folder = makeTemporaryFolder();
  onTestFinished(() => folder.remove());
  dataFolder = folder.path;
  ledgerFile = join(dataFolder, "ledger.db");
});

async function openWriting(): Promise<Ledger> {
  const ledger = await openSqliteLedger({ file: ledgerFile, migrationsFolder: MIGRATIONS_FOLDER, now: () => NOW });
  onTestFinished(() => ledger.close());
  return ledger;
}

const runOf = (index: number, costNanoUsd: bigint | null): LedgerRun => ({
  runId: `run-${index}`,
  scraperId: "actor",
  source: "scraping",
  status: "SUCCEEDED",
  costNanoUsd,
  itemCount: null,
  usageDetails: null,
  createdAtMs: NOW - 1_000,
});

async function read() {
  const figures = await openLedgerFigures({ appPath: ".", dataFolder, account, timeZone: "UTC", now: () => NOW });
  onTestFinished(() => figures.close());
  return figures;
}

const digest = () => createHash("sha256").update(readFileSync(ledgerFile)).digest("hex");

describe("a ledger's figures", () => {
  test("are exact, of the account alone, and follow what another process writes meanwhile", async () => {
    const ledger = await openWriting();
    await ledger.recordRuns(USER, [runOf(1, 123_456_789_012_345n), runOf(2, null)]);
    await ledger.recordRuns("apify:other", [runOf(3, 5n)]);
    const figures = await read();
    const first = await figures.summary("week");
    expect(first).toMatchObject({ totalCostNanoUsd: "123456789012345", totalRuns: 2, runsWithoutCost: 1 });

    await ledger.recordRuns(USER, [runOf(4, 5n)]);
    expect(await figures.summary("week")).toMatchObject({ totalCostNanoUsd: "123456789012350", totalRuns: 3 });
    expect((await figures.spendingChart("7d")).at(-1)).toMatchObject({ date: "2026-11-22", runs: 3 });
  });

  test("are read by several at once while the ledger is written", async () => {
    const ledger = await openWriting();
    const readers = await Promise.all([read(), read(), read()]);
    for (let index = 0; index < 20; index += 1) {
      await ledger.recordRuns(USER, [runOf(index, 1n)]);
      const seen = await Promise.all(readers.map(async (one) => (await one.summary("all")).totalRuns));
      expect(seen).toEqual([index + 1, index + 1, index + 1]);
    }
  });

  test("leave the ledger's file as it is, and can't write into it", async () => {
    const ledger = await openWriting();
    await ledger.recordRuns(USER, [runOf(1, 7n)]);
    await ledger.close();
    const before = digest();
    const figures = await read();
    expect(await figures.summary("all")).toMatchObject({ totalCostNanoUsd: "7" });
    const { reconciliation } = figures.budgetFigures();
    expect(await reconciliation()).toMatchObject({ state: "unavailable" });
    await figures.close();
    expect(digest()).toBe(before);
  });

  test("are exported run by run, by the filter that was asked for", async () => {
    const ledger = await openWriting();
    const runs = Array.from({ length: 600 }, (_, index) => runOf(index, BigInt(index)));
    await ledger.recordRuns(USER, [...runs, { ...runOf(600, 1n), status: "FAILED" }]);
    const figures = await read();
    const exported = async (status: string) => {
      const { parts } = await figures.exportRuns({ format: "json", decimal: "point", status });
      return (await new Response(parts).json()) as readonly { readonly costNanoUsd: string }[]; // Entries of the list.
    };
    expect(await exported("FAILED")).toHaveLength(1);
    const succeeded = await exported("SUCCEEDED");
    expect(succeeded.reduce((sum, { costNanoUsd }) => sum + BigInt(costNanoUsd), 0n)).toBe(179_700n);
  });

  test("come with the account's budgets", async () => {
    const server = await openEmbeddedServer({
      ledgerFile,
      migrationsFolder: MIGRATIONS_FOLDER,
      userId: USER,
      connection: () => null,
      now: () => NOW,
      onUnexpectedError: () => undefined,
    });
    await server.budgets.saveBudget(makeBudget());
    await server.close();
    expect(await (await read()).budgetFigures().budgets()).toEqual([makeBudget()]);
  });
});

describe("a ledger that can't be read is told, and stays as it is:", () => {
  test("a missing one is not made", async () => {
    await expect(read()).rejects.toEqual(new CommandFailure({ kind: "no-ledger", folder: dataFolder }));
  });

  test.each([
    ["a newer one", 1, "ledger_newer"],
    ["one that is still to be migrated", -1, "ledger_unfit"],
  ])("%s", async (_, later, code) => {
    await (await openWriting()).close();
    const sql = openSql(ledgerFile);
    const { rows } = await sql.execute("pragma user_version");
    await sql.executeMultiple(
      `pragma user_version = ${Number(rows[0]?.["user_version"]) + later}; pragma wal_checkpoint;`,
    );
    sql.close();
    const before = digest();
    await expect(read()).rejects.toMatchObject({ code });
    expect(digest()).toBe(before);
  });

  test.each([
    ["another kind of file", () => writeFileSync(ledgerFile, "no database".repeat(100)), "ledger_damaged"],
    ["a folder in its place", () => mkdirSync(ledgerFile), "ledger_unavailable"],
  ])("%s", async (_, prepare, code) => {
    prepare();
    await expect(read()).rejects.toMatchObject({ code });
  });

  test("one that is known to be damaged", async () => {
    await openWriting();
    const health = { damagedSince: "2026-11-20T00:00:00.000Z", isToBeReplaced: false };
    writeFileSync(join(dataFolder, "ledger-health.json"), JSON.stringify(health));
    await expect(read()).rejects.toMatchObject({ code: "ledger_damaged" });
  });
});
