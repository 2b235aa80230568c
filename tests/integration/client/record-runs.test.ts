import { expect, onTestFinished, test } from "vitest";
import { createRunRecorder, type RunToRecord } from "../../../shared/client/record-runs.ts";
import { serveLedger, USER } from "../../support/client/served-ledger.ts";
import { readRows } from "../../support/ledger/row-oracle.ts";

const KEY = "dk_canary0000000000000000000000000000";

const run = (index: number): RunToRecord => ({
  runId: `run-${index}`,
  scraperId: "apify/instagram-scraper",
  source: "scraping",
  status: index % 5 === 0 ? "FAILED" : "SUCCEEDED",
  costUsd: index / 1_000,
});

async function serve() {
  const served = await serveLedger(KEY);
  onTestFinished(() => served.stop());
  return served;
}

/** Waits no longer than needed to let others go first. */
const clock = { now: Date.now, random: () => 0, sleep: async () => undefined };

test("many runs arrive, each once, with their costs to the nano-dollar", async () => {
  const { address, ledger, sql } = await serve();
  const runs = Array.from({ length: 2_300 }, (_, index) => run(index));
  const recorder = createRunRecorder({ baseUrl: address, apiKey: KEY });
  const { recorded, failures } = await recorder.recordMany(runs);
  expect(failures).toEqual([]);
  expect(recorded).toEqual(runs.map(({ runId }) => runId));
  expect(await readRows(sql)).toHaveLength(2_300);
  const costNanoUsd = runs.reduce((sum, _, index) => sum + BigInt(index) * 1_000_000n, 0n);
  expect(await ledger.totalsOfAll(USER)).toEqual({ costNanoUsd, runs: 2_300, runsWithoutCost: 0 });
});

test("an acknowledgement that is lost on its way leads to no second row", async () => {
  const { address, sql } = await serve();
  let requests = 0;
  const recorder = createRunRecorder({
    baseUrl: address,
    apiKey: KEY,
    clock,
    fetch: async (url, init) => {
      const response = await fetch(url, init);
      requests += 1;
      if (requests > 2) return response;
      await response.text();
      throw new TypeError("fetch failed", { cause: new Error("read ECONNRESET") });
    },
  });
  const { recorded } = await recorder.recordMany([run(1), run(2)]);
  expect([requests, recorded]).toEqual([3, ["run-1", "run-2"]]);
  expect(await readRows(sql)).toHaveLength(2);
});

test("a wrong run is left out by name, and takes no other with it", async () => {
  const { address, sql } = await serve();
  const recorder = createRunRecorder({ baseUrl: address, apiKey: KEY, onFailure: () => undefined });
  const runs = Array.from({ length: 1_000 }, (_, index) => run(index));
  const { recorded, failures } = await recorder.recordMany(
    runs.map((each, index) => (index === 17 || index === 999 ? { ...each, costUsd: -1 } : each)),
  );
  expect(recorded).toEqual(runs.map(({ runId }) => runId).filter((id) => id !== "run-17" && id !== "run-999"));
  expect(failures).toMatchObject([
    { code: "invalid_request", status: 400, parameter: "runs.17.costUsd", runIds: ["run-17"] },
    { code: "invalid_request", status: 400, parameter: "runs.998.costUsd", runIds: ["run-999"] },
  ]);
  expect(await readRows(sql)).toHaveLength(998);
});

test("a wrong key, or no server at all, is told and never thrown", async () => {
  const { address } = await serve();
  const told: string[] = [];
  const onFailure = ({ code }: { readonly code: string }): void => void told.push(code);
  await createRunRecorder({ baseUrl: address, apiKey: "dk_wrong", onFailure }).record(run(1));
  await createRunRecorder({ baseUrl: "http://127.0.0.1:9", apiKey: KEY, onFailure, clock }).record(run(1));
  expect(told).toEqual(["unauthorized", "unreachable"]);
});
