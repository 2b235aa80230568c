import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { createBudgetBook } from "../../server/budgets/create-budget-book.ts";
import { openLedgerFile } from "../../server/ledger/sqlite/open-ledger-file.ts";
import { generateRuns } from "../support/apify/generate-runs.ts";
import { evaluatedInWindow } from "../support/budgets/evaluated-in-window.ts";
import { expectExact, expectSumsFollow } from "../support/faults/expect-exact.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, NOW, startFaultBench, type FaultBench } from "../support/faults/fault-bench.ts";
import {
  buildFaultChild,
  startFaultChild,
  type FaultProcess,
  type FaultScript,
} from "../support/faults/fault-process.ts";
import { waitForLocksAtMost } from "../support/faults/ledger-connections.ts";
import { MIGRATIONS_FOLDER } from "../support/ledger/temporary-ledger.ts";

vi.mock(import("@libsql/client/sqlite3"), async (importOriginal) => {
  const { keepingConnections } = await import("../support/faults/ledger-connections.ts");
  return keepingConnections(await importOriginal());
});

const RUNS = 60;

let script: FaultScript;
beforeAll(async () => {
  script = await buildFaultChild("locked");
});
afterAll(() => script.remove());
afterEach(() => waitForLocksAtMost(null));

async function startImported(): Promise<FaultBench> {
  const from = new Date(NOW - 20 * DAY_MS);
  const runs = generateRuns({ count: RUNS, seed: 47, from, to: new Date(NOW - 2 * DAY_MS) });
  const bench = await startFaultBench({ runs, isInProcess: true });
  expect(await bench.refresh()).toBeNull();
  bench.clock.advance(HOUR_MS);
  for (let index = 0; index < 30; index += 1) {
    bench.account.addRun({ startedAtMs: bench.clock.now() - (index + 2) * MINUTE_MS, costUsd: 0.01 * index });
  }
  return bench;
}

async function lock(bench: FaultBench, forMs: number | null): Promise<FaultProcess> {
  const holder = startFaultChild(script, { kind: "lock", file: bench.file, forMs });
  onTestFinished(() => holder.kill());
  await holder.heard("locked");
  return holder;
}

describe("while another process holds the ledger's lock", () => {
  test("for less than the time that it is waited for, an import is delayed and nothing else", async () => {
    const bench = await startImported();
    const holder = await lock(bench, 300);
    expect(await bench.refresh()).toBeNull();
    expect(await holder.end).toMatchObject({ code: 0, errors: "" });
    await expectExact(bench, { atMostRequests: RUNS + 50 });
  });

  test("for longer, an import fails with a clear reason, figures stay readable, and it goes on once the lock is gone", async () => {
    waitForLocksAtMost(50);
    const bench = await startImported();
    const before = await expectSumsFollow(bench);
    const holder = await lock(bench, null);
    expect(await bench.refresh()).toBe("ledger_unavailable");
    expect(await expectSumsFollow(bench)).toEqual(before);
    expect(await bench.status()).toMatchObject({ state: "idle" });
    holder.tell();
    await holder.end;
    expect(await bench.refresh()).toBeNull();
    await expectExact(bench, { atMostRequests: RUNS + 50 });
  });

  test("from the middle of an import on, what was committed stays, and the next refresh goes on", async () => {
    waitForLocksAtMost(50);
    const bench = await startImported();
    let holding: Promise<FaultProcess> | undefined;
    bench.useFetch(async (url, init) => {
      if (url.includes("/v2/actor-runs/")) await (holding ??= lock(bench, null));
      return bench.standIn.fetch(url, init);
    });
    expect(await bench.refresh()).toBe("ledger_unavailable");
    expect(await expectSumsFollow(bench)).toHaveLength(RUNS);
    const holder = await holding;
    holder?.tell();
    await holder?.end;
    bench.useFetch(null);
    expect(await bench.refresh()).toBeNull();
    await expectExact(bench, { atMostRequests: RUNS + 90 });
  });

  test("and is killed, the lock dies with it", async () => {
    waitForLocksAtMost(50);
    const bench = await startImported();
    const holder = await lock(bench, null);
    holder.kill();
    await holder.end;
    expect(await bench.refresh()).toBeNull();
    await expectExact(bench, { atMostRequests: RUNS + 50 });
  });

  test("the ledger can be opened and read", async () => {
    const bench = await startImported();
    const holder = await lock(bench, null);
    const second = await bench.openSecond();
    expect((await second.totalsOfAll("alice")).runs).toBe(RUNS);
    holder.tell();
    await holder.end;
  });

  test("for longer, what a budget announced is refused, and what is kept afterwards is on the disk", async () => {
    waitForLocksAtMost(50);
    const bench = await startImported();
    const opened = await openLedgerFile({ file: bench.file, migrationsFolder: MIGRATIONS_FOLDER });
    onTestFinished(() => opened.client.close());
    const book = createBudgetBook(opened, "alice");
    const holder = await lock(bench, null);
    await expect(book.commit(evaluatedInWindow(0))).rejects.toMatchObject({ code: "ledger_unavailable" });
    expect(await book.marks()).toEqual([]);
    holder.tell();
    await holder.end;
    for (let window = 0; window < 3; window += 1) {
      await book.commit(evaluatedInWindow(window));
      const { rows } = await bench.sql.execute("select count(*) as count from alerts");
      expect(rows[0]?.["count"]).toBe(BigInt(2 * (window + 1)));
    }
  });

  test("no write that is acknowledged afterwards is lost", async () => {
    waitForLocksAtMost(50);
    const bench = await startImported();
    const holder = await lock(bench, null);
    expect(await bench.refresh()).toBe("ledger_unavailable");
    holder.tell();
    await holder.end;
    for (let index = 0; index < 5; index += 1) {
      const body = { runId: `reported-${index}`, scraperId: "a", source: "enrich", status: "SUCCEEDED", costUsd: 1 };
      expect((await bench.app.send("POST", "/api/scraper-runs", { body })).status).toBe(201);
      await bench.ledger.saveRetention("alice", 10 + index, bench.clock.now());
      // Another process sees both at once: they are on the disk.
      const { rows } = await bench.sql.execute("select retention_days from histories");
      expect(rows[0]?.["retention_days"]).toBe(BigInt(10 + index));
      expect(await expectSumsFollow(bench)).toHaveLength(RUNS + index + 1);
    }
  });
});
