import { expect } from "vitest";
import { standInLedgerTotals } from "../apify/ledger-totals.ts";
import type { ImportBench } from "./import-bench.ts";
import { readRollupLines, readRows, rollupLinesOf, type Row } from "./row-oracle.ts";

/** Every run of the stand-in is in the ledger, once, at its cost to the nano-dollar, and the sums follow. */
export async function expectLedgerEqualsApify(bench: ImportBench): Promise<void> {
  const rows = await expectConsistentLedger(bench);
  const inLedger = new Map(rows.map(({ runId, costNanoUsd }) => [runId, costNanoUsd]));
  const atApify = standInLedgerTotals(bench.account);
  const runIds = new Set([...inLedger.keys(), ...atApify.keys()]);
  const differing = [...runIds].filter((runId) => !inLedger.has(runId) || inLedger.get(runId) !== atApify.get(runId));
  expect(differing.map((runId) => ({ runId, inLedger: inLedger.get(runId), atApify: atApify.get(runId) }))).toEqual([]);
}

/** Whatever is in the ledger is a run of the stand-in at its cost; nothing is there twice, and the sums follow. */
export async function expectLedgerWithinApify(bench: ImportBench): Promise<readonly Row[]> {
  const rows = await expectConsistentLedger(bench);
  const truth = standInLedgerTotals(bench.account);
  for (const { runId, costNanoUsd } of rows) expect([runId, costNanoUsd]).toEqual([runId, truth.get(runId)]);
  return rows;
}

async function expectConsistentLedger({ sql }: Pick<ImportBench, "sql">): Promise<readonly Row[]> {
  const rows = await readRows(sql);
  expect(new Set(rows.map(({ userId, runId }) => `${userId} ${runId}`)).size).toBe(rows.length);
  expect(await readRollupLines(sql)).toEqual(rollupLinesOf(rows));
  return rows;
}
