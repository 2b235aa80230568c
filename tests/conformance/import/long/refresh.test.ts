import { describe, expect, onTestFinished, test } from "vitest";
import { generateRuns, type GenerateRunsOptions } from "../../../support/apify/generate-runs.ts";
import { nanoUsd } from "../../../support/apify/ledger-totals.ts";
import { StandInAccount } from "../../../support/apify/stand-in-account.ts";
import { differencesFromApify } from "../../../support/ledger/compare-with-apify.ts";
import { startImportBench, type ImportBench } from "../../../support/ledger/import-bench.ts";
import { readRows } from "../../../support/ledger/row-oracle.ts";

const NOW = Date.parse("2026-11-22T10:00:00Z");
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const REFRESH = "/api/scraper-runs/refresh";

async function start(generate: Partial<GenerateRunsOptions> = {}): Promise<ImportBench> {
  const runs = generateRuns({
    count: 60,
    seed: 3,
    from: new Date(NOW - 80 * DAY_MS),
    to: new Date(NOW - HOUR_MS),
    ...generate,
  });
  const bench = await startImportBench(new StandInAccount({ runs }), NOW);
  onTestFinished(() => bench.stop());
  return bench;
}

async function refresh(bench: ImportBench): Promise<void> {
  const { status, body } = await bench.app.send("POST", REFRESH);
  expect([status, body]).toMatchObject([200, {}]);
}

const costOf = async (bench: ImportBench, runId: string) =>
  (await readRows(bench.sql)).find((row) => row.runId === runId)?.costNanoUsd;
const findRun = (bench: ImportBench, runId: string) => bench.ledger.findRun("alice", runId);
const pathsAsked = (bench: ImportBench) => bench.standIn.requests.map(({ path }) => path);
/** From when on the newest request asked for runs. */
const askedFrom = (bench: ImportBench) =>
  bench.standIn.requests.findLast(({ path }) => path === "/v2/actor-runs")?.query.get("startedAfter");
const iso = (ms: number) => new Date(ms).toISOString();

describe("a refresh", () => {
  test("of an empty ledger imports the last 90 days", async () => {
    const bench = await start();
    await refresh(bench);
    expect(await differencesFromApify(bench)).toEqual([]);
  });

  test("asks for the time since the last one, with an hour of overlap, and meets new runs", async () => {
    const bench = await start();
    bench.account.addRun({ startedAtMs: NOW, costUsd: 0.1 });
    await refresh(bench);
    bench.advance(5 * MINUTE_MS);
    const { id } = bench.account.addRun({ startedAtMs: bench.now() - MINUTE_MS, costUsd: 0.25 });
    await refresh(bench);
    expect(await costOf(bench, id)).toBe(250_000_000n);
    expect(askedFrom(bench)).toBe(iso(NOW - HOUR_MS));
    expect(await differencesFromApify(bench)).toEqual([]);
  });

  test("asks from an hour before the newest run on where nothing has run for long", async () => {
    const bench = await start();
    await refresh(bench);
    bench.advance(5 * MINUTE_MS);
    await refresh(bench);
    const newestMs = Math.max(...bench.account.runs.map(({ startedAtMs }) => startedAtMs));
    expect(askedFrom(bench)).toBe(iso(newestMs - HOUR_MS));
  });

  test("meets a run that appears in the list a while after others that started later", async () => {
    const bench = await start();
    bench.account.addRun({ startedAtMs: NOW - MINUTE_MS, costUsd: 0.1 });
    await refresh(bench);
    const { id } = bench.account.addRun({ startedAtMs: NOW - 30 * MINUTE_MS, costUsd: 0.25 });
    bench.advance(5 * MINUTE_MS);
    await refresh(bench);
    expect(await costOf(bench, id)).toBe(250_000_000n);
  });

  test("lists the last day again every hour, and the last 31 days every day", async () => {
    const bench = await start();
    bench.account.addRun({ startedAtMs: NOW, costUsd: 0.1 });
    await refresh(bench);
    const askedAfter = async (ms: number) => {
      bench.advance(ms);
      await refresh(bench);
      return bench.now() - Date.parse(askedFrom(bench) ?? "");
    };
    expect(await askedAfter(HOUR_MS - 1)).toBe(2 * HOUR_MS - 1);
    expect(await askedAfter(1)).toBe(DAY_MS);
    expect(await askedAfter(30 * MINUTE_MS)).toBeLessThan(DAY_MS);
    expect(await askedAfter(30 * MINUTE_MS)).toBe(DAY_MS);
    expect(await askedAfter(22 * HOUR_MS)).toBe(31 * DAY_MS);
    expect(await askedAfter(30 * MINUTE_MS)).toBeLessThan(31 * DAY_MS);
    expect(await askedAfter(DAY_MS)).toBe(31 * DAY_MS);
  });

  test("follows a run from its start to its end, however long it takes", async () => {
    const bench = await start();
    const { id } = bench.account.addRun({ startedAtMs: NOW - MINUTE_MS, status: "RUNNING", costUsd: 0.1 });
    await refresh(bench);
    expect(await costOf(bench, id)).toBe(100_000_000n);
    bench.advance(5 * DAY_MS);
    bench.account.updateRun(id, { costUsd: 3.5 });
    await refresh(bench);
    expect(await costOf(bench, id)).toBe(3_500_000_000n);
    bench.advance(3 * DAY_MS);
    bench.account.updateRun(id, { status: "SUCCEEDED", finishedAtMs: bench.now() - HOUR_MS, costUsd: 6 });
    await refresh(bench);
    expect(await costOf(bench, id)).toBe(6_000_000_000n);
    expect(await differencesFromApify(bench)).toEqual([]);
  });

  test("reads a run again whose cost was still moving when it was read, and knows no zero before", async () => {
    const bench = await start();
    const finishedAtMs = NOW - 2_000;
    const settling = { startedAtMs: NOW - MINUTE_MS, finishedAtMs, chargedEventCounts: { result: 10 }, costUsd: 0.05 };
    const zero = bench.account.addRun({ ...settling, settles: { atMs: finishedAtMs + 9_000, firstCostUsd: 0 } });
    const part = bench.account.addRun({ ...settling, settles: { atMs: finishedAtMs + 9_000, firstCostUsd: 0.0015 } });
    await refresh(bench);
    expect(await costOf(bench, part.id)).toBe(1_500_000n);
    expect([null, 0n]).toContain(await costOf(bench, zero.id));
    bench.advance(MINUTE_MS);
    await refresh(bench);
    expect(await costOf(bench, zero.id)).toBe(50_000_000n);
    expect(await costOf(bench, part.id)).toBe(50_000_000n);
  });

  test.each([
    ["day within an hour", 5 * HOUR_MS, HOUR_MS],
    ["31 days within a day", 25 * DAY_MS, DAY_MS],
  ])("finds a run of the last %s that was resurrected and cost more", async (_, ageMs, laterMs) => {
    const bench = await start();
    const { id } = bench.account.addRun({ startedAtMs: NOW - ageMs, costUsd: 0.1 });
    await refresh(bench);
    bench.advance(MINUTE_MS);
    await refresh(bench);
    expect(await findRun(bench, id)).toMatchObject({ costNanoUsd: 100_000_000n, settledAtMs: expect.any(Number) });
    bench.advance(laterMs);
    bench.account.resurrect(id);
    bench.account.updateRun(id, { status: "SUCCEEDED", finishedAtMs: bench.now() - MINUTE_MS, costUsd: 0.9 });
    await refresh(bench);
    expect(await findRun(bench, id)).toMatchObject({ costNanoUsd: 900_000_000n, settledAtMs: null });
    bench.advance(10_000);
    await refresh(bench);
    expect(await findRun(bench, id)).toMatchObject({ costNanoUsd: 900_000_000n, settledAtMs: bench.now() });
  });

  test("follows a run that was resurrected and runs still, and shows what it has cost so far", async () => {
    const bench = await start();
    const { id } = bench.account.addRun({ startedAtMs: NOW - 5 * HOUR_MS, costUsd: 0.1 });
    await refresh(bench);
    bench.advance(HOUR_MS);
    bench.account.resurrect(id);
    bench.account.updateRun(id, { costUsd: 0.2 });
    await refresh(bench);
    expect(await findRun(bench, id)).toMatchObject({
      status: "RUNNING",
      costNanoUsd: 200_000_000n,
      settledAtMs: null,
      finishedAtMs: null,
    });
    expect((await bench.app.get("/api/scraper-runs/backfill")).body).toMatchObject({ runsInProgress: 1 });
    bench.account.updateRun(id, { status: "SUCCEEDED", finishedAtMs: bench.now(), costUsd: 0.3 });
    bench.advance(30 * MINUTE_MS);
    await refresh(bench);
    bench.advance(10_000);
    await refresh(bench);
    expect(await findRun(bench, id)).toMatchObject({ costNanoUsd: 300_000_000n, settledAtMs: bench.now() });
    const { rows } = await bench.sql.execute({
      sql: "select status, cost_nano_usd from cost_readings where run_id = ? order by read_at",
      args: [id],
    });
    expect(rows.map((row) => [row["status"], String(row["cost_nano_usd"])])).toEqual([
      ["SUCCEEDED", "100000000"],
      ["RUNNING", "200000000"],
    ]);
  });

  test("leaves a settled cost alone when Apify prices history anew, and keeps the other price beside it", async () => {
    const bench = await start({ to: new Date(NOW - DAY_MS) });
    await refresh(bench);
    const before = await readRows(bench.sql);
    const total = await bench.ledger.totalsOfAll("alice");
    bench.account.repricePlatformUsage(3);
    bench.advance(DAY_MS);
    await refresh(bench);
    expect(await readRows(bench.sql)).toEqual(before);
    expect(await bench.ledger.totalsOfAll("alice")).toEqual(total);

    const [run] = bench.account.runs.toReversed().filter(({ pricing }) => pricing.model === "FREE");
    const found = await findRun(bench, run?.id ?? "");
    expect(found?.repriced).toEqual({ costNanoUsd: nanoUsd(run?.costUsd ?? 0), readAtMs: bench.now() });

    bench.account.repricePlatformUsage(1 / 3);
    bench.advance(DAY_MS);
    await refresh(bench);
    expect(await readRows(bench.sql)).toEqual(before);
  });

  test("keeps the row of a run that Apify deletes while its cost is provisional, and asks for it no more", async () => {
    const bench = await start();
    const { id } = bench.account.addRun({ startedAtMs: NOW - MINUTE_MS, finishedAtMs: NOW - 1_000, costUsd: 0.1 });
    await refresh(bench);
    bench.account.deleteRun(id);
    bench.advance(MINUTE_MS);
    await refresh(bench);
    expect(await findRun(bench, id)).toMatchObject({ costNanoUsd: 100_000_000n, isGone: true, settledAtMs: null });
    bench.standIn.forgetRequests();
    bench.advance(MINUTE_MS);
    await refresh(bench);
    expect(pathsAsked(bench)).not.toContain(`/v2/actor-runs/${id}`);
  });

  test("reads a cost that is absent at first a minute, ten minutes, an hour and a day later, and then no more", async () => {
    const bench = await start();
    const { id } = bench.account.addRun({ startedAtMs: NOW - MINUTE_MS, finishedAtMs: NOW, costUsd: null });
    const readAfterMs: number[] = [];
    for (let minute = 0; minute <= 3 * 24 * 60; minute += 1) {
      const { nextReadAtMs } = await bench.ledger.openReadings("alice", bench.now());
      if (minute === 0 || (nextReadAtMs !== null && nextReadAtMs <= bench.now())) {
        bench.standIn.forgetRequests();
        await refresh(bench);
        if (pathsAsked(bench).includes(`/v2/actor-runs/${id}`)) readAfterMs.push(bench.now() - NOW);
      }
      bench.advance(MINUTE_MS);
    }
    expect(readAfterMs).toEqual([0, MINUTE_MS, 10 * MINUTE_MS, HOUR_MS, DAY_MS]);
    expect(await findRun(bench, id)).toMatchObject({ costNanoUsd: null, settledAtMs: null });
  });

  test("takes a cost that Apify tells at last, once", async () => {
    const bench = await start();
    const { id } = bench.account.addRun({ startedAtMs: NOW - MINUTE_MS, finishedAtMs: NOW, costUsd: null });
    await refresh(bench);
    const before = await bench.ledger.totalsOfAll("alice");
    bench.account.updateRun(id, { costUsd: 0.25 });
    for (const _ of [1, 2, 3]) {
      bench.advance(HOUR_MS);
      await refresh(bench);
      expect(await bench.ledger.totalsOfAll("alice")).toEqual({
        costNanoUsd: before.costNanoUsd + 250_000_000n,
        runs: before.runs,
        runsWithoutCost: before.runsWithoutCost - 1,
      });
    }
  });

  test("asks for the list alone when nothing moved, and once a day for what the plan keeps", async () => {
    const bench = await start({ from: new Date(NOW - HOUR_MS * 20) });
    await refresh(bench);
    bench.advance(2 * HOUR_MS);
    await refresh(bench);
    for (let count = 0; count < 30; count += 1) {
      bench.standIn.forgetRequests();
      bench.advance(5 * MINUTE_MS);
      await refresh(bench);
      expect(pathsAsked(bench)).toEqual(["/v2/actor-runs"]);
    }
    bench.advance(2 * DAY_MS);
    await refresh(bench);
    bench.standIn.forgetRequests();
    bench.advance(DAY_MS);
    await refresh(bench);
    expect(pathsAsked(bench)).toEqual(["/v2/users/me/limits", "/v2/actor-runs"]);
  });

  test("after weeks away closes the gap", async () => {
    const bench = await start();
    await refresh(bench);
    for (let days = 1; days <= 40; days += 1)
      bench.account.addRun({ startedAtMs: NOW + days * DAY_MS, costUsd: days / 1000 });
    bench.advance(41 * DAY_MS);
    await refresh(bench);
    expect(await differencesFromApify(bench)).toEqual([]);
    // Longer than Apify keeps runs: what it deleted meanwhile nobody knows.
    const { complete } = await bench.ledger.history("alice");
    expect(complete).toEqual({ fromMs: bench.now() - 31 * DAY_MS, toMs: bench.now() });
  });

  test("after days away closes the gap, and the ledger stays complete from when it was", async () => {
    const bench = await start();
    await refresh(bench);
    bench.account.addRun({ startedAtMs: NOW + 10 * DAY_MS, costUsd: 0.01 });
    bench.advance(20 * DAY_MS);
    await refresh(bench);
    expect(await differencesFromApify(bench)).toEqual([]);
    expect((await bench.ledger.history("alice")).complete).toEqual({
      fromMs: NOW - 31 * DAY_MS,
      toMs: bench.now(),
    });
  });

  test("meets a run that Apify's clock puts ahead of this computer's", async () => {
    const bench = await start();
    const { id } = bench.account.addRun({ startedAtMs: NOW + 20 * MINUTE_MS, costUsd: 0.5 });
    await refresh(bench);
    expect(await costOf(bench, id)).toBe(500_000_000n);
  });
});

describe("by a computer whose clock is wrong", () => {
  const OFF_MS = [20_000, -20_000, 3 * HOUR_MS, -3 * HOUR_MS, 9 * DAY_MS, -9 * DAY_MS, -400 * DAY_MS];
  const YEAR_AHEAD_MS = 400 * DAY_MS;

  async function afterFirstImport(offMs: number) {
    const bench = await start({ from: new Date(NOW - 30 * DAY_MS) });
    bench.setLocalClockAhead(offMs);
    await refresh(bench);
    return differencesFromApify(bench);
  }

  test.each(OFF_MS)("%d ms off from the beginning, the first import reads what Apify keeps", async (offMs) => {
    expect(await afterFirstImport(offMs)).toEqual([]);
  });

  test("a year ahead from the beginning, the first import reads what Apify keeps", async () => {
    expect(await afterFirstImport(YEAR_AHEAD_MS)).toEqual([]);
  });

  /** Refreshes every five minutes, in each of which a run has ended; answers how each left the ledger. */
  async function afterEachRefresh(offMs: number) {
    const bench = await start({ to: new Date(NOW - 2 * DAY_MS) });
    await refresh(bench);
    bench.setLocalClockAhead(offMs);
    const differences: unknown[] = [];
    for (let count = 1; count <= 4; count += 1) {
      bench.advance(5 * MINUTE_MS);
      const atMs = NOW + count * 5 * MINUTE_MS;
      bench.account.addRun({ startedAtMs: atMs - 2 * MINUTE_MS, finishedAtMs: atMs - MINUTE_MS, costUsd: 0.01 });
      await refresh(bench);
      differences.push(...(await differencesFromApify(bench)));
    }
    bench.advance(MINUTE_MS);
    await refresh(bench);
    const { unsettledRuns } = await bench.ledger.openReadings("alice", NOW + HOUR_MS);
    return { differences, unsettledRuns };
  }

  test.each(OFF_MS)("%d ms off, refreshes meet each new run and settle it", async (offMs) => {
    expect(await afterEachRefresh(offMs)).toEqual({ differences: [], unsettledRuns: 0 });
  });

  test("a year ahead, refreshes meet each new run and settle it", async () => {
    expect(await afterEachRefresh(YEAR_AHEAD_MS)).toEqual({ differences: [], unsettledRuns: 0 });
  });

  test.each([...OFF_MS, YEAR_AHEAD_MS])(
    "%d ms off, refreshes sweep no more often than by a right one",
    async (offMs) => {
      const bench = await start();
      bench.setLocalClockAhead(offMs);
      bench.account.addRun({ startedAtMs: NOW, costUsd: 0.01 });
      await refresh(bench);
      await refresh(bench);
      let sweeps = 0;
      for (let minute = 10; minute <= 180; minute += 10) {
        bench.advance(10 * MINUTE_MS);
        await refresh(bench);
        const reachMs = NOW + minute * MINUTE_MS - Date.parse(askedFrom(bench) ?? "");
        if (reachMs >= DAY_MS) sweeps += 1;
      }
      expect(sweeps).toBe(3);
    },
  );

  test.each([3 * HOUR_MS, 400 * DAY_MS])("that is set back %d ms misses no run", async (offMs) => {
    const bench = await start();
    bench.setLocalClockAhead(offMs);
    await refresh(bench);
    bench.setLocalClockAhead(0);
    for (let count = 0; count < 3; count += 1) {
      bench.advance(5 * MINUTE_MS);
      bench.account.addRun({ startedAtMs: bench.now() - MINUTE_MS, status: "RUNNING", costUsd: 0.01 });
      await refresh(bench);
      expect(await differencesFromApify(bench)).toEqual([]);
    }
  });
});
