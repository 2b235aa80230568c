import { expect } from "vitest";
import { standInLedgerTotals } from "../apify/ledger-totals.ts";
import type { ImportBench } from "./import-bench.ts";
import { readRollupLines, readRows, rollupLinesOf, type Row } from "./row-oracle.ts";

interface Difference {
  readonly runId: string;
  readonly inLedger: bigint | null | undefined;
  readonly atApify: bigint | null | undefined;
}

/**
 * None when every run of the stand-in is in the ledger, and nothing else, at its cost to the nano-dollar.
 * Runs that Apify deleted and that the ledger is to keep are left out.
 */
export async function differencesFromApify(
  bench: ImportBench,
  deletedRunIds: readonly string[] = [],
): Promise<readonly Difference[]> {
  const isDeleted = new Set(deletedRunIds);
  const rows = (await readConsistentRows(bench)).filter(({ runId }) => !isDeleted.has(runId));
  const inLedger = new Map(rows.map(({ runId, costNanoUsd }) => [runId, costNanoUsd]));
  const atApify = standInLedgerTotals(bench.account);
  const runIds = new Set([...inLedger.keys(), ...atApify.keys()]);
  return [...runIds]
    .filter((runId) => !inLedger.has(runId) || inLedger.get(runId) !== atApify.get(runId))
    .map((runId) => ({ runId, inLedger: inLedger.get(runId), atApify: atApify.get(runId) }));
}

/** The rows of a ledger that may lack runs; those that it has must be the stand-in's, at their cost. */
export async function readRowsWithinApify(bench: ImportBench): Promise<readonly Row[]> {
  const rows = await readConsistentRows(bench);
  const atApify = standInLedgerTotals(bench.account);
  const wrong = rows.filter(({ runId, costNanoUsd }) => !atApify.has(runId) || atApify.get(runId) !== costNanoUsd);
  expect(wrong).toEqual([]);
  return rows;
}

/** The rows, after it was found that no run is there twice and that the sums follow. */
async function readConsistentRows({ sql }: Pick<ImportBench, "sql">): Promise<readonly Row[]> {
  const rows = await readRows(sql);
  expect(new Set(rows.map(({ userId, runId }) => `${userId} ${runId}`)).size).toBe(rows.length);
  expect(await readRollupLines(sql)).toEqual(rollupLinesOf(rows));
  return rows;
}
