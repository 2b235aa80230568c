import { describe, expect, test } from "vitest";
import { RUNS_PER_COMMIT } from "../../server/services/import/run-import.ts";
import type { ErrorCode } from "../../shared/errors.ts";
import type { Fault } from "../support/apify/fault.ts";
import { usageAndLimits } from "../support/apify/fault.ts";
import { generateRuns } from "../support/apify/generate-runs.ts";
import { StandInAccount } from "../support/apify/stand-in-account.ts";
import { startApifyStandIn } from "../support/apify/stand-in.ts";
import { expectExact, expectSumsFollow } from "../support/faults/expect-exact.ts";
import {
  aDetail,
  aList,
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  NOW,
  startFaultBench,
  type FaultBench,
} from "../support/faults/fault-bench.ts";
import { refreshFor } from "../support/faults/follow.ts";

const RUNS = RUNS_PER_COMMIT + 60;
const INTO_THE_SECOND_COMMIT = RUNS_PER_COMMIT + 20;

const generate = (count = RUNS) => {
  const from = new Date(NOW - 20 * DAY_MS);
  return generateRuns({ count, seed: 17, from, to: new Date(NOW - HOUR_MS) });
};
const startWithRuns = () => startFaultBench({ runs: generate() });

const troubles: readonly (readonly [string, ErrorCode, Fault])[] = [
  ["a body that is cut", "apify_unreachable", { kind: "cut-body" }],
  ["JSON that stops in the middle", "apify_bad_answer", { kind: "truncated-json" }],
  ["a sign-in page with status 200", "apify_bad_answer", { kind: "html" }],
  ["JSON of another service", "apify_bad_answer", { kind: "foreign-shape" }],
  ["an empty object", "apify_bad_answer", { kind: "foreign-shape", body: {} }],
  ["null", "apify_bad_answer", { kind: "foreign-shape", body: null }],
  ["a run without an end", "apify_bad_answer", { kind: "foreign-shape", body: { data: { id: "x", status: 7 } } }],
  ["401", "apify_token_refused", { kind: "unauthorized" }],
  ["403", "apify_forbidden", { kind: "insufficient-permissions" }],
];

async function expectRecovery(bench: FaultBench): Promise<void> {
  bench.clock.advance(5 * MINUTE_MS);
  expect(await bench.refresh()).toBeNull();
  // The details of one commit at most are read twice; the attempts of those that failed come on top.
  await expectExact(bench, { atMostRequests: RUNS + RUNS_PER_COMMIT + 60 });
}

describe("in the middle of an import", () => {
  test.each(troubles)("%s ends it as %s, changes no figure, and the next refresh goes on", async (_, code, fault) => {
    const bench = await startWithRuns();
    const takeBack = bench.standIn.fail({ match: aDetail, after: INTO_THE_SECOND_COMMIT, with: fault });
    expect(await bench.refresh()).toBe(code);
    expect(await expectSumsFollow(bench)).toHaveLength(RUNS_PER_COMMIT);
    takeBack();
    await expectRecovery(bench);
  });
});

describe("in a refresh of a ledger that is up to date", () => {
  test.each(troubles)(
    "%s for an hour loses nothing, and costs at most 8 requests each time",
    async (_, code, fault) => {
      const bench = await startFaultBench({ runs: generate(30) });
      expect(await bench.refresh()).toBeNull();
      const before = await expectSumsFollow(bench);
      bench.standIn.forgetRequests();
      const takeBack = bench.standIn.fail({ match: aList, with: fault });
      for (let count = 0; count < 12; count += 1) {
        bench.clock.advance(5 * MINUTE_MS);
        bench.account.addRun({ startedAtMs: bench.clock.now() - MINUTE_MS, costUsd: 0.01 * (count + 1) });
        expect(await bench.refresh()).toBe(code);
      }
      expect(await expectSumsFollow(bench)).toEqual(before);
      expect(bench.standIn.requests.length).toBeLessThanOrEqual(12 * 8);
      takeBack();
      await refreshFor(bench, 10 * MINUTE_MS);
      await expectExact(bench, { atMostRequests: 12 * 8 + 2 * 12 + 10 });
    },
  );
});

test("an answer about another run is not taken for the one that was asked for", async () => {
  const bench = await startWithRuns();
  const [other] = bench.account.runs;
  bench.useFetch(async (url, init) => {
    const isNewest = url.endsWith(bench.account.runs.at(-1)?.id ?? "");
    return bench.standIn.fetch(isNewest ? `${bench.standIn.baseUrl}/v2/actor-runs/${other?.id}` : url, init);
  });
  expect(await bench.refresh()).toBe("apify_bad_answer");
  expect(await expectSumsFollow(bench)).toEqual([]);
  bench.useFetch(null);
  await expectRecovery(bench);
});

test("a token that is replaced in the middle ends the import as refused, and its successor goes on", async () => {
  const account = new StandInAccount({ runs: generate() });
  const standIn = await startApifyStandIn({ accounts: [account], clock: () => NOW });
  const bench = await startFaultBench({ account });
  let details = 0;
  bench.useFetch((url, init) => {
    if (url.includes("/v2/actor-runs/") && (details += 1) === INTO_THE_SECOND_COMMIT) {
      bench.useToken(standIn.rotate(account.token));
    }
    return fetch(url.replace(bench.standIn.baseUrl, standIn.baseUrl), init);
  });
  expect(await bench.refresh()).toBe("apify_token_refused");
  const refused = standIn.requests.length;
  bench.clock.advance(5 * MINUTE_MS);
  expect(await bench.refresh()).toBeNull();
  await expectExact(bench, { atMostRequests: 0 });
  expect(refused).toBeLessThanOrEqual(INTO_THE_SECOND_COMMIT + 12);
  expect(standIn.requests.length).toBeLessThanOrEqual(RUNS + RUNS_PER_COMMIT + 20);
  await standIn.stop();
});

test("a token that may not read limits and usage imports every run all the same", async () => {
  const bench = await startWithRuns();
  bench.standIn.fail({ match: usageAndLimits, with: { kind: "insufficient-permissions" } });
  expect(await bench.refresh()).toBeNull();
  expect(await bench.status()).toMatchObject({ retentionDays: null, lastFailure: null, isIncomplete: false });
  await expectExact(bench, { atMostRequests: RUNS + 5 });
  bench.standIn.forgetRequests();
  await refreshFor(bench, HOUR_MS);
  expect(bench.standIn.requests.filter(({ path }) => usageAndLimits.path.test(path))).toEqual([]);
});

describe("a cost that can't be true", () => {
  test.each(["-0.5", "1e999", '"0.1"', "1000000.5", "{}"])("such as %s is written nowhere", async (literal) => {
    const bench = await startWithRuns();
    const takeBack = bench.standIn.fail({
      match: aDetail,
      after: INTO_THE_SECOND_COMMIT,
      with: { kind: "cost", literal },
    });
    expect(await bench.refresh()).toBe("apify_bad_answer");
    expect(await expectSumsFollow(bench)).toHaveLength(RUNS_PER_COMMIT);
    takeBack();
    await expectRecovery(bench);
  });
});
