import { expect, test } from "vitest";
import { type Ledger, NO_TOTALS, type StoredRun } from "../../../../../server/ledger/ledger.ts";
import { exportRuns } from "../../../../../server/services/runs/export-runs.ts";
import { exportQuerySchema } from "../../../../../shared/api/export.ts";

/** A ledger with runs without end, that counts the pages which were read of it. */
function endlessLedger() {
  let pages = 0;
  const page = async () => {
    pages += 1;
    const runs = Array.from({ length: 250 }, (_, index) => ({
      runId: `run-${pages}-${index}`,
      scraperId: "actor",
      source: "import",
      status: "SUCCEEDED",
      costNanoUsd: 1n,
      itemCount: null,
      usageDetails: null,
      createdAtMs: 0,
      finishedAtMs: null,
      costReadAtMs: null,
      settledAtMs: null,
      repriced: null,
      isGone: false,
      origin: null,
      actor: null,
    })) satisfies readonly StoredRun[];
    return { runs, totals: NO_TOTALS, next: { value: null, start: "0", id: "0" } };
  };
  const ledger = { listRuns: page, pageOfRuns: page } as Partial<Ledger> as Ledger; // The export asks nothing else.
  return { ledger, pages: () => pages };
}

test.each(["csv", "json"])("a page is read as the one before it was taken, and no further: %s", async (format) => {
  const { ledger, pages } = endlessLedger();
  const query = exportQuerySchema.parse({ format });
  const { parts } = await exportRuns({ ledger }, { userId: "alice", query });
  const reader = parts[Symbol.asyncIterator]();
  for (let taken = 0; taken <= 500; taken += 1) {
    const { value } = await reader.next();
    expect(String(value).length).toBeLessThan(100_000);
    expect(pages()).toBe(Math.max(1, taken));
  }
  await reader.return?.();
  expect(pages()).toBe(500);
});
