import { expect } from "vitest";
import { decimalUsd } from "../../../shared/domain/money.ts";
import { standInLedgerTotals } from "../apify/ledger-totals.ts";
import { readRollupLines, readRows, rollupLinesOf, sumOf, type Row } from "../ledger/row-oracle.ts";
import type { FaultBench } from "./fault-bench.ts";

export interface Expectation {
  /** More than so many since the start, or since they were forgotten, is a storm. */
  readonly atMostRequests: number;
  /** Runs that the ledger holds otherwise than Apify tells now, and those that Apify has deleted. */
  readonly otherwise?: ReadonlyMap<string, bigint | null>;
}

/** The ledger equals Apify to the nano-dollar, unknown as unknown; the sums equal the rows; Apify was not stormed. */
export async function expectExact(bench: FaultBench, expectation: Expectation): Promise<readonly Row[]> {
  const rows = await expectSumsFollow(bench);
  const truth = new Map([...standInLedgerTotals(bench.account), ...(expectation.otherwise ?? [])]);
  expect(sorted(rows.map(({ runId, costNanoUsd }) => [runId, costNanoUsd]))).toEqual(sorted([...truth]));
  expect(bench.standIn.requests.length).toBeLessThanOrEqual(expectation.atMostRequests);
  return rows;
}

/** No run twice, the rollups as the rows make them, and the answer of the API as well. */
export async function expectSumsFollow(bench: Pick<FaultBench, "sql" | "app">): Promise<readonly Row[]> {
  const rows = await readRows(bench.sql);
  expect(new Set(rows.map(({ userId, runId }) => `${userId} ${runId}`)).size).toBe(rows.length);
  expect(await readRollupLines(bench.sql)).toEqual(rollupLinesOf(rows));
  const { costNanoUsd, runs, runsWithoutCost } = sumOf(rows);
  expect((await bench.app.get("/api/scraper-runs/summary?period=all")).body).toMatchObject({
    totalCostUsd: Number(decimalUsd(costNanoUsd)),
    totalRuns: runs,
    runsWithoutCost,
  });
  return rows;
}

type Entry = readonly [runId: string, costNanoUsd: bigint | null];

const sorted = (entries: readonly Entry[]): readonly Entry[] =>
  entries.toSorted(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
