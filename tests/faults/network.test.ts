import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test, vi } from "vitest";
import { generateRuns } from "../support/apify/generate-runs.ts";
import { expectExact, expectSumsFollow } from "../support/faults/expect-exact.ts";
import {
  aDetail,
  aList,
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  NOW,
  SECOND_MS,
  startFaultBench,
  type FaultBench,
} from "../support/faults/fault-bench.ts";
import { refreshFor, refreshUntilSettled } from "../support/faults/follow.ts";

const RUNS = 60;

const generate = () => {
  const from = new Date(NOW - 5 * DAY_MS);
  return generateRuns({ count: RUNS, seed: 19, from, to: new Date(NOW - HOUR_MS) });
};

/** An address of this computer where nothing listens any more. */
async function deadAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo; // A server that listens on a port has such an address.
  await new Promise((closed) => server.close(closed));
  return `http://127.0.0.1:${port}`;
}

describe("without a network", () => {
  test("for eight hours, refused connections leave the ledger as it was, and the first refresh after them ends exact", async () => {
    const bench = await startFaultBench({ runs: generate() });
    expect(await bench.refresh()).toBeNull();
    await refreshUntilSettled(bench);
    const before = await expectSumsFollow(bench);
    const dead = await deadAddress();
    let tried = 0;
    bench.useFetch((url, init) => {
      tried += 1;
      return fetch(url.replace(bench.standIn.baseUrl, dead), init);
    });
    for (let count = 0; count < 16; count += 1) {
      bench.clock.advance(30 * MINUTE_MS);
      bench.account.addRun({ startedAtMs: bench.clock.now() - 10 * MINUTE_MS, costUsd: 0.001 * count });
      expect(await bench.refresh()).toBe("apify_unreachable");
    }
    expect(await expectSumsFollow(bench)).toEqual(before);
    expect((await bench.status()).lastFailure).toMatchObject({ code: "apify_unreachable" });
    expect(tried).toBeLessThanOrEqual(16 * 6);
    bench.useFetch(null);
    bench.clock.advance(5 * MINUTE_MS);
    bench.standIn.forgetRequests();
    expect(await bench.refresh()).toBeNull();
    await expectExact(bench, { atMostRequests: 16 + 6 });
  });

  test("from the first start on, it is told after three attempts", async () => {
    const bench = await startFaultBench({ runs: generate() });
    let tried = 0;
    bench.useFetch(async () => {
      tried += 1;
      throw new TypeError("fetch failed");
    });
    expect(await bench.refresh()).toBe("apify_unreachable");
    // The days that Apify keeps runs for are asked first; a failure of that alone would not stop the import.
    expect(tried).toBeLessThanOrEqual(6);
    bench.useFetch(null);
    bench.clock.advance(MINUTE_MS);
    expect(await bench.refresh()).toBeNull();
    await expectExact(bench, { atMostRequests: RUNS + 10 });
  });

  test.each([
    ["the list", aList],
    ["a detail", aDetail],
  ])("a connection that is reset while %s is read costs another attempt and nothing else", async (_, match) => {
    const bench = await startFaultBench({ runs: generate() });
    bench.standIn.fail({ match, times: 3, with: { kind: "reset" } });
    expect(await bench.refresh()).toBeNull();
    await expectExact(bench, { atMostRequests: RUNS + 10 });
  });

  test("a network that comes and goes every minute lets the import go on from commit to commit", async () => {
    const bench = await startFaultBench({ runs: generate() });
    let count = 0;
    const match = () => (count += 1) % 40 > 25;
    bench.standIn.fail({ match, with: { kind: "reset" } });
    for (let tries = 0; tries < 10 && (await bench.refresh()) !== null; tries += 1) bench.clock.advance(MINUTE_MS);
    expect((await bench.status()).lastFailure).toBeNull();
    await expectExact(bench, { atMostRequests: 10 * RUNS });
  });
});

describe("slow answers", () => {
  afterEach(() => vi.useRealTimers());

  async function startWithTimers(): Promise<FaultBench> {
    const bench = await startFaultBench({ runs: generate(), isInProcess: true });
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    return bench;
  }

  /** Lets simulated timers pass until the refresh has ended. */
  async function refresh(bench: FaultBench): Promise<string | null> {
    const ended = new AbortController();
    const done = bench.refresh().finally(() => ended.abort());
    while (!ended.signal.aborted) {
      await vi.advanceTimersByTimeAsync(SECOND_MS);
      await new Promise((turn) => setImmediate(turn));
    }
    return done;
  }

  test("after 29 s each are waited for", async () => {
    const bench = await startWithTimers();
    bench.standIn.fail({ match: aDetail, with: { kind: "slow", delayMs: 29 * SECOND_MS } });
    expect(await refresh(bench)).toBeNull();
    vi.useRealTimers();
    await expectExact(bench, { atMostRequests: RUNS + 10 });
  });

  test("that come too late twice are asked for again", async () => {
    const bench = await startWithTimers();
    bench.standIn.fail({ match: aList, times: 2, with: { kind: "slow", delayMs: 31 * SECOND_MS } });
    expect(await refresh(bench)).toBeNull();
    vi.useRealTimers();
    await expectExact(bench, { atMostRequests: RUNS + 10 });
  });

  test("that never come end the import after six attempts, and the next refresh goes on", async () => {
    const bench = await startWithTimers();
    const takeBack = bench.standIn.fail({ match: aDetail, after: 20, with: { kind: "slow", delayMs: Infinity } });
    expect(await refresh(bench)).toBe("apify_unreachable");
    expect(bench.standIn.requests.length).toBeLessThanOrEqual(23 + 6 * 8);
    takeBack();
    bench.clock.advance(5 * MINUTE_MS);
    expect(await refresh(bench)).toBeNull();
    vi.useRealTimers();
    await expectExact(bench, { atMostRequests: 23 + 6 * 8 + RUNS + 10 });
  });

  test("a cancelled import does not wait for them, and keeps what it has", async () => {
    const bench = await startWithTimers();
    bench.standIn.fail({ match: aDetail, after: 20, times: 8, with: { kind: "slow", delayMs: Infinity } });
    const done = bench.refresh();
    for (let turns = 0; turns < 200; turns += 1) await new Promise((turn) => setImmediate(turn));
    await bench.importer.cancel("alice");
    expect(await done).toBe("cancelled");
    vi.useRealTimers();
    await expectSumsFollow(bench);
    expect(await bench.backfill("?days=90")).toBeNull();
    await refreshFor(bench, MINUTE_MS);
    await expectExact(bench, { atMostRequests: RUNS + 60 });
  });
});
