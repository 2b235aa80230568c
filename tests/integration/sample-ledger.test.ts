import { expect, onTestFinished, test } from "vitest";
import { fillWithSample } from "../../server/sources/sample/fill-ledger.ts";
import { sampleRuns } from "../../server/sources/sample/sample-runs.ts";
import { readRollupLines, readRows, rollupLinesOf } from "../support/ledger/row-oracle.ts";
import { openTemporaryLedger } from "../support/ledger/temporary-ledger.ts";

const NOW = Date.parse("2026-11-22T10:00:00Z");

test("the sample fills a ledger as an import would: whole, named, complete from its first run, with nothing to read", async () => {
  const { ledger, sql, remove } = await openTemporaryLedger(() => NOW);
  onTestFinished(remove);
  await fillWithSample(ledger, "sample", NOW);
  const runs = sampleRuns(NOW);
  const rows = await readRows(sql);
  expect(rows).toHaveLength(runs.length);
  expect(await readRollupLines(sql)).toEqual(rollupLinesOf(rows));

  const { runs: listed } = await ledger.listRuns("sample", {}, { limit: 1_000, offset: 0 });
  expect(listed.filter(({ actor }) => actor === null)).toEqual([]);
  const firstMs = Math.min(...runs.map(({ createdAtMs }) => createdAtMs));
  expect((await ledger.history("sample")).complete).toEqual({ fromMs: firstMs, toMs: NOW });
  expect(await ledger.openReadings("sample", NOW)).toEqual({ nextReadAtMs: null, runsInProgress: 0, unsettledRuns: 0 });
  expect(await ledger.unfinishedImport("sample")).toBeNull();
  expect(await ledger.latestImport("sample")).toMatchObject({ state: "completed", runsNew: runs.length });
});
