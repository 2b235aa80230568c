import { describe, expect, test } from "vitest";
import { generateRuns } from "../support/apify/generate-runs.ts";
import { expectExact } from "../support/faults/expect-exact.ts";
import {
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  NOW,
  SECOND_MS,
  startFaultBench,
  type FaultBench,
} from "../support/faults/fault-bench.ts";

const RUNS = 300;
/** Six attempts for each of the eight requests that go on at a time. */
const MOST_WHILE_REFUSED = 6 * 8;

const everything = { path: /^\/v2\// };

async function startWithRuns(): Promise<FaultBench> {
  const from = new Date(NOW - 20 * DAY_MS);
  return startFaultBench({ runs: generateRuns({ count: RUNS, seed: 13, from, to: new Date(NOW - HOUR_MS) }) });
}

describe("a storm of 429", () => {
  test("that spares one request in four delays the import, and it ends exact", async () => {
    const bench = await startWithRuns();
    let count = 0;
    const match = () => (count += 1) % 4 !== 0;
    bench.standIn.fail({ match, times: 3 * RUNS, with: { kind: "rate-limited" } });
    for (let tries = 0; tries < 40 && (await bench.refresh()) !== null; tries += 1) bench.clock.advance(5 * MINUTE_MS);
    expect((await bench.status()).lastFailure).toBeNull();
    await expectExact(bench, { atMostRequests: 8 * RUNS });
  });

  test("without a Retry-After ends an import after six attempts a request, each later than twice the one before", async () => {
    const bench = await startWithRuns();
    const takeBack = bench.standIn.fail({ match: everything, after: 40, with: { kind: "rate-limited" } });
    expect(await bench.refresh()).toBe("apify_rate_limited");
    expect(bench.standIn.requests.length).toBeLessThanOrEqual(40 + MOST_WHILE_REFUSED);
    expect(bench.clock.now() - NOW).toBeGreaterThanOrEqual((0.5 + 1 + 2 + 4 + 8) * SECOND_MS);
    takeBack();
    bench.clock.advance(5 * MINUTE_MS);
    expect(await bench.refresh()).toBeNull();
    await expectExact(bench, { atMostRequests: RUNS + 40 + MOST_WHILE_REFUSED + 10 });
  });

  test("with a Retry-After of 30 s is waited for in full, by every request", async () => {
    const bench = await startWithRuns();
    const isRefusing = () => bench.clock.now() - NOW < 30 * SECOND_MS;
    bench.standIn.fail({ match: isRefusing, with: { kind: "rate-limited", retryAfterSeconds: 30 } });
    expect(await bench.refresh()).toBeNull();
    const early = bench.standIn.requests.filter(({ atMs }) => atMs < NOW + 30 * SECOND_MS);
    expect(early.length).toBeLessThanOrEqual(2);
    await expectExact(bench, { atMostRequests: RUNS + 10 });
  });

  test("with a Retry-After of an hour ends the import at once and tells until when", async () => {
    const bench = await startWithRuns();
    const takeBack = bench.standIn.fail({
      match: everything,
      after: 20,
      with: { kind: "rate-limited", retryAfterSeconds: 3_600 },
    });
    expect(await bench.refresh()).toBe("apify_rate_limited");
    expect(bench.standIn.requests.length).toBeLessThanOrEqual(20 + 8);
    const { retryAt } = (await bench.status()).lastFailure ?? {};
    expect(Math.abs(Date.parse(retryAt ?? "") - NOW - HOUR_MS)).toBeLessThanOrEqual(5 * SECOND_MS);
    takeBack();
    bench.clock.advance(HOUR_MS);
    expect(await bench.refresh()).toBeNull();
    await expectExact(bench, { atMostRequests: RUNS + 60 });
  });
});

describe("a storm of 5xx", () => {
  test.each([500, 502, 503] as const)(
    "of status %i for an hour costs few requests, and nothing is lost",
    async (status) => {
      const bench = await startWithRuns();
      const takeBack = bench.standIn.fail({ match: everything, after: 60, with: { kind: "status", status } });
      for (let tries = 0; tries < 12; tries += 1) {
        expect(await bench.refresh()).toBe("apify_unreachable");
        bench.clock.advance(5 * MINUTE_MS);
      }
      // The first met eight details at a time; each later one gives up at its first request.
      expect(bench.standIn.requests.length).toBeLessThanOrEqual(60 + MOST_WHILE_REFUSED + 11 * 12);
      takeBack();
      expect(await bench.refresh()).toBeNull();
      await expectExact(bench, { atMostRequests: RUNS + 60 + MOST_WHILE_REFUSED + 11 * 12 + 20 });
    },
  );

  test("on every third request is not noticed", async () => {
    const bench = await startWithRuns();
    let count = 0;
    const match = () => (count += 1) % 3 === 0;
    bench.standIn.fail({ match, with: { kind: "status", status: 503 } });
    expect(await bench.refresh()).toBeNull();
    await expectExact(bench, { atMostRequests: 1.6 * RUNS + 10 });
  });
});
