import { describe, expect, test, vi } from "vitest";
import { errorAnswerSchema } from "../../shared/api/error.ts";
import { generateRuns } from "../support/apify/generate-runs.ts";
import { expectExact, expectSumsFollow } from "../support/faults/expect-exact.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, NOW, startFaultBench, type FaultBench } from "../support/faults/fault-bench.ts";
import { connectionOf } from "../support/faults/ledger-connections.ts";

vi.mock(import("@libsql/client/sqlite3"), async (importOriginal) => {
  const { keepingConnections } = await import("../support/faults/ledger-connections.ts");
  return keepingConnections(await importOriginal());
});

const RUNS = 100;
const NO_LIMIT = 1_073_741_823;

async function startImported(): Promise<FaultBench> {
  const from = new Date(NOW - 20 * DAY_MS);
  const runs = generateRuns({ count: RUNS, seed: 37, from, to: new Date(NOW - 2 * DAY_MS) });
  const bench = await startFaultBench({ runs, isInProcess: true });
  expect(await bench.refresh()).toBeNull();
  return bench;
}

/** What a full disk makes of the file: so many pages may still be added. */
async function leavePages(bench: FaultBench, count: number): Promise<void> {
  const connection = connectionOf(bench.file);
  const { rows } = await connection.execute("pragma page_count");
  await connection.execute(`pragma max_page_count = ${Number(rows[0]?.["page_count"]) + count}`);
}

const addSpace = (bench: FaultBench) => connectionOf(bench.file).execute(`pragma max_page_count = ${NO_LIMIT}`);

function addNewRuns(bench: FaultBench, count: number): void {
  for (let index = 0; index < count; index += 1) {
    bench.account.addRun({ startedAtMs: NOW - HOUR_MS + index * 1_000, costUsd: 0.001 * index });
  }
}

describe("on a full disk", () => {
  test.each([0, 1, 3, 10, 40])(
    "with room for %i pages, an import fails with a clear reason, earlier rows are intact, and it goes on once there is space",
    async (pages) => {
      const bench = await startImported();
      const before = await expectSumsFollow(bench);
      await leavePages(bench, pages);
      addNewRuns(bench, 600);
      bench.clock.advance(5 * MINUTE_MS);
      expect(await bench.refresh()).toBe("ledger_unavailable");
      const rows = await expectSumsFollow(bench);
      expect(rows).toEqual(expect.arrayContaining([...before]));

      await addSpace(bench);
      bench.clock.advance(5 * MINUTE_MS);
      expect(await bench.refresh()).toBeNull();
      await expectExact(bench, { atMostRequests: RUNS + 2 * 600 + 20 });
    },
  );

  test("it tries no more often than on any other failure", async () => {
    const bench = await startImported();
    await leavePages(bench, 0);
    addNewRuns(bench, 600);
    bench.standIn.forgetRequests();
    for (let count = 0; count < 4; count += 1) {
      bench.clock.advance(5 * MINUTE_MS);
      expect(await bench.refresh()).not.toBeNull();
    }
    // Each reads the runs of one commit at most before it learns that there is no room.
    expect(bench.standIn.requests.length).toBeLessThanOrEqual(4 * (200 + 20));
    await addSpace(bench);
    expect(await bench.refresh()).toBeNull();
    await expectExact(bench, { atMostRequests: 4 * 220 + 2 * 600 });
  });

  test("a run that a feature reports is refused with a clear reason, and taken once there is space", async () => {
    const bench = await startImported();
    await leavePages(bench, 0);
    const usageDetails = { note: "x".repeat(20_000) };
    const body = { runId: "big", scraperId: "a", source: "enrich", status: "SUCCEEDED", costUsd: 1, usageDetails };
    const refused = await bench.app.send("POST", "/api/scraper-runs", { body });
    expect(refused.status).toBe(503);
    expect(errorAnswerSchema.parse(refused.body).error).toMatchObject({ code: "ledger_unavailable" });
    expect(await expectSumsFollow(bench)).toHaveLength(RUNS);
    await addSpace(bench);
    expect((await bench.app.send("POST", "/api/scraper-runs", { body })).status).toBe(201);
    expect(await expectSumsFollow(bench)).toHaveLength(RUNS + 1);
  });

  test("what is known can still be read", async () => {
    const bench = await startImported();
    await leavePages(bench, 0);
    addNewRuns(bench, 600);
    await bench.refresh();
    expect((await bench.app.get("/api/scraper-runs/summary?period=all")).body).toMatchObject({ totalRuns: RUNS });
    expect((await bench.app.get("/api/scraper-runs?limit=1000")).body).toMatchObject({ totalRuns: RUNS });
    expect((await bench.app.get("/readyz")).status).toBe(200);
  });
});
